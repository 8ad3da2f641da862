import { createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { fail } from '../rules/failure.ts';
import { jsonOrNull } from '../rules/json-or-null.ts';
import { plainCode } from '../rules/printed-code.ts';
import { readIfThere, writeFileWhole } from './files.ts';
import { openSealed, publicKeyOf, sealFor } from './sealed-box.ts';
import type { SealedBox } from './sealed-box.ts';

/** What a passphrase opens: the key of the database and, for roles that may send, the secret that signs packages. */
export interface Secrets {
  readonly databaseKey: Buffer;
  /** PKCS#8 DER of this device's Ed25519 key, base64; null for roles that may not send. */
  readonly signingKey: string | null;
}

export interface Kdf { readonly name: 'scrypt'; readonly n: number; readonly r: number; readonly p: number; readonly salt: string }

interface Owner {
  readonly id: string;
  readonly kind: 'user' | 'recovery' | 'escrow';
  readonly name: string;
  readonly displayName: string;
}

/**
 * The secrets, sealed for one holder. A passphrase or code makes (by scrypt) the private key that opens the box; its public
 * key stands in the clear, so that new secrets can be sealed for everybody without asking anybody for a passphrase.
 */
export interface Wrap extends Owner {
  /** How the private key is made; null for the escrow key, which is on paper. */
  readonly kdf: Kdf | null;
  readonly publicKey: string;
  readonly box: SealedBox;
  /** Somebody else chose this passphrase: its owner has to choose another before anything else. */
  readonly mustChange?: true;
  /** The last day of an escrow. */
  readonly until?: string;
}

/** How a wrap was written before: under the passphrase's own key. It is written anew at the next sign-in. */
interface OldWrap extends Owner {
  readonly kdf: Kdf;
  readonly iv: string;
  readonly data: string;
  readonly tag: string;
  readonly publicKey?: never;
  readonly box?: never;
  readonly mustChange?: never;
  readonly until?: never;
}

/** The file beside the database that holds its key, wrapped once per user, for the recovery code and for the city's escrow. */
export interface Keyring {
  readonly version: 1;
  readonly officeId: string;
  /** Counts up with every change; backups tell which they carry. */
  readonly edition: number;
  readonly wraps: readonly (Wrap | OldWrap)[];
  /** Set from the moment that new databases under a new key count, until they stand in the old ones' place. */
  readonly rekeyed?: true;
}

/** Whoever opened a wrap. */
export type Opened = Secrets & { readonly userId: string };

/** scrypt with N = 2^17, r = 8, p = 1: about 0.3 s and 128 MiB on an office PC. Lower only in tests. */
export const DEFAULT_KDF_COST = 17;
export const KDF_R = 8;
/** Twice the memory of our own wraps twice over, and not so much that a file from elsewhere could stop a small PC. */
const MOST_BYTES = 2 ** 29;
/** A shorter tag would prove less, and Node takes it unless told. */
const TAG_BYTES = 16;
export const RECOVERY = 'recovery';
export const ESCROW = 'escrow';

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
  const keyring = jsonOrNull(text) as Keyring | null;
  return keyring?.version === 1 && Array.isArray(keyring.wraps) && keyring.wraps.every(isWrap) ? keyring : fail('KEYRING_DAMAGED');
}

/** Whether a wrap says whose it is; what else in it is damaged shows when it is opened. */
function isWrap(wrap: Partial<Wrap> | null): boolean {
  return [wrap?.id, wrap?.kind, wrap?.name, wrap?.displayName].every((one) => typeof one === 'string');
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
  keyring: Keyring, { id, name, displayName }: { id: string; name: string; displayName: string }, passphrase: string, secrets: Secrets, cost = DEFAULT_KDF_COST, mustChange = false,
): Keyring {
  const wrap = wrapBySecret({ id, kind: 'user', name, displayName }, normalise(passphrase), secrets, cost, keyring.officeId);
  return withWrap(keyring, mustChange ? { ...wrap, mustChange } : wrap);
}

/** Wraps the secrets for a recovery code. */
export function wrapForRecovery(keyring: Keyring, code: string, secrets: Secrets, cost = DEFAULT_KDF_COST): Keyring {
  return withWrap(keyring, wrapBySecret({ id: RECOVERY, kind: 'recovery', name: RECOVERY, displayName: '' }, plainCode(code), secrets, cost, keyring.officeId));
}

/** Wraps the secrets for a public key: the city's escrow, or a passphrase that was chosen on another PC. */
export function wrapForKey(keyring: Keyring, owner: Owner, publicKey: string, kdf: Kdf | null, secrets: Secrets, until?: string): Keyring {
  return withWrap(keyring, { ...owner, kdf, publicKey, ...(until !== undefined && { until }), box: boxFor(publicKey, owner.id, secrets, keyring.officeId) });
}

/** The wrap under an id, if there is one. */
export function wrapOf(keyring: Keyring, id: string): Wrap | OldWrap | undefined {
  return keyring.wraps.find((wrap) => wrap.id === id);
}

/** Takes a wrap away: that passphrase, code or key opens nothing any more. */
export function withoutWrap(keyring: Keyring, id: string): Keyring {
  return { ...keyring, edition: keyring.edition + 1, wraps: keyring.wraps.filter((wrap) => wrap.id !== id) };
}

/** Seals new secrets for the holders that `only` names: the signing key for users of whom `maySend` says so, and for recovery and escrow. The others stay as they are. */
export function sealAnew(keyring: Keyring, secrets: Secrets, maySend: (userId: string) => boolean, only: (wrap: Wrap) => boolean): Keyring {
  const wraps = keyring.wraps.flatMap((wrap): (Wrap | OldWrap)[] => {
    if (wrap.box === undefined || !only(wrap)) return [wrap];
    const signingKey = wrap.kind !== 'user' || maySend(wrap.id) ? secrets.signingKey : null;
    return [{ ...wrap, box: boxFor(wrap.publicKey, wrap.id, { ...secrets, signingKey }, keyring.officeId) }];
  });
  return { ...keyring, edition: keyring.edition + 1, wraps };
}

/** Whether this wrap should be written anew: in the old form, or under a cheaper key than is asked for now. */
export function isOutdated(wrap: Wrap | OldWrap | undefined, cost = DEFAULT_KDF_COST): boolean {
  return wrap !== undefined && wrap.kdf !== null && (wrap.box === undefined || wrap.kdf.n < 2 ** cost);
}

/** Opens a user's wrap. Errors: WRONG_PASSPHRASE (also for an unknown user, and as slow). */
export function openForUser(keyring: Keyring, name: string, passphrase: string): Opened {
  const wanted = name.trim().toLowerCase();
  const wrap = keyring.wraps.find((one) => one.kind === 'user' && one.name.toLowerCase() === wanted);
  if (!wrap) {
    const any = keyring.wraps.find(({ kdf }) => kdf !== null);
    if (any) unseal(any, normalise(passphrase), keyring.officeId);
    return fail('WRONG_PASSPHRASE');
  }
  const secrets = unseal(wrap, normalise(passphrase), keyring.officeId);
  return secrets ? { ...secrets, userId: wrap.id } : fail('WRONG_PASSPHRASE');
}

/** Opens the recovery wrap. Error: WRONG_RECOVERY_CODE. */
export function openForRecovery(keyring: Keyring, code: string): Secrets {
  const wrap = keyring.wraps.find((one) => one.kind === 'recovery');
  return (wrap && unseal(wrap, plainCode(code), keyring.officeId)) || fail('WRONG_RECOVERY_CODE');
}

/** Opens a wrap with the private key itself, as the city does with its escrow key; null when it is another's. */
export function openWithKey(wrap: Pick<Wrap, 'id' | 'box'>, seed: Buffer, officeId: string): Secrets | null {
  const text = openSealed(seed, boundTo(officeId, wrap.id), wrap.box);
  return text === null ? null : parseSecrets(text);
}

/** A box with the secrets for a wrap's public key. */
export function boxFor(publicKey: string, wrapId: string, secrets: Secrets, officeId: string): SealedBox {
  const text = JSON.stringify({ databaseKey: secrets.databaseKey.toString('base64'), signingKey: secrets.signingKey });
  return sealFor(publicKey, boundTo(officeId, wrapId), text);
}

/** How a passphrase becomes a key from now on, and the public half of that key. */
export function keyFromPassphrase(passphrase: string, cost = DEFAULT_KDF_COST): { kdf: Kdf; publicKey: string } {
  const kdf = newKdf(cost);
  return { kdf, publicKey: publicKeyOf(derive(normalise(passphrase), kdf)) };
}

/** The private key that a passphrase makes under a way of making it that was written down before. Error: KEYRING_DAMAGED. */
export function seedFromPassphrase(passphrase: string, kdf: Kdf): Buffer {
  return derive(normalise(passphrase), kdf);
}

/** The secrets in the text of a box. */
export function secretsIn(text: string): Secrets {
  return parseSecrets(text);
}

function normalise(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

function withWrap(keyring: Keyring, wrap: Wrap): Keyring {
  const at = keyring.wraps.findIndex((one) => one.id === wrap.id);
  const wraps = at < 0 ? [...keyring.wraps, wrap] : keyring.wraps.map((one, index) => (index === at ? wrap : one));
  return { ...keyring, edition: keyring.edition + 1, wraps };
}

function newKdf(cost: number): Kdf {
  return { name: 'scrypt', n: 2 ** cost, r: KDF_R, p: 1, salt: randomBytes(16).toString('base64') };
}

/** Whether a way of making a key takes no more than a PC can give: it may come from a file of somebody else. */
export function isSaneKdf(kdf: Kdf | undefined): boolean {
  return typeof kdf?.salt === 'string' && Number.isInteger(Math.log2(kdf.n)) && kdf.n >= 2 && kdf.r >= 1 && kdf.r <= 32 && kdf.p >= 1 && kdf.p <= 4 && 128 * kdf.n * kdf.r <= MOST_BYTES;
}

/** A damaged file must not choose how much memory is taken, nor end in an error that nobody can read. Error: KEYRING_DAMAGED. */
function derive(secret: string, kdf: Kdf): Buffer {
  if (!isSaneKdf(kdf)) fail('KEYRING_DAMAGED');
  return scryptSync(secret, Buffer.from(kdf.salt, 'base64'), 32, { N: kdf.n, r: kdf.r, p: kdf.p, maxmem: 256 * kdf.n * kdf.r });
}

function wrapBySecret(owner: Owner, secret: string, secrets: Secrets, cost: number, officeId: string): Wrap {
  const kdf = newKdf(cost);
  const publicKey = publicKeyOf(derive(secret, kdf));
  return { ...owner, kdf, publicKey, box: boxFor(publicKey, owner.id, secrets, officeId) };
}

function unseal(wrap: Wrap | OldWrap, secret: string, officeId: string): Secrets | null {
  if (wrap.kdf === null) return null;
  const key = derive(secret, wrap.kdf);
  return wrap.box === undefined ? unsealOld(wrap, key, officeId) : openWithKey(wrap, key, officeId);
}

function unsealOld(wrap: OldWrap, key: Buffer, officeId: string): Secrets | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(wrap.iv, 'base64'), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(boundTo(officeId, wrap.id)));
    decipher.setAuthTag(Buffer.from(wrap.tag, 'base64'));
    return parseSecrets(Buffer.concat([decipher.update(Buffer.from(wrap.data, 'base64')), decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}

function parseSecrets(text: string): Secrets {
  const parsed = JSON.parse(text) as { databaseKey: string; signingKey: string | null };
  return { databaseKey: Buffer.from(parsed.databaseKey, 'base64'), signingKey: parsed.signingKey };
}

function boundTo(officeId: string, wrapId: string): string {
  return `tepat-keyring-1|${officeId}|${wrapId}`;
}
