import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ageRecipient } from '../rules/age-recipient.ts';
import { canonicalJson } from '../rules/canonical-json.ts';
import { fail } from '../rules/failure.ts';
import { isRegionCode } from '../rules/region-code.ts';
import { writeFileWhole } from '../store/files.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import type { OfficeIdentity, Reader } from '../store/office.ts';
import { publicSigningKey } from '../store/device.ts';
import { makeFolder } from './copy-whole.ts';
import { fingerprintOf } from './fingerprint.ts';
import { newSealingKey, sha256, signatureHolds, signBytes } from './seal.ts';
import type { Session } from './session.ts';

/** The file name ending of a card. */
export const CARD_ENDING = '.tepatcard';
const MAX_CARD_BYTES = 64 * 1024;

const body = z.object({
  format: z.object({ major: z.number().int(), minor: z.number().int() }),
  officeId: z.string().min(1).max(64),
  deviceId: z.string().min(1).max(64),
  code: z.string().refine(isRegionCode),
  name: z.string().min(1).max(200),
  level: z.enum(['kelurahan', 'desa', 'kecamatan', 'kota', 'kabupaten', 'provinsi']),
  practice: z.boolean(),
  /** Ed25519 public key, 32 bytes, base64. */
  signKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  /** age X25519 recipient. */
  ageKey: z.string().regex(ageRecipient),
  createdAt: z.string().min(1).max(40),
});
const cardSchema = body.extend({ signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) });

/** The public card of one device of an office, signed with that device's own key. */
export type Card = z.infer<typeof cardSchema>;

/** A card as screens show it. */
export interface CardView {
  readonly officeId: string; readonly deviceId: string; readonly code: string; readonly name: string; readonly level: string;
  readonly practice: boolean; readonly fingerprint: string;
}

/** The fingerprint of a card, over everything it says. */
export function cardFingerprint(card: Card): string {
  return fingerprintOf(sha256(Buffer.concat([Buffer.from('tepat-fingerprint-v1\0'), cardBytes(card)])));
}

export function cardView(card: Card): CardView {
  const { officeId, deviceId, code, name, level, practice } = card;
  return { officeId, deviceId, code, name, level, practice, fingerprint: cardFingerprint(card) };
}

/** This device's own card; made on first need, with its sealing key, then always the same. Error: NO_SIGNING_KEY. */
export async function ensureCard(session: Pick<Session, 'office' | 'secrets'>): Promise<Card> {
  const { office, secrets } = session;
  const kept = ownCard(office);
  if (kept) return kept;
  if (secrets.signingKey === null) return fail('NO_SIGNING_KEY');
  const { identity, recipient } = await newSealingKey();
  const card = signCard(office.identity, { deviceId: office.author.deviceUid, ageKey: recipient, createdAt: office.now().toISOString() }, secrets.signingKey);
  return office.db.transaction(() => {
    const other = ownCard(office);
    if (other) return other;
    setMeta(office.db, `ageIdentity:${card.deviceId}`, identity);
    setMeta(office.db, `card:${card.deviceId}`, JSON.stringify(card));
    return card;
  }).immediate();
}

/** Makes the card of a device of an office and signs it with that device's key (PKCS#8 DER, base64). */
export function signCard({ officeId, code, name, level, practice }: OfficeIdentity, of: Pick<Card, 'deviceId' | 'ageKey' | 'createdAt'>, signingKey: string): Card {
  const made: z.infer<typeof body> = { format: { major: 1, minor: 0 }, officeId, code, name, level, practice, ...of, signKey: publicSigningKey(signingKey) };
  return { ...made, signature: signBytes(signingKey, 'card', practice, Buffer.from(canonicalJson(made))).toString('base64') };
}

/** This device's card if it was made already, else null. For readers. */
export function ownCard(office: Reader): Card | null {
  const device = getMeta(office.db, 'device');
  const text = device === null ? null : getMeta(office.db, `card:${device}`);
  return text === null ? null : (JSON.parse(text) as Card);
}

/** Every age identity this office's devices ever had: old ones are kept, so that old packages open. */
export function ageIdentities(office: Reader): string[] {
  return office.db.prepare("SELECT value FROM meta WHERE key LIKE 'ageIdentity:%'").pluck().all() as string[];
}

/** Writes this device's card to a file, `.tepatcard` added when the name has no such ending. */
export async function writeCard(session: Session, path: string): Promise<{ file: string; fingerprint: string }> {
  const card = await ensureCard(session);
  const file = path.endsWith(CARD_ENDING) || path.endsWith('.json') ? path : `${path}${CARD_ENDING}`;
  makeFolder(dirname(file));
  writeFileWhole(file, `${JSON.stringify(card, null, 1)}\n`);
  return { file, fingerprint: cardFingerprint(card) };
}

/** A card as text, its signature checked; null for anything else. */
export function readCardText(text: string): Card | null {
  try {
    const card = cardSchema.strict().parse(JSON.parse(text));
    return card.format.major === 1 && signatureHolds(card.signKey, 'card', card.practice, cardBytes(card), Buffer.from(card.signature, 'base64')) ? card : null;
  } catch {
    return null;
  }
}

/** Reads a card file and checks its signature. Errors: CARD_UNREADABLE, CARD_NEWER, CARD_CHANGED. */
export function readCard(path: string): Card {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  const card = parseCard(path, name);
  if (card.format.major !== 1) fail('CARD_NEWER', { file: name });
  if (!signatureHolds(card.signKey, 'card', card.practice, cardBytes(card), Buffer.from(card.signature, 'base64'))) fail('CARD_DAMAGED', { file: name });
  return card;
}

function parseCard(path: string, name: string): Card {
  try {
    if (statSync(path).size > MAX_CARD_BYTES) return fail('CARD_UNREADABLE', { file: name });
    return cardSchema.strict().parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return fail('CARD_UNREADABLE', { file: name });
  }
}

function cardBytes(card: Card): Buffer {
  const { signature: _, ...signed } = card;
  return Buffer.from(canonicalJson(signed));
}
