import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { listItems } from '../derive.ts';

/** The needs of families, by local number, as the lists held them before something was written. */
export type NeedsBefore = ReadonlyMap<number, string>;

/** That a need of a family showed, or showed no more. */
export interface NeedTurn {
  readonly day: string;
  readonly need: string;
  /** True when it showed from that day on, false when it was met from then on. */
  readonly on: boolean;
}

/** The needs that the lists hold of these families; those that are not in the lists are left out. */
export function needsBefore(office: Reader, families: readonly number[]): NeedsBefore {
  const rows = sql(office, 'SELECT family, needs FROM familySummary WHERE family IN (SELECT value FROM json_each(?))').raw().all(JSON.stringify(families)) as [number, string][];
  return new Map(rows);
}

/**
 * Notes of which of these families the needs are others by now. Needs follow from answers and rules, and each office finds
 * the same: the note stays here. Call it in the transaction that wrote the lists anew.
 */
export function noteTurns(office: Writer, before: NeedsBefore): void {
  const note = sql(office, 'INSERT INTO needTurn (family, day, "before", "after") VALUES (?, ?, ?, ?)');
  for (const [family, after] of needsBefore(office, [...before.keys()])) {
    const earlier = before.get(family) ?? '';
    if (earlier !== after) note.run(family, today(office), earlier, after);
  }
}

/** When needs of a family turned, the latest first. */
export function needTurns(office: Reader, family: number): NeedTurn[] {
  const rows = sql(office, 'SELECT day, "before", "after" FROM needTurn WHERE family = ? ORDER BY id DESC').raw().all(family) as [string, string, string][];
  return rows.flatMap(([day, earlier, later]) => {
    const [before, after] = [listItems(earlier), listItems(later)];
    return [...after.filter((need) => !before.includes(need)).map((need) => ({ day, need, on: true })), ...before.filter((need) => !after.includes(need)).map((need) => ({ day, need, on: false }))];
  });
}
