import { basename } from 'node:path';
import { writeChanges } from '../store/change-log.ts';
import { getMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { cardFingerprint, ownCard, readCardText } from './card.ts';
import type { Header } from './header.ts';
import type { Word } from './word.ts';
import { signatureHolds } from './seal.ts';
import type { Session } from './session.ts';
import { cardOfDevice, keepCard } from './trust.ts';
import type { TrustedCard } from './trust.ts';
import { isSister, keepVoucher, keptVouchers, vouch, voucherBytes } from './vouch.ts';
import type { Voucher } from './vouch.ts';

/** So many vouchers a header carries at most. */
const SHOWN = 40;

/** The vouchers that every package of this PC carries: for the PCs of this office that it compared, and those that were given for itself. */
export function vouchersToShow(office: Reader): Voucher[] | null {
  const own = getMeta(office.db, 'device');
  const shown = keptVouchers(office).filter((one) => {
    const card = readCardText(one.card);
    // Of a PC that is trusted here no more nothing is said.
    return card !== null && ((one.by === own && cardOfDevice(office, card.deviceId) !== null) || (card.deviceId === own && cardOfDevice(office, one.by) !== null));
  });
  return shown.length > 0 ? shown.slice(-SHOWN) : null;
}

/** The card of an unknown sender for which another PC of its office, trusted here, vouches; null otherwise. */
export function vouchedCard(office: Reader, header: Header): TrustedCard | null {
  for (const said of header.vouchers ?? []) {
    const found = judged(office, said);
    if (found?.card.deviceId === header.origin.deviceId) return found;
  }
  return null;
}

/**
 * What a voucher makes of a card here: trusted as far as whoever speaks is. It counts only while that one is trusted: a PC
 * whose card has ended may sign with any date and counter that it likes, so what came after its end proves nothing. Who was
 * vouched for itself vouches for nobody, and PCs of this office compare their words among themselves: they are sent all.
 */
function judged(office: Reader, said: Voucher): TrustedCard | null {
  const by = cardOfDevice(office, said.by);
  if (by === null || by.vouchedBy !== null || by.card.officeId === office.identity.officeId) return null;
  const card = readCardText(said.card);
  if (card === null || !isSister(card, by.card)) return null;
  if (!signatureHolds(by.card.signKey, 'voucher', card.practice, voucherBytes(said), Buffer.from(said.signature, 'base64'))) return null;
  return { card, fingerprint: cardFingerprint(card), checked: by.checked, area: by.area, trustedAt: '', vouchedBy: by.card.deviceId };
}

/** The cards that a package makes trusted: of its sender, or of other PCs of the sender's office that the sender vouches for. */
function newlyVouched(office: Reader, header: Header): TrustedCard[] {
  const found = (header.vouchers ?? []).flatMap((said) => judged(office, said) ?? []);
  const { deviceId } = header.origin;
  const fresh = found.filter((one) => (one.card.deviceId === deviceId || one.vouchedBy === deviceId)
    // Also a card that was revoked here is known: only a voice makes it trusted again.
    && sql(office, 'SELECT 1 FROM card WHERE deviceUid = ?').get(one.card.deviceId) === undefined);
  return [...new Map(fresh.map((one) => [one.card.deviceId, one])).values()];
}

/** What is said of a package that makes another PC of its office trusted; null for any other. Asked before it is taken. */
export function vouchedWord(office: Reader, header: Header, source: string): Word | null {
  const n = newlyVouched(office, header).length;
  return n === 0 ? null : { code: 'SENDER_VOUCHED', params: { file: basename(source), from: header.origin.name, n }, missing: [] };
}

/** Trusts what a package whose payload was opened and checked vouches for, and keeps what it says of this very PC. */
export function adoptVouched({ office, user }: Session, header: Header): void {
  const at = office.now().toISOString();
  for (const { card, fingerprint, checked, area, vouchedBy } of newlyVouched(office, header)) {
    const detail = { what: 'cardVouched', card: card.deviceId, code: card.code, fingerprint, area, checked, vouchedBy };
    writeChanges(office, { user, kind: 'access', reason: 'card.vouched', detail }, () => keepCard(office, card, { checked, area, at, by: user.name, vouchedBy }));
  }
  for (const said of ownVouchers(office, header)) {
    writeChanges(office, { user, kind: 'access', reason: 'card.vouched', detail: { what: 'cardVouchedHere', vouchedBy: said.by } }, () => keepVoucher(office, said));
  }
}

/** The vouchers of a package that its sender, another PC of this office, gave for this one, and that are not kept yet. */
function ownVouchers(office: Reader, header: Header): Voucher[] {
  const by = cardOfDevice(office, header.origin.deviceId);
  const own = ownCard(office);
  if (by === null || own === null) return [];
  return (header.vouchers ?? []).filter((said) => {
    const card = said.by === by.card.deviceId ? readCardText(said.card) : null;
    return card !== null && card.deviceId === own.deviceId && cardFingerprint(card) === cardFingerprint(own) && isSister(card, by.card)
      && signatureHolds(by.card.signKey, 'voucher', card.practice, voucherBytes(said), Buffer.from(said.signature, 'base64'))
      && !keptVouchers(office).some((one) => one.by === said.by && one.card === said.card);
  });
}

/**
 * A PC whose card was revoked may have vouched while it was in other hands. Those it vouched for go on, as before its end,
 * but count as not compared until a voice has; who revokes is told of them and may revoke them too.
 */
export function doubtVouched(office: Writer, by: string): void {
  sql(office, 'UPDATE card SET checked = 0 WHERE vouchedBy = ? AND revokedAt IS NULL').run(by);
}

/** Vouches with the new key of this PC for those for which the old one did; called in the renewal. */
export function vouchWithNewKey(office: Writer, signingKey: string, of: { readonly before: string; readonly after: string }): void {
  for (const { card } of keptVouchers(office).filter((one) => one.by === of.before)) {
    const known = cardOfDevice(office, readCardText(card)?.deviceId ?? '');
    if (known?.checked) vouch(office, of.after, signingKey, known.card);
  }
}

/** Vouches for the new card of another PC of this office for whose old one this PC did. */
export function vouchForRenewed(office: Writer, signingKey: string, of: { readonly before: string; readonly after: string }): void {
  const own = office.author.deviceUid;
  const known = cardOfDevice(office, of.after);
  if (known?.checked && keptVouchers(office).some((one) => one.by === own && readCardText(one.card)?.deviceId === of.before)) vouch(office, own, signingKey, known.card);
}
