import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A text that only the holder of one private key opens: a fresh X25519 key, HKDF, AES-256-GCM. Everything base64. */
export interface SealedBox {
  readonly ephemeral: string;
  readonly iv: string;
  readonly data: string;
  readonly tag: string;
}

/** What DER puts before the 32 raw bytes of an X25519 key. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');
const RAW_BYTES = 32;
/** A shorter tag would prove less, and Node takes it unless told. */
const TAG_BYTES = 16;

/** The public key (base64) of a private key, which is any 32 bytes. */
export function publicKeyOf(seed: Buffer): string {
  return rawPublic(createPublicKey(privateKey(seed)));
}

/** Seals a text for a public key; `bound` names what it belongs to and must be said again to open it. */
export function sealFor(publicKey: string, bound: string, text: string): SealedBox {
  const fresh = generateKeyPairSync('x25519');
  const ephemeral = rawPublic(fresh.publicKey);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sharedKey(fresh.privateKey, publicKey, ephemeral, publicKey), iv);
  cipher.setAAD(Buffer.from(bound));
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { ephemeral, iv: iv.toString('base64'), data: data.toString('base64'), tag: cipher.getAuthTag().toString('base64') };
}

/** The text in a box; null when this key does not fit or the box was changed. */
export function openSealed(seed: Buffer, bound: string, box: SealedBox): string | null {
  try {
    const key = sharedKey(privateKey(seed), box.ephemeral, box.ephemeral, publicKeyOf(seed));
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.iv, 'base64'), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(Buffer.from(box.tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(box.data, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function sharedKey(own: KeyObject, other: string, ephemeral: string, recipient: string): Buffer {
  const shared = diffieHellman({ privateKey: own, publicKey: publicKeyFrom(other) });
  return Buffer.from(hkdfSync('sha256', shared, Buffer.concat([Buffer.from(ephemeral, 'base64'), Buffer.from(recipient, 'base64')]), 'tepat-box-1', RAW_BYTES));
}

function privateKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

function publicKeyFrom(raw: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(raw, 'base64')]), format: 'der', type: 'spki' });
}

function rawPublic(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(-RAW_BYTES).toString('base64');
}
