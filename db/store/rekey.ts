import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../rules/failure.ts';
import { openConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { renameSafely, syncFolder } from './files.ts';
import { keepHolder } from './holders.ts';
import type { Holders } from './holders.ts';
import { parseKeyring, readKeyring, RECOVERY, saveKeyring, sealAnew, wrapForRecovery } from './keyring.ts';
import type { Keyring, Secrets } from './keyring.ts';
import { officePaths } from './office-folder.ts';
import type { OfficePaths } from './office-folder.ts';
import { probe } from './snapshot.ts';
import { readIfThere } from './files.ts';

const ENDING = '.rekey';

/**
 * Gives the office a new database key: a copy of every database is written under it and proved, then the keyring, sealed
 * anew for everybody who may still be in it, is put in place in one rename. From that rename on the copies count; until it, the
 * old ones. Whoever opens the office next moves the copies into place, so that the power may go at any moment. The caller
 * locks the office directly afterwards: nothing may be written in between. Errors: REKEY_OLD_WRAPS, REKEY_STRANGE_WRAPS, DISK_FULL, SNAPSHOT_BAD.
 */
export function prepareRekey(dir: string, secrets: Secrets, holders: RekeyHolders, recoveryCode: string, cost?: number): { edition: number } {
  const paths = officePaths(dir);
  const keyring = onlyHolders(readKeyring(paths.keyring), holders);
  const old = keyring.wraps.filter((wrap) => wrap.kind === 'user' && wrap.box === undefined);
  if (old.length > 0) fail('REKEY_OLD_WRAPS', { names: old.map((wrap) => wrap.displayName).join(', ') });
  const fresh: Secrets = { databaseKey: randomBytes(32), signingKey: secrets.signingKey };
  const sealed = wrapForRecovery(sealAnew(keyring, fresh, holders.maySend, () => true), recoveryCode, fresh, cost);
  dropCopies(dir);
  for (const name of databasesOf(dir)) {
    // The register that counts from now on knows the new code.
    copyUnder(join(dir, name), secrets.databaseKey, fresh.databaseKey, (db) => { if (join(dir, name) === paths.register) keepHolder(db, sealed, RECOVERY); });
  }
  syncFolder(dir);
  saveKeyring(paths.keyring, { ...sealed, rekeyed: true });
  return { edition: sealed.edition };
}

/** Who gets the new keys, as the register knows them. */
export interface RekeyHolders {
  readonly known: Holders;
  readonly isActive: (userId: string) => boolean;
  readonly maySend: (userId: string) => boolean;
}

/**
 * The keyring without users who are ended or whom the register never had: their boxes would get them back in. Whose key is another
 * than the register knows is named instead, for somebody may have put it there. The recovery code is made anew in any case.
 */
function onlyHolders(keyring: Keyring, { known, isActive }: RekeyHolders): Keyring {
  const wraps = keyring.wraps.filter((wrap) => wrap.kind !== 'user' || isActive(wrap.id));
  const strange = wraps.filter((wrap) => wrap.box !== undefined && wrap.kind !== 'recovery' && known.get(wrap.id) !== wrap.publicKey);
  if (strange.length > 0) fail('REKEY_STRANGE_WRAPS', { names: strange.map((wrap) => wrap.displayName).join(', ') });
  return { ...keyring, wraps };
}

/** Moves databases that count already into place; what was begun and never counted is removed. The office's lock is held. */
export function finishRekey(paths: OfficePaths, keyring: Keyring): Keyring {
  if (!keyring.rekeyed) {
    dropCopies(paths.dir);
    return keyring;
  }
  for (const name of readdirSync(paths.dir).filter((one) => one.endsWith(ENDING))) {
    const file = join(paths.dir, name.slice(0, -ENDING.length));
    // The old log must not be read into the new database.
    for (const end of ['-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
    renameSafely(join(paths.dir, name), file);
  }
  syncFolder(paths.dir);
  const { rekeyed: _, ...done } = keyring;
  saveKeyring(paths.keyring, done);
  return done;
}

/** Takes users out of the keyrings beside the snapshots too, so that a passphrase that ended opens none of them. */
export function forgetInSnapshots(dir: string, keep: (userId: string) => boolean): void {
  const { snapshots } = officePaths(dir);
  if (!existsSync(snapshots)) return;
  for (const name of readdirSync(snapshots).filter((one) => one.endsWith('.keyring.json'))) {
    const file = join(snapshots, name);
    const keyring = parseKeyring(readIfThere(file) ?? '');
    const wraps = keyring.wraps.filter((wrap) => wrap.kind !== 'user' || keep(wrap.id));
    if (wraps.length < keyring.wraps.length) saveKeyring(file, { ...keyring, wraps });
  }
}

/** Every database of the office under its key: the register, what is staged, pictures. */
function databasesOf(dir: string): string[] {
  return readdirSync(dir).filter((name) => name.endsWith('.db') && name !== 'lock.db');
}

function dropCopies(dir: string): void {
  for (const name of readdirSync(dir).filter((one) => one.includes(`.db${ENDING}`))) rmSync(join(dir, name), { force: true });
}

function copyUnder(file: string, key: Buffer, fresh: Buffer, change: (db: Connection) => void): void {
  const target = `${file}${ENDING}`;
  try {
    inDatabase(file, key, 'WAL', (db) => db.prepare('VACUUM INTO ?').run(target));
    inDatabase(target, key, 'TRUNCATE', (db) => {
      change(db);
      db.pragma(`rekey="x'${fresh.toString('hex')}'"`);
    });
    rmSync(`${target}-journal`, { force: true });
    const handle = openSync(target, 'r+');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    probe(target, fresh);
  } catch (error) {
    dropCopies(join(file, '..'));
    if ((error as { code?: string }).code === 'SQLITE_FULL') fail('DISK_FULL', { folder: target });
    throw error;
  }
}

function inDatabase(file: string, key: Buffer, journal: 'WAL' | 'TRUNCATE', work: (db: Connection) => unknown): void {
  const db = openConnection(file, { key, mustExist: true, journal });
  try {
    work(db);
  } finally {
    db.close();
  }
}
