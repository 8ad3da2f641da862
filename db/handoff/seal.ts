import { createCipheriv, createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** What a signature is for; each purpose has its own domain tag, and practice offices have others. */
export type Purpose = 'package' | 'card' | 'transfer' | 'starter' | 'upload' | 'succession' | 'voucher' | 'baca';

/** An Ed25519 public key travels as its 32 raw bytes, base64; this is what DER puts before them. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_ID_LENGTH = 16;

function domainTag(purpose: Purpose, practice: boolean): string {
  return practice ? `tepat-${purpose}-practice-v1\0` : `tepat-${purpose}-v1\0`;
}

/** SHA-256 of bytes or text. */
export function sha256(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest();
}

/** A running SHA-256, for streams. */
export function runningHash(): Hash {
  return createHash('sha256');
}

/** Signs bytes: Ed25519 over domain tag and SHA-256. `signingKey` is PKCS#8 DER, base64. */
export function signBytes(signingKey: string, purpose: Purpose, practice: boolean, bytes: Uint8Array): Buffer {
  const key = createPrivateKey({ key: Buffer.from(signingKey, 'base64'), format: 'der', type: 'pkcs8' });
  return sign(null, Buffer.concat([Buffer.from(domainTag(purpose, practice)), sha256(bytes)]), key);
}

/** Whether a signature of {@link signBytes} is right; never throws, whatever the key or signature look like. */
export function signatureHolds(publicKey: string, purpose: Purpose, practice: boolean, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const der = Buffer.concat([SPKI_PREFIX, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.concat([Buffer.from(domainTag(purpose, practice)), sha256(bytes)]), key, signature);
  } catch {
    return false;
  }
}

/** HMAC-SHA-256 of a text under a secret, hex. */
export function keyedHash(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** A short name of a public key: the first 16 hex digits of the SHA-256 of its text. */
export function keyId(publicKey: string): string {
  return sha256(publicKey).toString('hex').slice(0, KEY_ID_LENGTH);
}

/** Its curves are worked out when it is loaded: only who seals or opens waits for that. */
const age = () => import('age-encryption');

/** A new age identity (X25519) and its recipient. */
export async function newSealingKey(): Promise<{ identity: string; recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The age recipient of an identity. */
export async function recipientOf(identity: string): Promise<string> {
  return (await age()).identityToRecipient(identity);
}

/** Seals a stream for every recipient (age v1 format). */
export async function sealStream(plain: ReadableStream<Uint8Array>, recipients: readonly string[]): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new (await age()).Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plain);
}

/** Seals a short text for every recipient (age v1 format), base64. */
export async function sealText(plain: string, recipients: readonly string[]): Promise<string> {
  const encrypter = new (await age()).Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(plain)).toString('base64');
}

/** Opens what {@link sealText} made with whichever identity fits; null when none does, or it was changed. */
export async function openText(sealed: string, identities: readonly string[]): Promise<string | null> {
  try {
    const decrypter = new (await age()).Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    return await decrypter.decrypt(Buffer.from(sealed, 'base64'), 'text');
  } catch {
    return null;
  }
}

/** Opens a sealed stream with whichever identity fits. Throws when none does or the bytes were changed. */
export async function openStream(sealed: ReadableStream<Uint8Array>, identities: readonly string[]): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new (await age()).Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return decrypter.decrypt(sealed);
}

const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** Locks pieces of a scratch file by their number, under a key that is made here and is never written anywhere. */
export interface ScratchCipher {
  lock(plain: Buffer, number: number): Buffer;
  /** Throws where the bytes are not what was locked under that number. */
  unlock(locked: Buffer, number: number): Buffer;
}

/** AES-256-GCM under a fresh random key; a number is locked once. */
export function scratchCipher(): ScratchCipher {
  const key = randomBytes(32);
  const nonceOf = (number: number): Buffer => {
    const nonce = Buffer.alloc(NONCE_BYTES);
    nonce.writeUInt32BE(number, NONCE_BYTES - 4);
    return nonce;
  };
  return {
    lock(plain, number) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number));
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    unlock(locked, number) {
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(locked.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(locked.subarray(0, -TAG_BYTES)), decipher.final()]);
    },
  };
}
