import { fail } from '../rules/failure.ts';
import { writeChanges } from '../store/change-log.ts';
import { localDate, sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Session } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';
import { cardsOfCode } from './trust.ts';

/** A card that was revoked, and how far its device was applied then. */
export interface RevokedCard { readonly deviceId: string; readonly code: string; readonly name: string; readonly revokedAt: string; readonly reason: string; readonly epoch: number; readonly counter: number }

export interface Revocation {
  /** Region code of the office whose PC it is. */
  readonly code: string;
  /** One of its PCs; without it, all of them. */
  readonly deviceId?: string;
  readonly reason: string;
}

/**
 * Revokes the card of a PC that was lost, stolen or replaced: what it writes from now on is refused by name, nothing is
 * sealed to it any more, and it holds back no range. What was taken of it stays. Trusting the card again, by voice, ends
 * it. Error: NO_CARD.
 */
export function revokeCards({ office, user }: Session, { code, deviceId, reason }: Revocation): RevokedCard[] {
  const cards = cardsOfCode(office, code).filter((one) => deviceId === undefined || one.card.deviceId === deviceId);
  if (cards.length === 0) fail('NO_CARD', { code });
  const ledger = readLedger(office);
  const at = office.now().toISOString();
  const revoked = cards.map(({ card }): RevokedCard => {
    const held = ledger.positions().filter((one) => one.deviceUid === card.deviceId).sort((a, b) => b.epoch - a.epoch)[0];
    return { deviceId: card.deviceId, code: card.code, name: card.name, revokedAt: at, reason, epoch: held?.epoch ?? 0, counter: held?.counter ?? 0 };
  });
  for (const one of revoked) {
    const detail = { card: one.deviceId, code: one.code, epoch: one.epoch, counter: one.counter, reason };
    writeChanges(office, { user, kind: 'access', reason: 'card.revoke', detail }, () => {
      sql(office, 'UPDATE card SET revokedAt = ?, revokedReason = ?, lastEpoch = ?, lastCounter = ? WHERE deviceUid = ?').run(at, reason, one.epoch, one.counter, one.deviceId);
    });
  }
  return revoked;
}

/** Every revoked card, newest first. */
export function revokedCards(office: Reader): RevokedCard[] {
  return sql(office, `SELECT deviceUid AS deviceId, code, name, revokedAt, revokedReason AS reason, lastEpoch AS epoch, lastCounter AS counter FROM card
    WHERE revokedAt IS NOT NULL ORDER BY revokedAt DESC, code`).all() as RevokedCard[];
}

/** When a device's card was revoked, as a local date, or null. */
export function revokedOn(office: Reader, deviceUid: string): string | null {
  const at = sql(office, 'SELECT revokedAt FROM card WHERE deviceUid = ?').pluck().get(deviceUid) as string | null | undefined;
  return typeof at === 'string' ? localDate(new Date(at)) : null;
}
