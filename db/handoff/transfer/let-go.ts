import { ofEitherKind } from '../../store/either-kind.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import { answersFor } from '../answers-for.ts';
import { travellingEntity } from '../payload.ts';
import { ownEpochs } from '../ranges.ts';
import { familyRecords, named } from './family-records.ts';
import { lateTies } from './late-ties.ts';
import { readOffer, signPaper } from './paper.ts';
import type { LetGo, Offer } from './paper.ts';
import { keepWord, namedIn, paperOf } from './papers.ts';
import type { PaperContext, TransferRow } from './papers.ts';
import { writtenUpTo } from './still-theirs.ts';

/** The reason on an offer of what was made of a family before its transfer was known; texts say it. */
export const LATE_REASON = 'transfer.late';

/**
 * What a PC of the old owner wrote of a family before it knew that another PC had offered it is neither lost nor the new
 * owner's to guess: on hearing of the acceptance, and when it is given back what it had lost (`givenBack`), the PC says, signed, up to where it had written. That goes with the
 * papers, so that whoever holds the family takes those changes as if they had come before; records made meanwhile are
 * offered after it. `anyway`: also where it wrote nothing of that family itself, but named it.
 */
export function letGo(context: PaperContext, givenBack = false, anyway = false): void {
  const { office, accepted, session } = context;
  if ((accepted.size === 0 && !givenBack) || session.secrets.signingKey === null) return;
  const rows = sql(office, "SELECT * FROM transfer WHERE fromCode = ? AND state = 'accepted' AND (? OR uid IN (SELECT value FROM json_each(?)))").all(office.identity.code, Number(givenBack), JSON.stringify([...accepted])) as TransferRow[];
  accepted.clear();
  const tied = new Set(rows.length === 0 ? [] : lateTies(office, context.ledger).map(({ transfer }) => transfer.family));
  for (const row of rows) {
    const offer = readOffer(paperOf(row).offer);
    // What names families that stay is taken back first (./take-back-late), and that lets go.
    if (!offer || tied.has(row.family)) continue;
    closeQuestions(context, offer);
    const upTo = writtenHere(context);
    const offered = namedBefore(office, row);
    const late = familyRecords(office, row.family, row.fromCode).map(named).filter(([entity, uid]) => !offered.has(`${entity}.${uid}`));
    if (!anyway && !late.some((one) => isOurMaking(context, one)) && !wroteLater(context, row, offer)) continue;
    const word: LetGo = { id: row.uid, signer: office.author.deviceUid, at: office.now().toISOString(), by: session.user.name, upTo };
    keepWord(office, row.uid, signPaper(session, word));
    offerLate(context, offer, late.filter((one) => isOurMaking(context, one)), upTo);
  }
}

/** What offers of a family by this office name that was accepted or waits for an answer: it is not offered again. */
function namedBefore(office: Reader, { family, fromCode }: TransferRow): ReadonlySet<string> {
  return namedIn(sql(office, "SELECT offer FROM transfer WHERE family = ? AND fromCode = ? AND state IN ('accepted', 'travelling')").all(family, fromCode) as Pick<TransferRow, 'offer'>[]);
}

/** The office's own counters as this PC knows them now, the present transaction's included. */
function writtenHere({ office, ledger }: PaperContext): [string, number, number][] {
  const { author } = office;
  return ownEpochs(ledger).map((one) => [one.deviceUid, one.epoch, one.device === author.device && one.epoch === author.epoch ? author.counter : one.to]);
}

/** Whether the office's PCs changed what was handed over after what the papers say. */
function wroteLater({ office, ledger }: PaperContext, row: TransferRow, offer: Offer): boolean {
  const { offered, later } = writtenUpTo(office, row);
  const last = sql(office, `SELECT max(counter) FROM change WHERE entity = ? AND record = ? AND ${ofEitherKind()} AND +device = ? AND +epoch = ?`).pluck();
  const own = ownEpochs(ledger);
  return offer.records.some(([entity, uid]) => {
    const key = travellingEntity(entity);
    const number = key && ledger.find(key, uid);
    return typeof number === 'number' && own.some((one) => Number(last.get(entity, number, one.device, one.epoch)) > Math.max(offered(one.deviceUid, one.epoch), later(one.deviceUid, one.epoch)));
  });
}

/** Whether this PC, or one that it answers for, made a record, so that of several PCs only one offers it. */
function isOurMaking({ office, ledger }: PaperContext, [entity, uid]: readonly [number, string]): boolean {
  const key = travellingEntity(entity);
  const number = key && ledger.find(key, uid);
  const device = number && sql(office, 'SELECT device FROM change WHERE entity = ? AND record = ? AND field = 0').pluck().get(entity, number);
  if (typeof device !== 'number') return false;
  return ledger.epochs().some((one) => one.device === device) || (ledger.deviceByNumber(device).office === office.identity.code && answersFor(office, device));
}

/** Offers what this PC made of the family meanwhile to whoever has it now. */
function offerLate(context: PaperContext, offer: Offer, records: Offer['records'], upTo: Offer['upTo']): void {
  const { office, session } = context;
  const to = findRecord(office, 'family', offer.family)?.values.owner;
  if (records.length === 0 || typeof to !== 'string' || to === office.identity.code) return;
  const step = sql(office, "SELECT coalesce(max(step), 0) + 1 FROM transfer WHERE family = ? AND state = 'accepted'").pluck().get(offer.family) as number;
  const toName = (sql(office, 'SELECT name FROM card WHERE code = ? LIMIT 1').pluck().get(to) as string | undefined) ?? (to === offer.to ? offer.toName : to);
  const after: Offer = { ...offer, id: office.newId(), step, to, toName, reason: LATE_REASON, at: office.now().toISOString(), by: session.user.name, signer: office.author.deviceUid, records, upTo };
  sql(office, `INSERT INTO transfer (uid, family, fromCode, toCode, step, state, offer, at, counter, epoch) VALUES (?,?,?,?,?,'travelling',?,?,?,?)`)
    .run(after.id, after.family, after.from, after.to, after.step, JSON.stringify(signPaper(session, after)), after.at, office.author.counter, office.author.epoch);
}

/** A question about what was handed over is the new owner's to decide: both sides reach it, and nobody here would hear. */
function closeQuestions({ office, ledger }: PaperContext, offer: Offer): void {
  for (const [entity, uid] of offer.records) {
    const key = travellingEntity(entity);
    const number = key && ledger.find(key, uid);
    if (!key || typeof number !== 'number' || ledger.ownerOf(key, number) === office.identity.code) continue;
    for (const open of ledger.openConflicts(key, number)) ledger.closeConflict(open.id, 'handed', office.now().toISOString());
  }
}
