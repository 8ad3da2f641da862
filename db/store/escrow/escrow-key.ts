import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { fail } from '../../rules/failure.ts';
import { codeBytes, printedCode } from '../../rules/printed-code.ts';
import { publicKeyOf } from '../sealed-box.ts';
import { joinShares, splitSecret } from './share-secret.ts';
import type { SecretShare } from './share-secret.ts';

/** What a city keeps of its escrow key: the public half, and by what each holder's part is known. The private half stands nowhere. */
export interface EscrowSet {
  /** X25519, base64. */
  readonly publicKey: string;
  readonly needed: number;
  /** `check` is a hash of the printed part, which is too long and too random to be guessed from it. */
  readonly holders: readonly { readonly name: string; readonly check: string }[];
  readonly madeOn: string;
  /** The last day on which it may be used, and on which offices seal for it. */
  readonly until: string;
}

const VERSION = 1;
const SEED_BYTES = 32;
const SET_BYTES = 4;
const CHECK_BYTES = 4;
/** Version, how many are needed, place, set, the part itself, check. */
const HEAD_BYTES = 3 + SET_BYTES;
const PRINTED_BYTES = HEAD_BYTES + SEED_BYTES + CHECK_BYTES;

/** A new escrow key, split over its holders at once: the set to keep, and the parts to be printed, in the order of the holders. */
export function makeEscrow(holders: readonly string[], needed: number, madeOn: string, until: string): { set: EscrowSet; parts: string[] } {
  const seed = randomBytes(SEED_BYTES);
  const publicKey = publicKeyOf(seed);
  const printed = splitSecret(seed, needed, holders.length).map((share) => printPart(share, needed, publicKey));
  seed.fill(0);
  return { set: { publicKey, needed, holders: holders.map((name, index) => ({ name, check: checkOf(printed[index] ?? Buffer.alloc(0)) })), madeOn, until }, parts: printed.map(printedCode) };
}

/** A short name of a set, for the screen and the log. */
export function escrowName(publicKey: string): string {
  return setOf(publicKey).toString('hex').toUpperCase();
}

/**
 * The private key from the parts that holders typed, and whose they were. Each part is proved by itself, so that a wrong one
 * is named. Errors: ESCROW_SHARE_WRONG (which), ESCROW_SHARES_FEW.
 */
export function joinEscrow(set: EscrowSet, typed: readonly string[]): { seed: Buffer; holders: string[] } {
  const parts = typed.map((code, index) => readPart(set, code) ?? fail('ESCROW_SHARE_WRONG', { n: index + 1 }));
  const distinct = new Map(parts.map((part) => [part.share.place, part]));
  if (distinct.size < set.needed) fail('ESCROW_SHARES_FEW', { needed: set.needed, given: distinct.size });
  const used = [...distinct.values()];
  const seed = Buffer.from(joinShares(used.map(({ share }) => share)));
  for (const { share } of used) share.bytes.fill(0);
  if (publicKeyOf(seed) !== set.publicKey) fail('ESCROW_SHARE_WRONG', { n: 0 });
  return { seed, holders: used.map(({ holder }) => holder) };
}

function printPart({ place, bytes }: SecretShare, needed: number, publicKey: string): Buffer {
  const body = Buffer.concat([Buffer.from([VERSION, needed, place]), setOf(publicKey), bytes]);
  return Buffer.concat([body, tagged('tepat-escrow-slip-1', body).subarray(0, CHECK_BYTES)]);
}

function readPart(set: EscrowSet, code: string): { share: SecretShare; holder: string } | null {
  const bytes = Buffer.from(codeBytes(code) ?? []);
  if (bytes.length !== PRINTED_BYTES || bytes[0] !== VERSION) return null;
  const holder = set.holders.find(({ check }) => timingSafeEqual(Buffer.from(check, 'hex'), Buffer.from(checkOf(bytes), 'hex')));
  return holder === undefined ? null : { holder: holder.name, share: { place: bytes[2] ?? 0, bytes: Uint8Array.from(bytes.subarray(HEAD_BYTES, HEAD_BYTES + SEED_BYTES)) } };
}

function setOf(publicKey: string): Buffer {
  return tagged('tepat-escrow-set-1', Buffer.from(publicKey, 'base64')).subarray(0, SET_BYTES);
}

function checkOf(printed: Buffer): string {
  return tagged('tepat-escrow-part-1', printed).toString('hex');
}

function tagged(domain: string, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(`${domain}\0`).update(bytes).digest();
}
