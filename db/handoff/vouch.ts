import { canonicalJson } from '../rules/canonical-json.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { Card } from './card.ts';
import type { Header } from './header.ts';
import { signBytes } from './seal.ts';

const VOUCHERS = 'card.vouchers';

/** The word of one PC of an office for another of it: who speaks, the card (its text) that it compared by voice, and its signature. */
export type Voucher = NonNullable<Header['vouchers']>[number];

/** The bytes that the PC signs which vouches. */
export function voucherBytes({ by, card }: Pick<Voucher, 'by' | 'card'>): Buffer {
  return Buffer.from(canonicalJson({ by, card }));
}

/** What one PC of an office may say of another: never of another office, level or region, and never of a practice office in a real one. */
export function isSister(card: Card, of: Pick<Card, 'officeId' | 'code' | 'level' | 'practice' | 'deviceId'>): boolean {
  return card.officeId === of.officeId && card.code === of.code && card.level === of.level && card.practice === of.practice && card.deviceId !== of.deviceId;
}

/** Every voucher that this PC keeps: those that it gave, and those that were given for it. */
export function keptVouchers(office: Reader): Voucher[] {
  const text = getMeta(office.db, VOUCHERS);
  return text === null ? [] : (JSON.parse(text) as Voucher[]);
}

/** Keeps a voucher; one of the same PC for the same card is there already, and says the same. */
export function keepVoucher(office: Writer, voucher: Voucher): void {
  const others = keptVouchers(office).filter((one) => one.by !== voucher.by || one.card !== voucher.card);
  setMeta(office.db, VOUCHERS, JSON.stringify([...others, voucher]));
}

/** Whether this PC is to vouch for a card whose words were compared here: another PC of this office, for which it has not yet. */
export function isToVouch(office: Writer, card: Card): boolean {
  const { author, identity } = office;
  const text = canonicalJson(card);
  return isSister(card, { ...identity, deviceId: author.deviceUid }) && !keptVouchers(office).some((one) => one.by === author.deviceUid && one.card === text);
}

/** Vouches for another PC of this office, whose words were compared here. `signingKey` is the key of the device `by`. */
export function vouch(office: Writer, by: string, signingKey: string, card: Card): void {
  const said = { by, card: canonicalJson(card) };
  keepVoucher(office, { ...said, signature: signBytes(signingKey, 'voucher', card.practice, voucherBytes(said)).toString('base64') });
}
