import { headerKey } from './headers.ts';
import { listHeaders } from './layouts/list-headers.ts';

/** Targets of the usual headers, by the header as it is compared. */
export const listTargets: ReadonlyMap<string, string> = new Map(
  Object.entries(listHeaders).flatMap(([target, headers]) => headers.map((header) => [headerKey(header), target] as const)),
);

/** What identifies a person: an office may have renamed these columns in a file of any layout. */
const renamed: readonly string[] = ['nik', 'name', '@noKk', 'birthDate', 'sex'];

/** Whether a target identifies a person, so that its column says nothing about the layout. */
export function isRenamable(target: string): boolean {
  return renamed.includes(target);
}

/** The target of a column that identifies people, under any usual header; null when it is none. */
export function synonymOf(keys: readonly string[]): string | null {
  const target = keys.map((key) => listTargets.get(key)).find((found) => found !== undefined);
  return target !== undefined && isRenamable(target) ? target : null;
}
