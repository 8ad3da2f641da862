import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, isFailure } from '../rules/failure.ts';
import { jsonOrNull } from '../rules/json-or-null.ts';
import { isRole, may } from '../rules/roles.ts';
import { openConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { renameSafely, syncFolder, writeFileWhole } from './files.ts';
import { openForUser, parseKeyring, readKeyring } from './keyring.ts';
import type { OfficeIdentity, Reader } from './office.ts';
import { isOfficeFolder, officePaths, readIdentity } from './office-folder.ts';
import { getMeta } from './meta.ts';
import { lockOffice } from './office-lock.ts';
import { copyRegister } from './snapshot.ts';
import { rekeyWaiting } from './waiting-writes.ts';

/** One file: the magic words, the length of the header, the header as JSON, then the encrypted database as it is. */
const MAGIC = Buffer.from('TEPAT-BACKUP-1\n\0', 'latin1');
const CHUNK = 1 << 20;
const MOST_HEADER = 1 << 22;

export interface BackupHeader {
  readonly identity: OfficeIdentity;
  readonly keyring: string;
  readonly at: string;
  readonly databaseBytes: number;
  readonly databaseSha256: string;
  /** How many photos lie beside it; files of before photos were in backups say nothing. */
  readonly photos?: number;
  readonly counts: BackupCounts;
}

export interface BackupCounts {
  readonly families: number;
  readonly people: number;
  readonly changes: number;
}

export interface WrittenBackup extends BackupCounts {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes an encrypted backup of the whole office to one file and proves it: reads it back, opens the database inside
 * with the same key and counts. The file is whole or absent. `photos` is how many of them lie beside it. Errors: DISK_FULL, SNAPSHOT_BAD, BACKUP_BAD.
 */
export function writeBackup(office: Reader, databaseKey: Buffer, file: string, photos = 0): WrittenBackup {
  const paths = officePaths(office.dir);
  const copy = join(office.dir, 'backup.tmp');
  const temporary = `${file}.tmp`;
  let renamed = false;
  mkdirSync(dirname(file), { recursive: true });
  try {
    copyRegister(office, copy, databaseKey);
    const counts = countsIn(copy, databaseKey);
    const header: BackupHeader = {
      identity: office.identity, keyring: readFileSync(paths.keyring, 'utf8'), at: office.now().toISOString(),
      databaseBytes: statSync(copy).size, databaseSha256: sha256Of(copy), counts, photos,
    };
    writeParts(temporary, header, copy);
    const proved = join(office.dir, 'backup-check.tmp');
    try {
      extractDatabase(temporary, proved);
      const found = countsIn(proved, databaseKey);
      if (JSON.stringify(found) !== JSON.stringify(counts)) fail('BACKUP_BAD', { file });
    } finally {
      rmSync(proved, { force: true });
    }
    const [bytes, sha256] = [statSync(temporary).size, sha256Of(temporary)];
    renameSafely(temporary, file);
    renamed = true;
    syncFolder(dirname(file));
    return { file, bytes, sha256, ...counts };
  } catch (error) {
    rmSync(temporary, { force: true });
    // Refused is refused: a backup that the disk may not have is none.
    if (renamed) rmSync(file, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return fail('DISK_FULL', { folder: dirname(file) });
    throw error;
  } finally {
    rmSync(copy, { force: true });
  }
}

/** The header of a backup file. Error: BACKUP_BAD. */
export function readBackupHeader(file: string): BackupHeader {
  return openBackup(file).header;
}

/**
 * Puts the database and keyring of a backup, or of a snapshot, in the place of an office's, after proving that this
 * user's passphrase opens it and that the user may restore. What stood there is moved to `damaged/` and named. Nobody may
 * have the office open: its lock is held meanwhile. Opening it afterwards notices by the mark that work was lost and begins
 * a new epoch. Errors: BACKUP_BAD, BACKUP_OTHER_OFFICE, WRONG_PASSPHRASE, NOT_ALLOWED, OFFICE_BUSY.
 */
export function restoreOffice(
  dir: string, file: string, credentials: { user: string; passphrase: string }, stamp: string,
): BackupCounts & { keptAside: string | null } {
  const paths = officePaths(dir);
  mkdirSync(dir, { recursive: true });
  const lock = lockOffice(paths.lock);
  const incoming = join(dir, 'restore.tmp');
  try {
    const { keyringText, identity: told } = takeApart(dir, file, incoming);
    if (told) requireSameOffice(dir, file, told);
    const secrets = openForUser(parseKeyring(keyringText), credentials.user, credentials.passphrase);
    const identity = identityIn(incoming, secrets.databaseKey, file, told);
    if (!told) requireSameOffice(dir, file, identity);
    requireMayRestore(incoming, secrets);
    const counts = countsIn(incoming, secrets.databaseKey);
    const present = presentKey(paths.keyring, credentials);
    const keptAside = moveAside(dir, stamp);
    writeFileWhole(paths.keyring, keyringText);
    renameSafely(incoming, paths.register);
    writeFileWhole(paths.identity, `${JSON.stringify(identity, null, 1)}\n`);
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${paths.staging}${end}`, { force: true });
    // A backup from before a change of keys: what was handed over and waits must not be lost with the key.
    if (present !== null) rekeyWaiting(dir, present, secrets.databaseKey);
    return { ...counts, keptAside };
  } finally {
    rmSync(incoming, { force: true });
    lock.release();
  }
}

/** The key of the office that stands there, where the same person opens it. */
function presentKey(keyring: string, { user, passphrase }: { user: string; passphrase: string }): Buffer | null {
  try {
    return openForUser(readKeyring(keyring), user, passphrase).databaseKey;
  } catch (error) {
    if (!isFailure(error)) throw error;
    return null;
  }
}

/** Another office's backup, or a practice one in a real office, never takes this office's place; a damaged identity may be replaced. */
function requireSameOffice(dir: string, file: string, { code, practice, name }: OfficeIdentity): void {
  const present = presentIdentity(dir);
  if (present && (present.code !== code || present.practice !== practice)) fail('BACKUP_OTHER_OFFICE', { file, from: name, to: present.name });
}

/** Whose register it is by what stands inside, under its code; a head says it in the clear, where anybody may have changed it. */
function identityIn(database: string, key: Buffer, file: string, told: OfficeIdentity | null): OfficeIdentity {
  const inside = jsonOrNull(inDatabase(database, key, (db) => getMeta(db, 'identity')) ?? '') as OfficeIdentity | null;
  const identity = inside ?? told;
  const isSame = told === null || (['officeId', 'code', 'level', 'practice'] as const).every((key) => identity?.[key] === told[key]);
  return identity !== null && isSame ? identity : fail('BACKUP_BAD', { file });
}

function presentIdentity(dir: string): OfficeIdentity | null {
  if (!isOfficeFolder(dir)) return null;
  try {
    return readIdentity(dir);
  } catch {
    return null;
  }
}

/** Turning the office back is for roles that may restore, as the backup itself knows its users. */
function requireMayRestore(database: string, { databaseKey, userId }: { databaseKey: Buffer; userId: string }): void {
  const role = inDatabase(database, databaseKey, (db) => db.prepare('SELECT role FROM user WHERE uid = ?').pluck().get(userId) as string | undefined) ?? '';
  if (!isRole(role) || !may(role, 'restore')) fail('NOT_ALLOWED', { role, call: 'backup.restore' });
}

/** The keyring and the database of a copy; whose it is stands in a backup's head; a snapshot must be opened for it. */
function takeApart(dir: string, file: string, incoming: string): { keyringText: string; identity: OfficeIdentity | null } {
  if (!existsSync(file)) fail('BACKUP_BAD', { file });
  if (!file.endsWith('.db')) {
    const header = extractDatabase(file, incoming);
    return { keyringText: header.keyring, identity: header.identity };
  }
  const paths = officePaths(dir);
  // The register itself, without what its WAL would add, is a way back as well; its keyring lies beside it.
  const keyringFile = file === paths.register ? paths.keyring : `${file}.keyring.json`;
  if (!existsSync(keyringFile)) fail('BACKUP_BAD', { file });
  copyFileSync(file, incoming);
  return { keyringText: readFileSync(keyringFile, 'utf8'), identity: null };
}

/**
 * Puts a snapshot's copy of the keyring in the place of one that is missing or damaged, after proving that it opens the
 * register as it is: nothing is lost by that. Errors: WRONG_PASSPHRASE, BACKUP_BAD, KEYRING_DAMAGED, OFFICE_BUSY.
 */
export function restoreKeyring(dir: string, file: string, credentials: { user: string; passphrase: string }, stamp: string): BackupCounts & { keptAside: string | null } {
  const paths = officePaths(dir);
  const lock = lockOffice(paths.lock);
  try {
    const text = readFileSync(file, 'utf8');
    const { databaseKey } = openForUser(parseKeyring(text), credentials.user, credentials.passphrase);
    const counts = countsIn(paths.register, databaseKey);
    const aside = join(paths.quarantine, stamp.replaceAll(':', '-'));
    const present = existsSync(paths.keyring);
    if (present) {
      mkdirSync(aside, { recursive: true });
      copyFileSync(paths.keyring, join(aside, 'keyring.json'));
    }
    writeFileWhole(paths.keyring, text);
    return { ...counts, keptAside: present ? aside : null };
  } finally {
    lock.release();
  }
}

/** Moves the present database, its WAL and keyring into `damaged/<stamp>/`; nothing is deleted, and no WAL stays to be read into another database. */
function moveAside(dir: string, stamp: string): string | null {
  const paths = officePaths(dir);
  const present = ['register.db', 'register.db-wal', 'register.db-shm'].filter((name) => existsSync(join(dir, name)));
  if (present.length === 0) return null;
  const aside = join(paths.quarantine, stamp.replaceAll(':', '-'));
  mkdirSync(aside, { recursive: true });
  for (const name of present) renameSafely(join(dir, name), join(aside, name));
  if (existsSync(paths.keyring)) copyFileSync(paths.keyring, join(aside, 'keyring.json'));
  return aside;
}

/** Counts what a copy of the register holds, after checking it whole. Error: BACKUP_BAD. */
export function countsIn(file: string, databaseKey: Buffer): BackupCounts {
  return inDatabase(file, databaseKey, (db) => {
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') fail('BACKUP_BAD', { file });
    return db.prepare('SELECT (SELECT count(*) FROM family) AS families, (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM change) AS changes').get() as BackupCounts;
  });
}

/** Reads from a copied database; one that the key does not open, or that is torn, is BACKUP_BAD. */
export function inDatabase<T>(file: string, databaseKey: Buffer, read: (db: Connection) => T): T {
  let db: Connection | null = null;
  try {
    db = openConnection(file, { key: databaseKey, readonly: true, mustExist: true });
    // A file that was cut to nothing is a whole, empty database to SQLite.
    if (db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'migration'").pluck().get() === 0) fail('BACKUP_BAD', { file });
    return read(db);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return fail('BACKUP_BAD', { file });
    throw error;
  } finally {
    db?.close();
  }
}

function writeParts(target: string, header: BackupHeader, database: string): void {
  const text = Buffer.from(JSON.stringify(header), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const out = openSync(target, 'w');
  try {
    for (const part of [MAGIC, length, text]) writeAll(out, part);
    copyBytes(database, 0, out);
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
}

function openBackup(file: string): { header: BackupHeader; databaseAt: number } {
  const bad = (): never => fail('BACKUP_BAD', { file });
  if (!existsSync(file)) return bad();
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(MAGIC.length + 4);
    if (readSync(handle, start, 0, start.length, 0) !== start.length || !start.subarray(0, MAGIC.length).equals(MAGIC)) return bad();
    const length = start.readUInt32BE(MAGIC.length);
    if (length > MOST_HEADER) return bad();
    const text = Buffer.alloc(length);
    if (readSync(handle, text, 0, length, start.length) !== length) return bad();
    const header = jsonOrNull(text.toString('utf8'));
    return isHeader(header) ? { header, databaseAt: start.length + length } : bad();
  } finally {
    closeSync(handle);
  }
}

/** A backup may be anybody's file: nothing in its head is believed to be there. */
function isHeader(value: unknown): value is BackupHeader {
  const { identity, keyring, at, databaseBytes, databaseSha256, photos } = (value ?? {}) as Partial<Record<keyof BackupHeader, unknown>>;
  const { officeId, code, name, level, practice } = (identity ?? {}) as Partial<Record<keyof OfficeIdentity, unknown>>;
  return [officeId, code, name, level, keyring, at, databaseSha256].every((one) => typeof one === 'string' && one !== '') && typeof practice === 'boolean'
    && [databaseBytes, photos ?? 0].every((one) => Number.isSafeInteger(one) && (one as number) >= 0);
}

function extractDatabase(file: string, target: string): BackupHeader {
  const { header, databaseAt } = openBackup(file);
  if (statSync(file).size !== databaseAt + header.databaseBytes) fail('BACKUP_BAD', { file });
  const out = openSync(target, 'w');
  try {
    copyBytes(file, databaseAt, out);
    fsyncSync(out);
  } finally {
    closeSync(out);
  }
  if (sha256Of(target) !== header.databaseSha256) {
    rmSync(target, { force: true });
    fail('BACKUP_BAD', { file });
  }
  return header;
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at, bytes.length - at);
}

function copyBytes(file: string, from: number, out: number): void {
  eachChunk(file, from, (chunk) => writeAll(out, chunk));
}

/** SHA-256 of a file, hex. */
export function sha256Of(file: string): string {
  const sum = createHash('sha256');
  eachChunk(file, 0, (chunk) => void sum.update(chunk));
  return sum.digest('hex');
}

function eachChunk(file: string, from: number, take: (chunk: Buffer) => void): void {
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    for (let at = from; ; ) {
      const read = readSync(handle, chunk, 0, CHUNK, at);
      if (read === 0) return;
      take(chunk.subarray(0, read));
      at += read;
    }
  } finally {
    closeSync(handle);
  }
}
