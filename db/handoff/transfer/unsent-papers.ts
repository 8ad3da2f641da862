import { getMeta } from '../../store/meta.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { DELIVERED } from '../undelivered.ts';
import { readOffer, readReply } from './paper.ts';
import { paperOf } from './papers.ts';
import type { TransferRow } from './papers.ts';

/** When a package that carries papers, and one that carries families with them, last reached a medium for an office. */
interface LastSent { readonly code: string; readonly told: string; readonly moved: string | null }

/**
 * How many offers, answers and withdrawals of this PC were not taken to the office that they are for, by its code. An offer goes
 * with its family, in a PINDAH; of an answer a report tells too. What another PC of this office signed is that one's to send.
 */
export function unsentPapers(office: Reader): ReadonlyMap<string, number> {
  const { code } = office.identity;
  // Whose old owner signed a later word of it knows that it was accepted.
  const rows = sql(office, "SELECT * FROM transfer WHERE (fromCode = @code AND state IN ('travelling', 'withdrawn')) OR (toCode = @code AND state IN ('accepted', 'refused') AND letGo IS NULL)").all({ code }) as TransferRow[];
  if (rows.length === 0) return new Map();
  const sent = new Map((sql(office, `SELECT r.value ->> 'code' AS code, max(at) AS told, max(at) FILTER (WHERE kind = 'PINDAH') AS moved FROM packageOut, json_each(receivers) r
    WHERE kind IN ('PINDAH', 'LAPORAN') AND ${DELIVERED} GROUP BY 1`).all() as LastSent[]).map((one) => [one.code, one]));
  const own = getMeta(office.db, 'device');
  const waiting = rows.filter((row) => isUnsent(row, own, sent.get(otherOf(row, code))));
  return new Map([...Map.groupBy(waiting, (row) => otherOf(row, code))].map(([other, all]) => [other, all.length]));
}

function otherOf(row: TransferRow, code: string): string {
  return row.fromCode === code ? row.toCode : row.fromCode;
}

function isUnsent(row: TransferRow, own: string | null, sent: LastSent | undefined): boolean {
  const { offer, reply } = paperOf(row);
  const word = reply === null ? readOffer(offer) : readReply(reply);
  if (word?.signer !== own) return false;
  if (row.state === 'travelling') return (sent?.moved ?? '') < word.at;
  const told = sent?.told ?? '';
  if (told >= word.at) return false;
  // Of an offer that never went nobody has to hear that it was taken back.
  return row.state !== 'withdrawn' || told >= (readOffer(offer)?.at ?? '');
}
