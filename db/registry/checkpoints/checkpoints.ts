import { periodEnds } from '../../rules/aid/period-ends.ts';
import { localDate, sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { dropStaleOrder } from '../line-changes.ts';
import { presentRows, stateColumns } from './family-states.ts';
import { packRows } from './pack-states.ts';
import type { Cell } from './pack-states.ts';

/** A day on which it was kept how every family stood. */
export interface Checkpoint {
  readonly id: number;
  readonly day: string;
  /** `month`: by itself, as the month ended; `asked`: somebody wanted it. */
  readonly kind: 'month' | 'asked';
  readonly title: string | null;
  readonly madeAt: string;
  readonly madeBy: string | null;
  /** What it is made of; checkpoints between which nothing was written share it. */
  readonly parts: number;
  readonly families: number;
  readonly people: number;
}

/** So many months are looked back on when an office was not opened for long. */
const MOST_MONTHS = 24;

const columns = 'id, day, kind, title, madeAt, madeBy, parts, families, people';

/** All checkpoints, the newest day first. */
export function listCheckpoints(office: Reader): Checkpoint[] {
  return sql(office, `SELECT ${columns} FROM checkpoint ORDER BY day DESC, id DESC`).all() as Checkpoint[];
}

/** The checkpoint that speaks for the end of a day: the last one of that day or before it. Null when there is none. */
export function checkpointFor(office: Reader, day: string): Checkpoint | null {
  return (sql(office, `SELECT ${columns} FROM checkpoint WHERE day <= ? ORDER BY day DESC, id DESC LIMIT 1`).get(day) as Checkpoint | undefined) ?? null;
}

const settled = new WeakMap<Writer, string>();

/**
 * Keeps how the families stood as each month ended, once it has: call it when an office was opened and before anything is
 * written, so that what stands is what stood then. Answers how many checkpoints were made. Cheap when nothing is due.
 */
export function keepMonths(office: Writer): number {
  const day = today(office);
  const month = day.slice(0, 7);
  if (settled.get(office) === month || office.db.inTransaction) return 0;
  const due = dueDays(office, day);
  if (due.length > 0) office.db.transaction(() => writeCheckpoints(office, due.map((one) => ({ day: one, kind: 'month', title: null, madeBy: null })))).immediate();
  settled.set(office, month);
  return due.length;
}

/** Keeps how the families stand now, because somebody wants to compare with it. */
export function makeCheckpoint(office: Writer, title: string, madeBy: string): Checkpoint {
  const day = today(office);
  office.db.transaction(() => writeCheckpoints(office, [{ day, kind: 'asked', title, madeBy }])).immediate();
  return listCheckpoints(office).find((one) => one.day === day) as Checkpoint;
}

/** The ends of months that nothing is kept of, as far as nothing was written since; today where something was. */
function dueDays(office: Reader, day: string): string[] {
  const last = sql(office, "SELECT max(day) FROM checkpoint WHERE kind = 'month'").pluck().get() as string | null;
  const ends = periodEnds(day, 'month', MOST_MONTHS).filter((end) => last === null || end > last);
  if (ends.length === 0 || sql(office, 'SELECT 1 FROM familySummary LIMIT 1').get() === undefined) return [];
  const written = sql(office, 'SELECT at FROM tx ORDER BY id DESC LIMIT 1').pluck().get() as string | undefined;
  const lastWrite = written === undefined ? '' : localDate(new Date(written));
  const kept = ends.filter((end) => end >= lastWrite);
  return kept.length > 0 ? kept : [day];
}

function writeCheckpoints(office: Writer, days: readonly Pick<Checkpoint, 'day' | 'kind' | 'title' | 'madeBy'>[]): void {
  const parts = 1 + ((sql(office, 'SELECT max(parts) FROM checkpoint').pluck().get() as number | null) ?? 0);
  const write = sql(office, 'INSERT INTO checkpointPart (parts, region, content) VALUES (?, ?, ?)');
  const regions = new Map<string, Cell[][]>();
  for (const { region, row } of presentRows(office)) {
    const rows = regions.get(region);
    if (rows) rows.push(row);
    else regions.set(region, [row]);
  }
  for (const [region, rows] of regions) write.run(parts, region, packRows(stateColumns, rows));
  const { families, people } = sql(office, 'SELECT count(*) AS families, coalesce(sum(members), 0) AS people FROM familySummary WHERE active = 1').get() as { families: number; people: number };
  const insert = sql(office, 'INSERT INTO checkpoint (day, kind, title, madeAt, madeBy, parts, families, people) VALUES (@day, @kind, @title, @madeAt, @madeBy, @parts, @families, @people)');
  dropStaleOrder(office);
  for (const one of days) insert.run({ ...one, madeAt: office.now().toISOString(), parts, families, people });
}
