import { covers, vectorOf } from '../rules/merge.ts';
import type { Vector } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { sameValue } from '../store/records.ts';
import type { FieldValue } from '../rules/field.ts';
import type { Incoming } from './merge-record.ts';

/** Rows of one field group that came together: each was told with what the group held at one sender. */
export type Side = readonly Incoming[];

/** Everything that rows rest on, themselves included. */
export function restsOf(rows: readonly Incoming[]): Vector {
  return vectorOf(rows.flatMap((row) => [row.id, ...(row.parent ? [row.parent] : []), ...row.seen]));
}

/**
 * Whether a side has a change of a field in it: it rests on that, and says what became of the field. A side that rests on
 * it and is silent of the field says that its reader was told before.
 */
export function contains(side: Side, change: ChangeId & { readonly field: number }): boolean {
  return side.some((row) => row.field === change.field) && covers(restsOf(side), change);
}

/**
 * What comes now with what waits for it while it waits for that: halves of one group that came with different packages, as
 * after a restore. Judged one by one, either would wait for the other for ever. A half comes with all that came with it,
 * since what it rests on is there. Without a half that says another thing of a field than the rest, where neither is later.
 */
export function sidesTogether(brought: Side, waiting: readonly Side[]): Side[] {
  const rests = restsOf(brought);
  const halves = waiting.filter((side) => side.some((row) => covers(rests, row.id)) && brought.some((row) => covers(restsOf(side), row.id)));
  return halves.reduce<Side[]>((sides, half) => (fieldsOf([...sides, half]).every((field) => latest([...sides, half], field)) ? [...sides, half] : sides), [brought]);
}

/** One row of each field of sides that are judged together: the latest, which sums up the others. */
export function latestOf(sides: readonly Side[]): Incoming[] {
  if (sides.length === 1) return [...(sides[0] as Side)];
  return fieldsOf(sides).flatMap((field) => {
    const found = latest(sides, field);
    if (!found) return [];
    const earlier = sides.flat().filter((row) => row.field === field && row !== found);
    return [{ ...found, seen: [...found.seen, ...earlier.flatMap((row) => [row.id, ...(row.parent ? [row.parent] : []), ...row.seen])] }];
  });
}

/** The row of a field whose side rests on every other row of it; where two do, they must say the same. */
function latest(sides: readonly Side[], field: number): Incoming | null {
  const rows = sides.flatMap((side) => side.filter((row) => row.field === field).map((row) => ({ row, rests: restsOf(side) })));
  const last = rows.filter(({ rests }) => rows.every(({ row }) => covers(rests, row.id)));
  const [first] = last;
  return first && last.every(({ row }) => sameValue(row.value as FieldValue, first.row.value as FieldValue)) ? first.row : null;
}

function fieldsOf(sides: readonly Side[]): number[] {
  return [...new Set(sides.flat().map((row) => row.field))];
}
