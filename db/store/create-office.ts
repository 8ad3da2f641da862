import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { fail } from '../rules/failure.ts';
import { openConnection } from './connection.ts';
import { writeChanges } from './change-log.ts';
import { deviceUid, makeDevice, publicSigningKey, startEpoch } from './device.ts';
import { writeFileWhole } from './files.ts';
import { newKeyring, saveKeyring, wrapForRecovery, wrapForUser } from './keyring.ts';
import { lockOffice } from './office-lock.ts';
import { newInstallToken } from './mark.ts';
import { setMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import { isOfficeFolder, officePaths } from './office-folder.ts';
import { openOffice } from './open-office.ts';
import { newRecoveryCode } from './recovery-code.ts';
import type { OpenOffice } from './open-office.ts';
import type { OfficeIdentity, Surroundings } from './office.ts';

export interface NewOffice extends Surroundings {
  readonly dir: string;
  readonly profileDir: string;
  readonly identity: Omit<OfficeIdentity, 'officeId'>;
  readonly user: { readonly name: string; readonly displayName: string };
  readonly passphrase: string;
  /** log2 of scrypt's N; only tests lower it. */
  readonly kdfCost?: number;
}

/**
 * Creates an office folder: encrypted database, keyring with the first user (an administrator) and the recovery code,
 * first device and epoch. The identity file is written last, so a power cut leaves a folder that is no office.
 * Returns the office, open for its first user. Errors: OFFICE_EXISTS, OFFICE_BUSY.
 */
export function createOffice(options: NewOffice): { office: OpenOffice; recoveryCode: string } {
  const paths = officePaths(options.dir);
  if (isOfficeFolder(options.dir)) fail('OFFICE_EXISTS', { folder: options.dir });
  mkdirSync(options.dir, { recursive: true });
  const lock = lockOffice(paths.lock);
  const identity: OfficeIdentity = { officeId: options.newId(), ...options.identity };
  const recoveryCode = newRecoveryCode();
  try {
    const databaseKey = randomBytes(32);
    const db = openConnection(paths.register, { key: databaseKey });
    const at = options.now().toISOString();
    migrate(db, at);
    const { device, signingKey } = makeDevice(db, identity, options.newId());
    startEpoch(db, device, null, at, 'first');
    setMeta(db, 'identity', JSON.stringify(identity));
    setMeta(db, 'installToken', newInstallToken());
    setMeta(db, 'device', deviceUid(db, device));
    setMeta(db, `signPublic:${deviceUid(db, device)}`, publicSigningKey(signingKey));
    const user = { id: options.newId(), ...options.user };
    const secrets = { databaseKey, signingKey };
    let keyring = wrapForUser(newKeyring(identity.officeId), user, options.passphrase, secrets, options.kdfCost);
    keyring = wrapForRecovery(keyring, recoveryCode, secrets, options.kdfCost);
    saveKeyring(paths.keyring, keyring);
    db.close();
    writeFileWhole(paths.identity, `${JSON.stringify(identity, null, 1)}\n`);
    lock.release();
    const office = openOffice({ ...options, user: user.name, kdfCost: options.kdfCost, firstUser: true });
    writeChanges(office.writer, { user: { uid: user.id, name: user.name }, kind: 'system', reason: 'office.create' }, (log) => {
      log.create('user', { name: user.name, displayName: user.displayName, role: 'admin', areaPrefix: identity.code, active: 1 }, user.id);
    });
    return { office, recoveryCode };
  } finally {
    lock.release();
  }
}
