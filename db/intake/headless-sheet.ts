import { guessHeader, openColumns } from './guess-header.ts';
import { columnIndex } from './readers/cell.ts';
import type { SheetSample } from './sheet-plan.ts';
import { lookOf } from './value-look.ts';

/** A column of a sheet without header as a mapping keeps it: its letter, and what its values look like. */
interface LookingColumn {
  readonly header: string;
  readonly target: string | null;
  readonly look?: string | undefined;
}

/** What the values of a column look like, in a word that a mapping keeps; empty when there is too little to tell. */
export function looksLike(values: readonly string[], today: string): string {
  const said = values.map((value) => value.trim()).filter((value) => value !== '' && value !== '-');
  if (said.length < LEAST_VALUES) return '';
  const look = lookOf(said, today);
  if (look !== null) return look === 'nik' || look === '@noKk' || look === '@number' ? NUMBER : look === '@ttl' ? 'birthDate' : look;
  const [kind] = kinds.find(([, fits]) => said.filter((value) => fits.test(value)).length >= said.length * SHARE) ?? ['mixed'];
  return kind;
}

const LEAST_VALUES = 3;
const SHARE = 0.8;
const NUMBER = 'number16';
const kinds: readonly (readonly [kind: string, fits: RegExp])[] = [['digits', /^[\d.,\s]+$/], ['code', /^\S{1,3}$/], ['words', /^[\p{L}\s.,'’()-]+$/u]];

/** The values of a column of a sheet's first rows. */
export function valuesOf(sample: SheetSample, index: number): string[] {
  return sample.rows.map((row) => row.texts[index] ?? '');
}

/**
 * Whether a sheet whose data begins at once is like the one that a mapping was made for: as many columns, and values that
 * look the same in each. Two kinds of numbers with 16 digits look alike, so what contradicts a NIK or a No KK is looked
 * for. `chosen`: the clerk says so, and only contradictions count.
 */
export function fitsHeadless(columns: readonly LookingColumn[], sample: SheetSample, today: string, chosen: boolean): boolean {
  if (guessHeader(sample.rows) !== 0 || openColumns(sample.rows, 0).length !== columns.length) return false;
  const read = columns.filter(({ target }) => target !== null);
  if (read.some((column) => contradicts(column, valuesOf(sample, columnIndex(column.header))))) return false;
  if (chosen) return true;
  const told = read.map((column) => ({ before: column.look ?? '', now: looksLike(valuesOf(sample, columnIndex(column.header)), today) })).filter(({ before, now }) => before !== '' && now !== '');
  const same = told.filter(({ before, now }) => before === now);
  // Numbers and dates say what a table is; words alone are in any.
  return same.length === told.length && same.some(({ now }) => now === NUMBER || now === 'birthDate');
}

function contradicts({ target, look }: LookingColumn, values: readonly string[]): boolean {
  const numbers = values.map((value) => value.replace(/\D/g, '')).filter((value) => value.length === 16);
  if (look === NUMBER && numbers.length === 0 && values.some((value) => value.trim() !== '')) return true;
  const women = numbers.filter((number) => Number(number.slice(6, 8)) > 40).length;
  if (target === '@noKk' || target === 'family.noKk') return women > 0;
  return (target === 'nik' || target === 'person.nik') && numbers.length > 1 && women === 0 && new Set(numbers).size < numbers.length;
}
