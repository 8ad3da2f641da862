import { needFamily, requireOwn } from '../../registry/access.ts';
import type { Actor } from '../../registry/access.ts';
import { refreshDerived } from '../../registry/refresh-derived.ts';
import { entities } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import { ensureCard } from '../card.ts';
import { ownEpochs } from '../ranges.ts';
import { readLedger } from '../sqlite-ledger.ts';
import type { Session } from '../session.ts';
import { familyRecords, named } from './family-records.ts';
import { readOffer, signPaper } from './paper.ts';
import type { Offer, Reply, Signed } from './paper.ts';
import { noteReply } from './papers.ts';
import type { TransferRow } from './papers.ts';

export interface TransferInput {
  readonly family: string;
  /** Region code and name of the office it goes to. */
  readonly to: string;
  readonly toName: string;
  readonly reason: string;
}

/**
 * Offers a family to another office, signed. Until that office accepts, the family stays ours and may only be read.
 * Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, TRANSFER_UNDERWAY, TRANSFER_TO_SELF, NO_SIGNING_KEY.
 */
export async function startTransfer(session: Session, scope: Actor['scope'], input: TransferInput): Promise<{ id: string }> {
  const { office, user } = session;
  const { identity, author } = office;
  if (input.to === identity.code) fail('TRANSFER_TO_SELF');
  const family = needFamily(office, input.family, scope);
  requireOwn(office, family);
  const { deviceId: signer } = await ensureCard(session);
  const at = office.now().toISOString();
  const id = office.newId();
  writeChanges(office, { user, kind: 'transfer', reason: input.reason, detail: { transfer: id, family: family.uid, to: input.to } }, (log) => {
    // A rumah tangga is this office's own grouping, and the house stays where it is; the family leaves both behind.
    if (family.values.household !== null || family.values.house !== null) log.update('family', family.id, { household: null, house: null });
    const steps = sql(office, "SELECT coalesce(max(step), 0) FROM transfer WHERE family = ? AND state = 'accepted'").pluck().get(family.uid) as number;
    const upTo = ownEpochs(readLedger(office)).map((one): [string, number, number] => [one.deviceUid, one.epoch, one.device === author.device && one.epoch === author.epoch ? author.counter : one.to]);
    const offer: Offer = {
      id, family: family.uid, step: steps + 1, from: identity.code, fromName: identity.name, to: input.to, toName: input.toName, reason: input.reason, at, by: user.name, signer,
      records: familyRecords(office, family.uid, identity.code).map(named), upTo,
    };
    sql(office, `INSERT INTO transfer (uid, family, fromCode, toCode, step, state, offer, at, counter, epoch) VALUES (?,?,?,?,?,'travelling',?,?,?,?)`)
      .run(id, family.uid, offer.from, offer.to, offer.step, JSON.stringify(signPaper(session, offer)), at, author.counter, author.epoch);
  });
  return { id };
}

/**
 * Accepts an offered family: its records become ours, and our signed reply says with which changes. Errors: NOT_FOUND,
 * TRANSFER_CLOSED, TRANSFER_NOT_HERE (the package with the family has not come), NO_SIGNING_KEY.
 */
export async function acceptTransfer(session: Session, id: string): Promise<{ id: string; family: string; records: number }> {
  const { office, user } = session;
  const { author, identity } = office;
  const { deviceId: signer } = await ensureCard(session);
  const row = openTransfer(session, id, 'toCode');
  const offer = readOffer(JSON.parse(row.offer) as Signed) ?? fail('NOT_FOUND', { id });
  const family = findRecord(office, 'family', row.family) ?? fail('TRANSFER_NOT_HERE', { from: offer.fromName });
  const changes: Reply['changes'] = [];
  writeChanges(office, { user, kind: 'transfer', reason: 'transfer.accept', detail: { transfer: id, family: row.family, from: row.fromCode } }, (log) => {
    const offered = new Set(offer.records.map(([entity, uid]) => `${entity}.${uid}`));
    for (const record of familyRecords(office, row.family, row.fromCode)) {
      const entity = entities[record.entity].id;
      if (!offered.has(`${entity}.${record.uid}`)) continue;
      log.update(record.entity, record.id, { owner: identity.code });
      changes.push([entity, record.uid, author.counter]);
    }
    const reply: Reply = { id, verdict: 'accepted', reason: '', at: office.now().toISOString(), by: user.name, signer, epoch: author.epoch, changes };
    noteReply(office, id, 'accepted', signPaper(session, reply));
    sql(office, 'UPDATE transfer SET carried = 1 WHERE uid = ?').run(id);
    refreshDerived(office, [family.id]);
  });
  return { id, family: row.family, records: changes.length };
}

/** Refuses an offered family; it stays the other's. Errors: NOT_FOUND, TRANSFER_CLOSED, NO_SIGNING_KEY. */
export function refuseTransfer(session: Session, id: string, reason: string): Promise<{ id: string }> {
  return close(session, id, 'toCode', 'refused', reason);
}

/** Takes an own offer back. An acceptance that was made before it is heard still stands. Errors: NOT_FOUND, TRANSFER_CLOSED, NO_SIGNING_KEY. */
export function withdrawTransfer(session: Session, id: string, reason: string): Promise<{ id: string }> {
  return close(session, id, 'fromCode', 'withdrawn', reason);
}

async function close(session: Session, id: string, side: 'fromCode' | 'toCode', verdict: 'refused' | 'withdrawn', reason: string): Promise<{ id: string }> {
  const { office, user } = session;
  const { deviceId: signer } = await ensureCard(session);
  openTransfer(session, id, side);
  const reply: Reply = { id, verdict, reason, at: office.now().toISOString(), by: user.name, signer, epoch: office.author.epoch, changes: [] };
  const signed = signPaper(session, reply);
  writeChanges(office, { user, kind: 'transfer', reason, detail: { transfer: id, verdict } }, () => noteReply(office, id, verdict, signed));
  return { id };
}

function openTransfer({ office }: Session, id: string, side: 'fromCode' | 'toCode'): TransferRow {
  const row = sql(office, `SELECT * FROM transfer WHERE uid = ? AND ${side} = ?`).get(id, office.identity.code) as TransferRow | undefined;
  if (!row || row.state === 'unproven') return fail('NOT_FOUND', { id });
  return row.state === 'travelling' ? row : fail('TRANSFER_CLOSED');
}
