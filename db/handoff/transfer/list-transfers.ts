import { mask } from '../../rules/mask.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { readOffer, readReply } from './paper.ts';
import type { Signed } from './paper.ts';
import type { TransferRow } from './papers.ts';

/** A family on its way, as a list shows it. */
export interface TransferView {
  readonly id: string; readonly direction: 'in' | 'out' | 'seen'; readonly family: string; readonly head: string | null; readonly noKk: string | null; readonly people: number;
  readonly from: string; readonly fromName: string; readonly to: string; readonly toName: string; readonly reason: string; readonly at: string; readonly by: string;
  readonly state: 'travelling' | 'accepted' | 'refused' | 'withdrawn';
  readonly answer: { readonly at: string; readonly by: string; readonly reason: string } | null;
  readonly sent: boolean;
}

/** Families on their way into and out of this office, and those between other offices, newest first; No KK masked. */
export function listTransfers(office: Reader, query: { readonly direction: TransferView['direction'] | 'all'; readonly open: boolean }): TransferView[] {
  const rows = sql(office, `SELECT * FROM transfer WHERE state <> 'unproven' ${query.open ? "AND state = 'travelling'" : ''} ORDER BY at DESC, uid DESC`).all() as TransferRow[];
  return rows.flatMap((row) => describe(office, row) ?? []).filter((one) => query.direction === 'all' || one.direction === query.direction);
}

function describe(office: Reader, row: TransferRow): TransferView | null {
  const offer = readOffer(JSON.parse(row.offer) as Signed);
  const reply = row.reply === null ? null : readReply(JSON.parse(row.reply) as Signed);
  if (!offer || row.state === 'unproven') return null;
  const { code } = office.identity;
  const summary = sql(office, 'SELECT head, noKk FROM familySummary WHERE uid = ?').get(row.family) as { head: string | null; noKk: string | null } | undefined;
  const people = sql(office, 'SELECT count(*) FROM person WHERE family = ?').pluck().get(row.family) as number;
  return {
    id: row.uid, direction: row.toCode === code ? 'in' : row.fromCode === code ? 'out' : 'seen', family: row.family, head: summary?.head ?? null,
    noKk: summary?.noKk ? mask(summary.noKk) : null, people, from: offer.from, fromName: offer.fromName, to: offer.to, toName: offer.toName, reason: offer.reason,
    at: offer.at, by: offer.by, state: row.state, answer: reply && { at: reply.at, by: reply.by, reason: reply.reason }, sent: row.sentAt !== null,
  };
}
