import { recapLine } from '../../store/migrations/0028-recaps.ts';
import { doLater } from '../../store/later.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { creditItems } from '../credit-programmes.ts';
import { addCounts, countsText, readCounts, recapSum } from './recap-counts.ts';
import type { AreaCounts, ItemCounts, RecapSum } from './recap-counts.ts';

/**
 * Brings the recaps up to date with the lines of the lists that changed since. Call it in the transaction that changed them, after
 * the last change. Whoever forgets it makes recaps slower, never wrong: {@link pendingRecaps} is added to what is kept.
 */
export function keepRecaps(office: Writer): void {
  const changed = pendingRecaps(office);
  if (changed === null) return;
  for (const area of changed.areas.values()) keepArea(office, area);
  sql(office, 'DELETE FROM recapPending').run();
}

/** The same, once nobody waits: for whoever changed many lines that recaps count otherwise now. */
export function keepRecapsLater(office: Writer): void {
  doLater(office.db, office.db.transaction(() => { keepRecaps(office); }).immediate);
}

/** What recaps have to be changed by to say what the lists say; null for nothing. */
export function pendingRecaps(office: Reader): RecapSum | null {
  let sum: RecapSum | null = null;
  const rows = sql(office, `SELECT p.was AS was, ${recapLine('s', 'l.surveyDate')} AS now FROM recapPending p
    LEFT JOIN familySummary s ON s.family = p.family LEFT JOIN lineChange l ON l.family = p.family`).raw().iterate() as IterableIterator<[string | null, string | null]>;
  for (const [was, now] of rows) {
    sum ??= recapSum(creditItems(office));
    sum.replace(was, now);
  }
  return sum;
}

function keepArea(office: Writer, { region, rw, rt, dimensions }: AreaCounts): void {
  const table = rw === null ? 'recapTotal' : 'recapCell';
  const [columns, places] = rw === null ? ['dimension, region', [region]] : ['dimension, region, rw, rt', [region, rw, rt ?? '']];
  const where = columns.split(', ').map((column) => `${column} = ?`).join(' AND ');
  const present = sql(office, `SELECT counts FROM ${table} WHERE ${where}`).pluck();
  for (const [dimension, changes] of dimensions) {
    if (isNothing(changes)) continue;
    const text = present.get(dimension, ...places) as string | undefined;
    const counts = readCounts(text ?? '');
    addCounts(counts, changes);
    if (text === undefined) sql(office, `INSERT INTO ${table} (${columns}, counts) VALUES (?, ${places.map(() => '?').join(', ')}, ?)`).run(dimension, ...places, countsText(counts));
    else if (counts.size === 0) sql(office, `DELETE FROM ${table} WHERE ${where}`).run(dimension, ...places);
    else sql(office, `UPDATE ${table} SET counts = ? WHERE ${where}`).run(countsText(counts), dimension, ...places);
  }
}

function isNothing(changes: ItemCounts): boolean {
  return [...changes.values()].every((counts) => counts.every((count) => count === 0));
}
