import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';

/**
 * When families last changed, apart from their lines in the lists: most changes of a person change nothing else there, and a line is
 * thirty times as wide. `lineChange` holds each family's last transaction. `lineOrder` holds families by transaction and only ever
 * grows at its end: what a later change made stale no longer fits `lineChange`, and is dropped now and then.
 */

/** Notes a transaction as the last change of all families behind a number: new ones, of which nothing is noted yet. */
export function noteNewLines(office: Writer, last: number, tx: number): void {
  sql(office, 'INSERT INTO lineChange (family, tx) SELECT id, ? FROM family WHERE id > ?').run(tx, last);
  sql(office, 'INSERT INTO lineOrder (tx, family) SELECT ?, id FROM family WHERE id > ?').run(tx, last);
}

/** Families by their last change: `o.tx`, `o.family`. */
export const byLastChange = 'lineOrder o CROSS JOIN lineChange l ON l.family = o.family AND l.tx = o.tx';

/** What notes the last change of a family. */
export function noteLineChange(office: Writer): (family: number, tx: number) => void {
  const last = sql(office, 'INSERT INTO lineChange (family, tx) VALUES (?, ?) ON CONFLICT (family) DO UPDATE SET tx = excluded.tx WHERE tx <> excluded.tx');
  const order = sql(office, 'INSERT OR IGNORE INTO lineOrder (tx, family) VALUES (?, ?)');
  return (family, tx) => {
    if (last.run(family, tx).changes > 0) order.run(tx, family);
  };
}

/** The last changes of families whose lines satisfy a condition on `s`: numbers by transaction, so that what does not change stays as it is. */
export function linesByChange(office: Reader, condition: string, ...params: readonly (string | number)[]): Map<number, number[]> {
  const rows = sql(office, `SELECT s.family, l.tx FROM familySummary s JOIN lineChange l ON l.family = s.family WHERE ${condition}`).raw().all(...params) as [number, number][];
  const lines = new Map<number, number[]>();
  for (const [family, tx] of rows) {
    const known = lines.get(tx);
    if (known) known.push(family);
    else lines.set(tx, [family]);
  }
  return lines;
}

/** Takes what later changes made stale out of the order. */
export function dropStaleOrder(office: Writer): void {
  sql(office, 'DELETE FROM lineOrder WHERE NOT EXISTS (SELECT 1 FROM lineChange l WHERE l.family = lineOrder.family AND l.tx = lineOrder.tx)').run();
}
