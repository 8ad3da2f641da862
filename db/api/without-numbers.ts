import { mask } from '../rules/mask.ts';

/** A NIK or No KK within a text; not sixteen digits of a hash. */
const number = /(?<![0-9a-f])\d{16}(?![0-9a-f])/gi;

/**
 * What a call tells of records as they are kept, every NIK and No KK in it masked, also within a text or a letter's content:
 * only fields that hold one by themselves are masked where they are read, and this lane logs nothing.
 */
export function withoutNumbers<T>(value: T): T {
  if (typeof value === 'string') return value.replace(number, mask) as T;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one: unknown) => withoutNumbers(one)) as T;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutNumbers<unknown>(one)])) as T;
}
