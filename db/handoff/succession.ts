import { canonicalJson } from '../rules/canonical-json.ts';
import { writeChanges } from '../store/change-log.ts';
import { getMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { cardFingerprint, readCardText } from './card.ts';
import type { Card } from './card.ts';
import type { Header } from './header.ts';
import { signatureHolds } from './seal.ts';
import type { Session } from './session.ts';
import { cardOfDevice, keepCard } from './trust.ts';
import type { TrustedCard } from './trust.ts';
import { vouchForRenewed } from './vouched.ts';

/** The statements by which this PC's keys followed each other, oldest first. */
export const SUCCESSIONS = 'card.successions';
/** Why a card is believed no more that was replaced in its own name; a code, because it is nobody's words. */
export const RENEWED = 'card.renewed';

/** What an old key says last: the device it speaks for, the card (its text) that follows it, and up to where what it signed counts. */
export type Statement = NonNullable<Header['succession']>[number];

/** A card that follows one which is trusted here. */
interface Step { readonly previous: string; readonly card: Card; readonly epoch: number; readonly counter: number }

/** The bytes that the old key signs. */
export function statementBytes({ previous, card, epoch, counter }: Pick<Statement, 'previous' | 'card' | 'epoch' | 'counter'>): Buffer {
  return Buffer.from(canonicalJson({ previous, card, epoch, counter }));
}

/** How a PC whose key was renewed presents itself, for every header; null for one that has its first key. */
export function successionsOf(office: Reader): Statement[] | null {
  const text = getMeta(office.db, SUCCESSIONS);
  return text === null ? null : (JSON.parse(text) as Statement[]);
}

/** The card of an unknown sender that a card trusted here names as the one that follows it, over any number of steps; null otherwise. */
export function succeededCard(office: Reader, header: Header): TrustedCard | null {
  return stepsTo(office, header)?.sender ?? null;
}

function stepsTo(office: Reader, header: Header): { sender: TrustedCard; steps: readonly Step[] } | null {
  const steps: Step[] = [];
  let before: TrustedCard | null = null;
  for (const said of header.succession ?? []) {
    // Of several steps the first ones were heard before.
    before ??= cardOfDevice(office, said.previous);
    if (before === null) continue;
    const card = readCardText(said.card);
    if (said.previous !== before.card.deviceId || card === null || !follows(card, before.card)) return null;
    if (!signatureHolds(before.card.signKey, 'succession', card.practice, statementBytes(said), Buffer.from(said.signature, 'base64'))) return null;
    steps.push({ previous: said.previous, card, epoch: said.epoch, counter: said.counter });
    before = { card, fingerprint: cardFingerprint(card), checked: before.checked, area: before.area, trustedAt: '', vouchedBy: before.vouchedBy };
  }
  return before !== null && steps.length > 0 && before.card.deviceId === header.origin.deviceId ? { sender: before, steps } : null;
}

/** A key is renewed for the same office, under another device; nothing else changes hands this way. */
function follows(card: Card, before: Card): boolean {
  return card.officeId === before.officeId && card.code === before.code && card.practice === before.practice && card.deviceId !== before.deviceId;
}

/** Trusts the card that follows a trusted one, as far as that was trusted; what the old key signs after its last word is refused. */
export function adoptSuccession({ office, secrets, user }: Session, header: Header): void {
  const found = stepsTo(office, header);
  if (found === null) return;
  const { sender: { area, checked, vouchedBy }, steps } = found;
  const at = office.now().toISOString();
  const detail = steps.map(({ previous, card, epoch, counter }) => ({ card: card.deviceId, code: card.code, previous, epoch, counter, fingerprint: cardFingerprint(card) }));
  writeChanges(office, { user, kind: 'access', reason: RENEWED, detail }, () => {
    for (const { previous, card, epoch, counter } of steps) {
      endCard(office, previous, { at, reason: RENEWED, epoch, counter });
      keepCard(office, card, { checked, area, at, by: user.name, vouchedBy });
      sql(office, 'UPDATE card SET vouchedBy = ? WHERE vouchedBy = ?').run(card.deviceId, previous);
      if (secrets.signingKey !== null) vouchForRenewed(office, secrets.signingKey, { before: previous, after: card.deviceId });
      inheritAnswers(office, previous, card.deviceId);
    }
  });
}

/** Ends a card; what it signed up to that counter stays good. */
export function endCard(office: Writer, deviceUid: string, end: { readonly at: string; readonly reason: string; readonly epoch: number; readonly counter: number }): void {
  sql(office, 'UPDATE card SET revokedAt = ?, revokedReason = ?, lastEpoch = ?, lastCounter = ? WHERE deviceUid = ?').run(end.at, end.reason, end.epoch, end.counter, deviceUid);
}

/** It is the same PC: what it acknowledged under its old key it has, and need not be sent again. */
function inheritAnswers(office: Writer, previous: string, next: string): void {
  sql(office, 'INSERT OR IGNORE INTO receiptIn (deviceUid, officeId, epoch, sequence, at, content) SELECT ?, officeId, 0, 0, at, content FROM receiptIn WHERE deviceUid = ?').run(next, previous);
  sql(office, 'INSERT OR IGNORE INTO acknowledged (receiver, device, epoch, counter) SELECT ?, device, epoch, counter FROM acknowledged WHERE receiver = ?').run(next, previous);
}
