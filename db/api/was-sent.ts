import { outbox } from '../handoff/neighbours.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Whether a list of tasks went into a package to its office after it was made: a SASARAN, or a report. */
export function wasSent(reader: Reader, office: string, list: string): boolean {
  const made = sql(reader, `SELECT t.at FROM targetList l JOIN change c ON c.entity = 16 AND c.record = l.id AND c.field = 0 JOIN tx t ON t.id = c.tx WHERE l.uid = ?`).pluck().get(list) as string | undefined;
  return outbox(reader).some((row) => row.to.includes(office) && (row.kind === 'SASARAN' || row.kind === 'LAPORAN') && row.at > (made ?? ''));
}
