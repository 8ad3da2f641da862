import { fail } from '../../rules/failure.ts';
import { isInside } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { getMeta } from '../../store/meta.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { cardFingerprint, readCardText } from '../card.ts';
import type { Card } from '../card.ts';
import type { Header } from '../header.ts';
import { keyedHash } from '../seal.ts';
import type { Session } from '../session.ts';
import { keepCard } from '../trust.ts';
import type { TrustedCard } from '../trust.ts';

/** The secret of the starter file that this office began with. */
export const STARTER_TOKEN = 'starter.token';
/** Region code of the office that wrote the starter file. */
export const STARTER_ISSUER = 'starter.issuer';

/**
 * How an office that began with a starter file presents itself to whoever wrote it: its card, and a proof that only the
 * holder of that file's secret can make. Null for every other office and receiver.
 */
export function introductionTo(office: Reader, card: Card, receivers: readonly TrustedCard[]): { card: string; proof: string } | null {
  const token = getMeta(office.db, STARTER_TOKEN);
  const issuer = getMeta(office.db, STARTER_ISSUER);
  if (token === null || !receivers.some((one) => one.card.code === issuer)) return null;
  return { card: JSON.stringify(card), proof: keyedHash(token, cardFingerprint(card)) };
}

/** The card that an unknown sender presents, when the starter file written for its region proves it; null otherwise. */
export function introducedCard(office: Reader, header: Header): TrustedCard | null {
  const said = header.introduction;
  const card = said ? readCardText(said.card) : null;
  if (!said || !card || card.deviceId !== header.origin.deviceId || card.practice !== office.identity.practice || !isInside(card.code, office.identity.code)) return null;
  const token = sql(office, 'SELECT token FROM starter WHERE code = ? AND usedAt IS NULL').pluck().get(card.code) as string | undefined;
  if (token === undefined || keyedHash(token, cardFingerprint(card)) !== said.proof) return null;
  return { card, fingerprint: cardFingerprint(card), checked: true, area: card.code, trustedAt: '', vouchedBy: null };
}

/**
 * Trusts a card that came with its first package; the starter file is used up by it. Called once the payload was opened and
 * checked: a sealed part that nobody here can read makes nobody trusted.
 */
export function adoptIntroduction({ office, user }: Session, sender: TrustedCard): void {
  const at = office.now().toISOString();
  const { card } = sender;
  const detail = { card: card.deviceId, code: card.code, fingerprint: sender.fingerprint, area: sender.area, checked: true };
  writeChanges(office, { user, kind: 'access', reason: 'card.trust.starter', detail }, () => {
    const used = sql(office, 'UPDATE starter SET usedAt = ?, deviceUid = ? WHERE code = ? AND usedAt IS NULL').run(at, card.deviceId, card.code);
    if (used.changes !== 1) fail('SENDER_UNTRUSTED', { file: '', from: card.name });
    keepCard(office, card, { checked: true, area: sender.area, at, by: user.name });
  });
}
