import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { isSignedBy, readLetGo, readOffer } from './paper.ts';
import { paperOf } from './papers.ts';
import type { TransferRow } from './papers.ts';

/** Counters up to which an old owner's PCs had written, by device and epoch. */
export type Written = (device: string, epoch: number) => number;

/** What the old owner had written when it let go: as the offer says, and as its PCs say that heard of it later (`later`). */
export function writtenUpTo(office: Reader, row: TransferRow): { offered: Written; later: Written } {
  const words = paperOf(row).letGo.flatMap((word) => {
    const said = readLetGo(word);
    // It lets nobody write: what it names comes from a PC that is trusted, whatever became of the one that signed it.
    return said && isSignedBy(office, word, said.signer, row.fromCode, row.fromCode) ? said.upTo : [];
  });
  return { offered: offeredUpTo(row), later: lastOf(words) };
}

/** What the old owner had written when it offered: as the offer says. */
export function offeredUpTo(row: TransferRow): Written {
  return lastOf(readOffer(paperOf(row).offer)?.upTo ?? []);
}

function lastOf(all: readonly (readonly [string, number, number])[]): Written {
  return (device, epoch) => all.reduce((last, [uid, number, counter]) => (uid === device && number === epoch ? Math.max(last, counter) : last), 0);
}

/**
 * Whether a change of a record that someone else owns by now was made while its author still owned it, or before the PC
 * that wrote it knew of the transfer: the papers say up to where. Such a change is the old owner's by right, however late
 * it arrives.
 */
export function wasStillTheirs(office: Reader, author: string, entity: number, record: string, id: { readonly device: number; readonly epoch: number; readonly counter: number }): boolean {
  const rows = sql(office, "SELECT * FROM transfer WHERE fromCode = ? AND state = 'accepted'").all(author) as TransferRow[];
  if (rows.length === 0) return false;
  const uid = sql(office, 'SELECT uid FROM device WHERE no = ?').pluck().get(id.device) as string;
  return rows.some((row) => {
    if (!readOffer(paperOf(row).offer)?.records.some(([of, one]) => of === entity && one === record)) return false;
    const { offered, later } = writtenUpTo(office, row);
    return id.counter <= Math.max(offered(uid, id.epoch), later(uid, id.epoch));
  });
}
