import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { fail } from '../rules/failure.ts';
import { readIfThere, writeFileWhole } from './files.ts';

/** What a passphrase opens: the key of the database and, for roles that may send, the secret that signs packages. */
export interface Secrets {
  readonly databaseKey: Buffer;
  /** PKCS#8 DER of this device's Ed25519 key, base64; null for roles that may not send. */
  readonly signingKey: string | null;
}

interface Wrap {
  readonly id: string;
  readonly kind: 'user' | 'recovery';
  readonly name: string;
  readonly displayName: string;
  readonly kdf: { readonly name: 'scrypt'; readonly n: number; readonly r: number; readonly p: number; readonly salt: string };
  readonly iv: string;
  readonly data: string;
  readonly tag: string;
}

/** The file beside the database that holds its key, wrapped once per user and once for the recovery code. */
export interface Keyring {
  readonly version: 1;
  readonly officeId: string;
  /** Counts up with every change; backups tell which they carry. */
  readonly edition: number;
  readonly wraps: readonly Wrap[];
}

/** scrypt with N = 2^17, r = 8, p = 1: about 0.3 s and 128 MiB on an office PC. Lower only in tests. */
export const DEFAULT_KDF_COST = 17;
const KDF_R = 8;
const RECOVERY_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECOVERY_GROUPS = 5;
const RECOVERY_GROUP_LENGTH = 5;

/** A keyring without wraps. */
export function newKeyring(officeId: string): Keyring {
  return { version: 1, officeId, edition: 0, wraps: [] };
}

/** Reads a keyring file. Errors: KEYRING_MISSING, KEYRING_DAMAGED. */
export function readKeyring(file: string): Keyring {
  const text = readIfThere(file);
  if (text === null) return fail('KEYRING_MISSING');
  return parseKeyring(text);
}

/** The keyring in a text. Error: KEYRING_DAMAGED. */
export function parseKeyring(text: string): Keyring {
  try {
    const keyring = JSON.parse(text) as Keyring;
    if (keyring.version === 1 && Array.isArray(keyring.wraps)) return keyring;
  } catch {
    // Falls through to the refusal below: unreadable is damaged.
  }
  return fail('KEYRING_DAMAGED');
}

export function saveKeyring(file: string, keyring: Keyring): void {
  writeFileWhole(file, `${JSON.stringify(keyring, null, 1)}\n`);
}

/** The users whose passphrase opens this office, as the lock screen shows them. */
export function keyringUsers(keyring: Keyring): { id: string; name: string; displayName: string }[] {
  return keyring.wraps.filter((wrap) => wrap.kind === 'user').map(({ id, name, displayName }) => ({ id, name, displayName }));
}

/** Wraps the secrets for a user, replacing the wrap that this user had. */
export function wrapForUser(
  keyring: Keyring, user: { id: string; name: string; displayName: string }, passphrase: string, secrets: Secrets, cost = DEFAULT_KDF_COST,
): Keyring {
  return withWrap(keyring, seal({ ...user, kind: 'user' }, normalise(passphrase), secrets, cost, keyring.officeId));
}

/** Wraps the secrets for a recovery code. */
export function wrapForRecovery(keyring: Keyring, code: string, secrets: Secrets, cost = DEFAULT_KDF_COST): Keyring {
  const owner = { id: 'recovery', kind: 'recovery', name: 'recovery', displayName: '' } as const;
  return withWrap(keyring, seal(owner, recoveryText(code), secrets, cost, keyring.officeId));
}

/** Takes a user's wrap away: that passphrase opens nothing any more. */
export function withoutUser(keyring: Keyring, userId: string): Keyring {
  return { ...keyring, edition: keyring.edition + 1, wraps: keyring.wraps.filter((wrap) => wrap.id !== userId) };
}

/** Opens a user's wrap. Errors: WRONG_PASSPHRASE (also for an unknown user, and as slow). */
export function openForUser(keyring: Keyring, name: string, passphrase: string): Secrets & { userId: string } {
  const wanted = name.trim().toLowerCase();
  const wrap = keyring.wraps.find((one) => one.kind === 'user' && one.name.toLowerCase() === wanted);
  if (!wrap) {
    const any = keyring.wraps[0];
    if (any) unseal(any, normalise(passphrase), keyring.officeId);
    return fail('WRONG_PASSPHRASE');
  }
  const secrets = unseal(wrap, normalise(passphrase), keyring.officeId);
  return secrets ? { ...secrets, userId: wrap.id } : fail('WRONG_PASSPHRASE');
}

/** Opens the recovery wrap. Error: WRONG_RECOVERY_CODE. */
export function openForRecovery(keyring: Keyring, code: string): Secrets {
  const wrap = keyring.wraps.find((one) => one.kind === 'recovery');
  return (wrap && unseal(wrap, recoveryText(code), keyring.officeId)) || fail('WRONG_RECOVERY_CODE');
}

/** A new recovery code: 125 random bits as five groups of five letters and digits that are hard to confuse. */
export function newRecoveryCode(): string {
  const bytes = randomBytes(RECOVERY_GROUPS * RECOVERY_GROUP_LENGTH);
  const letters = [...bytes].map((byte) => RECOVERY_ALPHABET[byte & 31]).join('');
  return (letters.match(new RegExp(`.{${RECOVERY_GROUP_LENGTH}}`, 'g')) ?? []).join('-');
}

function recoveryText(code: string): string {
  return code.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[^0-9A-Z]/g, '');
}

function normalise(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

function withWrap(keyring: Keyring, wrap: Wrap): Keyring {
  const others = keyring.wraps.filter((one) => one.id !== wrap.id);
  return { ...keyring, edition: keyring.edition + 1, wraps: [...others, wrap] };
}

function derive(secret: string, kdf: Wrap['kdf']): Buffer {
  return scryptSync(secret, Buffer.from(kdf.salt, 'base64'), 32, { N: kdf.n, r: kdf.r, p: kdf.p, maxmem: 256 * kdf.n * kdf.r });
}

function seal(owner: Pick<Wrap, 'id' | 'kind' | 'name' | 'displayName'>, secret: string, secrets: Secrets, cost: number, officeId: string): Wrap {
  const kdf = { name: 'scrypt', n: 2 ** cost, r: KDF_R, p: 1, salt: randomBytes(16).toString('base64') } as const;
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive(secret, kdf), iv);
  cipher.setAAD(Buffer.from(boundTo(officeId, owner.id)));
  const plain = JSON.stringify({ databaseKey: secrets.databaseKey.toString('base64'), signingKey: secrets.signingKey });
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return { ...owner, kdf, iv: iv.toString('base64'), data: data.toString('base64'), tag: cipher.getAuthTag().toString('base64') };
}

function unseal(wrap: Wrap, secret: string, officeId: string): Secrets | null {
  const decipher = createDecipheriv('aes-256-gcm', derive(secret, wrap.kdf), Buffer.from(wrap.iv, 'base64'));
  decipher.setAAD(Buffer.from(boundTo(officeId, wrap.id)));
  decipher.setAuthTag(Buffer.from(wrap.tag, 'base64'));
  try {
    const plain = Buffer.concat([decipher.update(Buffer.from(wrap.data, 'base64')), decipher.final()]).toString('utf8');
    const parsed = JSON.parse(plain) as { databaseKey: string; signingKey: string | null };
    return { databaseKey: Buffer.from(parsed.databaseKey, 'base64'), signingKey: parsed.signingKey };
  } catch {
    return null;
  }
}

function boundTo(officeId: string, wrapId: string): string {
  return `tepat-keyring-1|${officeId}|${wrapId}`;
}
