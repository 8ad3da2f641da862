import type { SummaryRow } from './derive.ts';
import { storedColumns } from './derive.ts';
import type { LineEffect } from './line-effect.ts';
import type { Statement } from '../store/connection.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';

/**
 * When families last changed, and what of their lines changes most often, apart from the lines: a report of changes mostly changes nothing
 * else there, and a line is thirty times as wide. `lineChange` holds each family's last transaction, the date of its last survey and its
 * warnings. `lineOrder` holds families by transaction and only ever grows at its end: what a later change made stale no longer fits
 * `lineChange`, and is dropped now and then.
 */

/** Notes a transaction as the last change of all families behind a number: new ones, whose lines {@link newLineChange} wrote. */
export function noteNewLines(office: Writer, last: number, tx: number): void {
  sql(office, 'INSERT INTO lineOrder (tx, family) SELECT ?, id FROM family WHERE id > ?').run(tx, last);
}

/** What writes the date and the warnings of a new family's line. */
export function newLineChange(office: Writer): (line: SummaryRow, tx: number) => void {
  const insert = sql(office, 'INSERT INTO lineChange (family, tx, surveyDate, warnings) VALUES (?, ?, ?, ?)');
  return (line, tx) => void insert.run(line[0], tx, line[dateAt], line[dateAt + 1]);
}

/** Where the date stands in a line; the warnings come after it. */
const dateAt = storedColumns.length;

/** Lines of the lists with their dates and warnings, `s` and `l`. */
export const linesWithDates = 'familySummary s LEFT JOIN lineChange l ON l.family = s.family';

/** Families by their last change: `o.tx`, `o.family`. */
export const byLastChange = 'lineOrder o CROSS JOIN lineChange l ON l.family = o.family AND l.tx = o.tx';

/** What notes the last change of a family whose line was derived, with the date and the warnings of the line. */
export function noteLineChange(office: Writer): (line: SummaryRow, tx: number) => void {
  const last = sql(office, `INSERT INTO lineChange (family, tx, surveyDate, warnings) VALUES (?, ?, ?, ?) ON CONFLICT (family) DO UPDATE
    SET tx = excluded.tx, surveyDate = excluded.surveyDate, warnings = excluded.warnings WHERE tx <> excluded.tx OR surveyDate IS NOT excluded.surveyDate OR warnings <> excluded.warnings`);
  const order = orderLines(office);
  return (line, tx) => {
    if (last.run(line[0], tx, line[dateAt], line[dateAt + 1]).changes > 0) order(Number(line[0]), tx);
  };
}

/** What notes the last change of a family of which it is known what the change does to its line. */
export function changeLine(office: Writer): (family: number, tx: number, effect: LineEffect) => void {
  const order = orderLines(office);
  const date = ', surveyDate = ?';
  const more = ', warnings = iif((SELECT active FROM familySummary s WHERE s.family = lineChange.family) = 1, warnings + ?, warnings)';
  const [plain, dated, warned, both] = ['', date, more, date + more].map((set) => sql(office, `UPDATE lineChange SET tx = ?${set} WHERE family = ?`)) as [Statement, Statement, Statement, Statement];
  const write = (family: number, tx: number, { warnings, surveyDate }: LineEffect): { changes: number } => {
    if (surveyDate === undefined) return warnings === 0 ? plain.run([tx, family]) : warned.run([tx, warnings, family]);
    return warnings === 0 ? dated.run([tx, surveyDate, family]) : both.run([tx, surveyDate, warnings, family]);
  };
  return (family, tx, effect) => {
    if (write(family, tx, effect).changes > 0) order(family, tx);
  };
}

function orderLines(office: Writer): (family: number, tx: number) => void {
  const order = sql(office, 'INSERT OR IGNORE INTO lineOrder (tx, family) VALUES (?, ?)');
  return (family, tx) => void order.run(tx, family);
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
