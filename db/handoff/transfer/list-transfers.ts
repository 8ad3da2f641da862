import { mask } from '../../rules/mask.ts';
import { getMeta } from '../../store/meta.ts';
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

/** Families on their way into and out of this office, and those between other offices, newest first; No KK masked. Of one `family` alone where it is given. */
export function listTransfers(office: Reader, query: { readonly direction: TransferView['direction'] | 'all'; readonly open: boolean; readonly family?: string | undefined }): TransferView[] {
  const rows = sql(office, `SELECT * FROM transfer WHERE state <> 'unproven' ${query.open ? "AND state = 'travelling'" : ''} AND family = coalesce(?, family) ORDER BY at DESC, uid DESC`).all(query.family ?? null) as TransferRow[];
  return rows.flatMap((row) => describe(office, row) ?? []).filter((one) => query.direction === 'all' || one.direction === query.direction);
}

/**
 * Own offers that were refused and not made again since, of which this office heard from `since` on. When it heard is told by the packages
 * that came while it had written no more than it had then: the day of the answer may be long past when a stick brings it.
 */
export function refusedOffers(office: Reader, since: string): TransferView[] {
  const rows = sql(office, `SELECT t.* FROM transfer t WHERE t.fromCode = ? AND t.state = 'refused'
    AND NOT EXISTS (SELECT 1 FROM transfer l WHERE l.family = t.family AND l.state <> 'unproven' AND l.at > t.at) ORDER BY t.at DESC, t.uid DESC`).all(office.identity.code) as (TransferRow & { readonly epoch: number; readonly counter: number })[];
  if (rows.length === 0) return [];
  const heard = new Map(sql(office, "SELECT epoch, min(first) FROM tx WHERE at >= ? AND kind = 'receive' AND device = (SELECT no FROM device WHERE uid = ?) GROUP BY epoch").raw().all(since, getMeta(office.db, 'device')) as [number, number][]);
  return rows.filter(({ epoch, counter }) => (heard.get(epoch) ?? Infinity) <= counter + 1).flatMap((row) => describe(office, row) ?? []);
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
