import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Connection } from './connection.ts';
import { prepared } from './connection.ts';
import type { OfficeIdentity } from './office.ts';

/** The local number of a device, made on first sight. */
export function deviceNumber(db: Connection, uid: string, office: string, officeName: string): number {
  const known = prepared(db, 'SELECT no FROM device WHERE uid = ?').get(uid) as { no: number } | undefined;
  if (known) return known.no;
  return Number(prepared(db, 'INSERT INTO device (uid, office, officeName) VALUES (?, ?, ?)').run(uid, office, officeName).lastInsertRowid);
}

/** The uid of a device by its local number. */
export function deviceUid(db: Connection, no: number): string {
  return (prepared(db, 'SELECT uid FROM device WHERE no = ?').get(no) as { uid: string }).uid;
}

/** Enters a new epoch of an own device and returns its number. */
export function startEpoch(
  db: Connection, device: number, base: { epoch: number; counter: number } | null, at: string, reason: string, atLeast = 1,
): number {
  const last = (prepared(db, 'SELECT max(epoch) AS n FROM epoch WHERE device = ?').get(device) as { n: number | null }).n ?? 0;
  const next = Math.max(last + 1, atLeast);
  prepared(db, 'INSERT INTO epoch (device, epoch, nonce, baseEpoch, baseCounter, startedAt, reason) VALUES (?,?,?,?,?,?,?)')
    .run(device, next, randomBytes(16).toString('hex'), base?.epoch ?? null, base?.counter ?? null, at, reason);
  return next;
}

/** Makes a device of this office with a new signing key: its local number and the key, which belongs in the keyring. */
export function makeDevice(db: Connection, identity: OfficeIdentity, uid: string): { device: number; signingKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const device = deviceNumber(db, uid, identity.code, identity.name);
  return { device, signingKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };
}

/** The raw 32-byte public key of a signing key, base64. */
export function publicSigningKey(signingKey: string): string {
  const key = createPrivateKey({ key: Buffer.from(signingKey, 'base64'), format: 'der', type: 'pkcs8' });
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return der.subarray(der.length - 32).toString('base64');
}
