import { fail } from '../rules/failure.ts';
import { isInside } from '../rules/region-code.ts';
import { writeChanges } from '../store/change-log.ts';
import { localDate, sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { readCardText } from './card.ts';
import type { Header } from './header.ts';
import type { ReferenceContent } from './reference/content.ts';
import type { Session } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';
import { endCard, RENEWED } from './succession.ts';
import { cardOfDevice, cardsOfCode, endedRow, keepCard } from './trust.ts';
import type { TrustedCard } from './trust.ts';
import { DELIVERED } from './undelivered.ts';
import { doubtVouched } from './vouched.ts';

/** A card that was revoked, how far its device was applied then, and whether its office was given back since what its PCs had sent here. */
export interface RevokedCard { readonly deviceId: string; readonly code: string; readonly name: string; readonly revokedAt: string; readonly reason: string; readonly epoch: number; readonly counter: number; readonly returned: boolean }

export interface Revocation {
  /** Region code of the office whose PC it is. */
  readonly code: string;
  /** One of its PCs; without it, all of them. */
  readonly deviceId?: string;
  readonly reason: string;
}

/**
 * Revokes the card of a PC that was lost, stolen or replaced: what it wrote beyond what is here now is refused by name,
 * nothing is sealed to it any more, and it holds back no range. What was taken of it stays. Trusting the card again, by
 * voice, ends it. Offices below hear of it with the next reference data. Error: NO_CARD.
 */
export function revokeCards({ office, user }: Session, { code, deviceId, reason }: Revocation): RevokedCard[] {
  const cards = cardsOfCode(office, code).filter((one) => deviceId === undefined || one.card.deviceId === deviceId);
  if (cards.length === 0) fail('NO_CARD', { code });
  const ledger = readLedger(office);
  const at = office.now().toISOString();
  const revoked = cards.map(({ card }): RevokedCard => {
    const held = ledger.positions().filter((one) => one.deviceUid === card.deviceId).sort((a, b) => b.epoch - a.epoch)[0];
    return { deviceId: card.deviceId, code: card.code, name: card.name, revokedAt: at, reason, epoch: held?.epoch ?? 0, counter: held?.counter ?? 0, returned: false };
  });
  for (const one of revoked) {
    const detail = { card: one.deviceId, code: one.code, epoch: one.epoch, counter: one.counter, reason };
    writeChanges(office, { user, kind: 'access', reason: 'card.revoke', detail }, () => {
      endCard(office, one.deviceId, { at, reason, epoch: one.epoch, counter: one.counter });
      doubtVouched(office, one.deviceId);
    });
  }
  return revoked;
}

/** Every revoked card, newest first; those whose PC has a new key are none of them. */
export function revokedCards(office: Reader): RevokedCard[] {
  const rows = sql(office, `SELECT c.deviceUid AS deviceId, c.code, c.name, c.revokedAt, c.revokedReason AS reason, c.lastEpoch AS epoch, c.lastCounter AS counter,
      EXISTS (SELECT 1 FROM packageOut o CROSS JOIN json_each(o.ranges) r WHERE o.kind = 'LAPORAN' AND o.at >= c.revokedAt AND o.${DELIVERED} AND json_extract(r.value, '$.returned')
        AND json_extract(r.value, '$.deviceUid') IN (SELECT k.deviceUid FROM card k WHERE k.code = c.code AND k.revokedAt IS NOT NULL)) AS returned
    FROM card c WHERE c.revokedAt IS NOT NULL AND c.revokedReason <> ? ORDER BY c.revokedAt DESC, c.code`).all(RENEWED) as (Omit<RevokedCard, 'returned'> & { readonly returned: 0 | 1 })[];
  return rows.map((row) => ({ ...row, returned: row.returned === 1 }));
}

/** Whether an office has cards here of which none is trusted any more: what it sent stays, and nothing more is taken of it. */
export function isShutOut(office: Reader, code: string): boolean {
  return sql(office, 'SELECT count(*) > 0 AND count(*) = count(revokedAt) FROM card WHERE code = ?').pluck().get(code) === 1;
}

/** A card that is trusted no more: since when, why, and up to where what it signed counts. */
interface EndedCard { readonly card: TrustedCard; readonly since: string; readonly reason: string; readonly epoch: number; readonly counter: number }

/** The card of a device that is trusted no more, or null. `since` is a local date. */
export function endedCard(office: Reader, deviceUid: string): EndedCard | null {
  const row = endedRow(office, deviceUid);
  return row && { card: row, since: localDate(new Date(row.revokedAt)), reason: row.revokedReason, epoch: row.lastEpoch, counter: row.lastCounter };
}

/** Whether a report lies before the end of its card: all that it says of its own device was signed while the card was good. */
export function isBeforeEnd({ kind, origin, epoch, ranges }: Header, end: Pick<EndedCard, 'epoch' | 'counter'>): boolean {
  const own = ranges.filter((range) => range.device === origin.deviceId);
  return kind === 'LAPORAN' && epoch.number <= end.epoch && own.length > 0 && own.every((range) => range.epoch < end.epoch || (range.epoch === end.epoch && range.to <= end.counter));
}

/** A revocation as reference data carries it. */
type Said = NonNullable<ReferenceContent['revoked']>[number];

/** What an office above tells those below: the revoked cards of its region, each with the last counter that counts. */
export function revocationsToTell(office: Reader): Said[] {
  const rows = sql(office, 'SELECT card, code, revokedReason AS reason, lastEpoch AS epoch, lastCounter AS counter FROM card WHERE revokedAt IS NOT NULL ORDER BY deviceUid').all() as (Said & { code: string })[];
  return rows.filter((row) => isInside(row.code, office.identity.code)).map(({ card, reason, epoch, counter }) => ({ card, reason, epoch, counter }));
}

/** Takes a revocation from an office above, also of a card that was never trusted here: it will not be from now on. */
export function takeRevocation(office: Writer, said: Said, by: { readonly code: string; readonly name: string }, at: string): void {
  const card = readCardText(said.card);
  if (!card || !isInside(card.code, by.code) || card.practice !== office.identity.practice || card.deviceId === office.author.deviceUid) return;
  if (endedRow(office, card.deviceId) !== null) return;
  if (cardOfDevice(office, card.deviceId) === null) keepCard(office, card, { checked: false, area: card.code, at, by: by.name });
  endCard(office, card.deviceId, { at, reason: said.reason, epoch: said.epoch, counter: said.counter });
  doubtVouched(office, card.deviceId);
}
