import { fail } from '../rules/failure.ts';
import { isInside } from '../rules/region-code.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { cardFingerprint, cardView, readCard } from './card.ts';
import type { Card, CardView } from './card.ts';
import { requireFingerprint } from './fingerprint.ts';
import type { Session } from './session.ts';
import { isToVouch, vouch } from './vouch.ts';

/** A card that this office trusts, and the area this office bound it to. */
export interface TrustedCard {
  readonly card: Card;
  readonly fingerprint: string;
  /** Whether the fingerprint was compared by voice. */
  readonly checked: boolean;
  readonly area: string;
  readonly trustedAt: string;
  /** The PC of its office on whose word it is trusted; null where it is trusted otherwise. */
  readonly vouchedBy: string | null;
}

/** Where a card is read: a file, or the device whose card was trusted here before, whose file may be gone by then. */
export interface CardSource { readonly path?: string | undefined; readonly deviceId?: string | undefined }

export interface TrustOptions extends CardSource {
  /** The words as the other office read them. */
  readonly fingerprint?: string;
  /** Says that nothing was compared; logged as such. */
  readonly unchecked?: boolean;
  /** The region whose records this sender may write; default its own code. */
  readonly area?: string;
}

interface CardRow { card: string; fingerprint: string; checked: number; area: string; trustedAt: string; vouchedBy: string | null }

/** Every trusted card, by code; a revoked one is trusted no more. */
export function trustedCards(office: Reader): TrustedCard[] {
  return (sql(office, 'SELECT * FROM card WHERE revokedAt IS NULL ORDER BY code, trustedAt').all() as CardRow[]).map(fromRow);
}

/** The trusted cards of the office with this region code: one per device. */
export function cardsOfCode(office: Reader, code: string): TrustedCard[] {
  return (sql(office, 'SELECT * FROM card WHERE code = ? AND revokedAt IS NULL ORDER BY deviceUid').all(code) as CardRow[]).map(fromRow);
}

/** The trusted card of a device, or null. */
export function cardOfDevice(office: Reader, deviceUid: string): TrustedCard | null {
  const row = sql(office, 'SELECT * FROM card WHERE deviceUid = ? AND revokedAt IS NULL').get(deviceUid) as CardRow | undefined;
  return row ? fromRow(row) : null;
}

/** The card of a device that was trusted once and is not any more, with the row that says so; null for any other. */
export function endedRow(office: Reader, deviceUid: string): (TrustedCard & { readonly revokedAt: string; readonly revokedReason: string; readonly lastEpoch: number; readonly lastCounter: number }) | null {
  const row = sql(office, 'SELECT * FROM card WHERE deviceUid = ? AND revokedAt IS NOT NULL').get(deviceUid) as (CardRow & { revokedAt: string; revokedReason: string; lastEpoch: number; lastCounter: number }) | undefined;
  return row ? { ...fromRow(row), revokedAt: row.revokedAt, revokedReason: row.revokedReason, lastEpoch: row.lastEpoch, lastCounter: row.lastCounter } : null;
}

function cardAt(office: Reader, { path, deviceId }: CardSource): Card {
  if (path !== undefined) return readCard(path);
  return cardOfDevice(office, deviceId ?? '')?.card ?? fail('NOT_FOUND', { id: deviceId ?? '' });
}

/** A card beside what is known of its device. Errors as {@link readCard}, and NOT_FOUND for a device that is not trusted. */
export function lookAtCard(office: Reader, source: CardSource): CardView & { known: boolean; changed: boolean } {
  const card = cardAt(office, source);
  const known = cardOfDevice(office, card.deviceId);
  return { ...cardView(card), known: known !== null, changed: known !== null && known.fingerprint !== cardFingerprint(card) };
}

/**
 * Trusts another office's card and binds it to an area. The fingerprint must have been compared, or `unchecked` said.
 * For another PC of this office, whose words were compared, this one vouches from then on.
 * Errors: CARD_*, CARD_OWN, CARD_PRACTICE, CARD_REAL, CARD_CHANGED, FINGERPRINT_NEEDED, FINGERPRINT_DIFFERS.
 */
export function trustCard(session: Session, options: TrustOptions): CardView & { checked: boolean; vouched: boolean } {
  const { office, secrets, user } = session;
  const card = cardAt(office, options);
  const fingerprint = cardFingerprint(card);
  refuseUnfit(office, card, fingerprint, options);
  const checked = options.fingerprint !== undefined;
  if (options.fingerprint !== undefined) requireFingerprint(options.fingerprint, fingerprint, card.name);
  const area = options.area ?? card.code;
  const earlier = cardOfDevice(office, card.deviceId);
  const isKnown = earlier !== null && earlier.area === area && earlier.vouchedBy === null && (earlier.checked || !checked);
  const { signingKey } = secrets;
  const vouched = signingKey !== null && checked && isToVouch(office, card);
  if (isKnown && !vouched) return { ...cardView(card), checked: earlier.checked, vouched };
  const at = office.now().toISOString();
  const detail = { card: card.deviceId, code: card.code, fingerprint, area, checked, ...(vouched && { vouched }) };
  writeChanges(office, { user, kind: 'access', reason: checked ? 'card.trust' : 'card.trust.unchecked', detail }, () => {
    if (!isKnown) keepCard(office, card, { checked, area, at, by: user.name });
    if (vouched) vouch(office, office.author.deviceUid, signingKey, card);
  });
  return { ...cardView(card), checked, vouched };
}

/** Keeps a card as trusted; its trust is logged by whoever gives it. */
export function keepCard(office: Writer, card: Card, { checked, area, at, by, vouchedBy = null }: { readonly checked: boolean; readonly area: string; readonly at: string; readonly by: string; readonly vouchedBy?: string | null }): void {
  sql(office, `INSERT OR REPLACE INTO card (deviceUid, officeId, code, name, level, signKey, ageKey, fingerprint, checked, area, card, trustedAt, trustedBy, vouchedBy)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`).run(card.deviceId, card.officeId, card.code, card.name, card.level, card.signKey, card.ageKey, cardFingerprint(card),
    checked ? 1 : 0, area, JSON.stringify(card), at, by, vouchedBy);
}

/** Trusts a card that an office above vouches for; a PC that is known, and this PC itself, stay as they are. */
export function keepVouched(office: Writer, card: Card, by: string, at: string): void {
  // Also one that was revoked here: only a voice makes it trusted again.
  if (card.deviceId === office.author.deviceUid || sql(office, 'SELECT 1 FROM card WHERE deviceUid = ?').get(card.deviceId) !== undefined) return;
  keepCard(office, card, { checked: true, area: card.code, at, by });
}

function refuseUnfit(office: Writer, card: Card, fingerprint: string, options: TrustOptions): void {
  const { identity } = office;
  if (card.deviceId === office.author.deviceUid) fail('CARD_OWN', { name: card.name });
  if (card.practice && !identity.practice) fail('CARD_PRACTICE', { name: card.name });
  if (!card.practice && identity.practice) fail('CARD_REAL', { name: card.name });
  const known = cardOfDevice(office, card.deviceId);
  if (known && known.fingerprint !== fingerprint) fail('CARD_CHANGED', { name: card.name, known: known.fingerprint });
  if (options.fingerprint !== undefined) return;
  const otherOffice = sql(office, 'SELECT 1 FROM card WHERE code = ? AND (officeId <> ? OR (deviceUid = ? AND revokedAt IS NOT NULL))').get(card.code, card.officeId, card.deviceId) !== undefined;
  // A second office under a known code may be a replaced PC or an impostor, and a revoked card one that was found again: only a voice can tell.
  if (!options.unchecked || otherOffice) fail('FINGERPRINT_NEEDED', { name: card.name });
}

/** How another office stands to this one; `own` is another PC of this office. */
export type Relation = 'above' | 'below' | 'own' | 'other';

/** How another office stands to this one by region code. */
export function relationTo(own: string, other: string): Relation {
  if (own === other) return 'own';
  if (isInside(own, other)) return 'above';
  if (isInside(other, own)) return 'below';
  return 'other';
}

/** Region codes of the receivers that are not above this office. */
export function notAbove(office: Reader, receivers: readonly TrustedCard[]): string[] {
  return [...new Set(receivers.map((one) => one.card.code))].filter((code) => relationTo(office.identity.code, code) !== 'above');
}

function fromRow(row: CardRow): TrustedCard {
  return { card: JSON.parse(row.card) as Card, fingerprint: row.fingerprint, checked: row.checked === 1, area: row.area, trustedAt: row.trustedAt, vouchedBy: row.vouchedBy };
}

/** The trusted cards of these offices, every PC of each. Error: NO_CARD. */
export function receiverCards(office: Reader, codes: readonly string[]): TrustedCard[] {
  return [...new Set(codes)].flatMap((code) => {
    const cards = cardsOfCode(office, code);
    return cards.length > 0 ? cards : fail('NO_CARD', { code });
  });
}
