import { fail } from '../../rules/failure.ts';
import type { Lang } from '../../rules/text.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { requireWholeOffice } from '../access.ts';
import type { Scope } from '../access.ts';
import { logSource, toEntries } from '../log-entries.ts';
import type { HistoryEntry, LogRow } from '../log-entries.ts';

const MOST_ENTRIES = 500;

/** One act of the log, whole: its facts, its changes (the first five hundred) and the hashes that tie it into the chain. Error: NOT_FOUND. */
export function auditAct(office: Reader, tx: number, lang: Lang, scope: Scope): { facts: { key: string; value: string }[]; entries: HistoryEntry[]; more: number; previous: string; hash: string } {
  requireWholeOffice(office, scope);
  const row = sql(office, 'SELECT detail, previous, hash FROM tx WHERE id = ?').get(tx) as { detail: string | null; previous: Buffer; hash: Buffer } | undefined;
  if (!row) return fail('NOT_FOUND', { id: String(tx) });
  const rows = sql(office, `${logSource} WHERE c.tx = ? ORDER BY c.counter LIMIT ?`).all(tx, MOST_ENTRIES) as LogRow[];
  const total = sql(office, 'SELECT count(*) FROM change WHERE tx = ?').pluck().get(tx) as number;
  const said = row.detail === null ? {} : (JSON.parse(row.detail) as Record<string, unknown>);
  const facts = Object.entries(said).filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ({ key, value: typeof value === 'string' ? value : JSON.stringify(value) }));
  return { facts, entries: toEntries(office, rows, lang), more: total - rows.length, previous: row.previous.toString('hex'), hash: row.hash.toString('hex') };
}
