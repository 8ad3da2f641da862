import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail } from '../rules/failure.ts';
import { leaveFork, pendingFork } from './branch.ts';
import { brokenAt } from './chain-at-start.ts';
import { cacheFor, openConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { deviceNumber, makeDevice, publicSigningKey, startEpoch } from './device.ts';
import { writeChanges } from './change-log.ts';
import { rethrowDiskFault } from './disk-fault.ts';
import { tryOnce } from './failed-tries.ts';
import { keepHolder, knownHolders, settleHolder } from './holders.ts';
import { isOutdated, openForUser, readKeyring, saveKeyring, sealAnew, wrapForUser, wrapOf } from './keyring.ts';
import type { Keyring, Opened, Secrets, Wrap } from './keyring.ts';
import { finishCheckpoint } from './late-checkpoint.ts';
import { finishLater } from './later.ts';
import { keepMark, newInstallToken, readMark, saveMarkDurably } from './mark.ts';
import { proveNewWork } from './verified-mark.ts';
import type { Mark } from './mark.ts';
import { getMeta, setMeta } from './meta.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import type { Author, OfficeIdentity, Reader, Surroundings, Writer } from './office.ts';
import { makeReader } from './office.ts';
import { officePaths, readIdentity } from './office-folder.ts';
import { lockOffice } from './office-lock.ts';
import { finishRekey } from './rekey.ts';
import { takeSnapshot } from './snapshot.ts';

export interface OpenOptions extends Surroundings {
  readonly dir: string;
  readonly profileDir: string;
  readonly user: string;
  readonly passphrase: string;
  readonly kdfCost?: number;
  /** How long to wait for another process that has the office open. */
  readonly waitMs?: number;
  /** Set while the office is being created: there is no user record yet to look up. */
  readonly firstUser?: boolean;
  /** Set by who has just given this user another passphrase by the recovery code or the escrow: the register does not know it yet. */
  readonly renewed?: boolean;
}

/** Copies of the register, scratch files (`~`), and whole files under their temporary names. */
const LEFTOVER = /^~\w+\.tmp$|^(backup|backup-check|restore|health)\.tmp$|\.db\.tmp$|\.\d+\.tmp$/;

/** Something that opening the office found and did, to be told to the user. */
export interface Notice {
  readonly code: 'NEW_DEVICE' | 'FORK_LEFT' | 'WORK_LOST' | 'MIGRATED' | 'FAILED_TRIES' | 'CHAIN_BROKEN' | 'KEY_OTHER';
  readonly params: Readonly<Record<string, string | number>>;
}

export interface OpenOffice {
  readonly writer: Writer;
  readonly secrets: Secrets;
  readonly userId: string;
  /** Somebody else chose the passphrase: it has to be changed before anything else. */
  readonly mustChange: boolean;
  readonly notices: readonly Notice[];
  close(): void;
}

/**
 * The open sequence of DESIGN §5: passphrase → lock → key → quick_check after an unclean close → refuse a newer database → snapshot
 * if a migration is due → migrate → mark (clone? work lost?) → ready.
 * Errors: NO_OFFICE, OFFICE_BUSY, WRONG_PASSPHRASE, KEYRING_*, OFFICE_DAMAGED, OFFICE_NEWER, MIGRATION_FAILED, TOO_MANY_TRIES, and a disk's.
 */
export function openOffice(options: OpenOptions): OpenOffice {
  const paths = officePaths(options.dir);
  const identity = readIdentity(options.dir);
  const first = readKeyring(paths.keyring);
  const place = { profileDir: options.profileDir, officeId: identity.officeId, now: options.now };
  const { value: tried, failedBefore } = tryOnce(place, options.user, () => openForUser(first, options.user, options.passphrase));
  const lock = lockOffice(paths.lock, options.waitMs ?? 0);
  let db: Connection | null = null;
  try {
    sweepLeftovers(options.dir);
    const settled = finishRekey(paths, readKeyring(paths.keyring));
    const opened = settled.edition === first.edition ? tried : openForUser(settled, options.user, options.passphrase);
    const keyring = renewedWrap(paths.keyring, settled, opened, options);
    db = openRegister(paths.register, opened.databaseKey);
    const notices: Notice[] = failedBefore >= TELL_TRIES ? [{ code: 'FAILED_TRIES', params: { count: failedBefore } }] : [];
    const reader = makeReader(db, identity, options.dir, options);
    const due = pendingMigrations(db);
    if (due.length > 0) {
      takeSnapshot(reader, opened.databaseKey, 'migration');
      notices.push({ code: 'MIGRATED', params: { count: migrate(db, options.now().toISOString(), due) } });
    }
    const remembered = readMark(options.profileDir, identity.officeId);
    const isOther = settleHolder(db, settled, opened.userId) && options.renewed !== true;
    if (keyring !== settled) keepHolder(db, keyring, opened.userId);
    const { author, secrets } = settleAuthor(db, identity, options, keyring, opened, notices);
    const writer: Writer = { ...reader, mayWrite: true, author };
    const moved = notices.some(({ code }) => code === 'NEW_DEVICE' || code === 'FORK_LEFT');
    const broken = brokenAt(db, moved ? null : remembered);
    const wrong = broken ?? proveNewWork(writer, options.profileDir, 'start', moved);
    if (wrong !== null) notices.push({ code: 'CHAIN_BROKEN', params: { tx: wrong } });
    if (isOther) {
      notices.push({ code: 'KEY_OTHER', params: {} });
      writeChanges(writer, { user: { uid: opened.userId, name: options.user }, kind: 'user', reason: 'keyring.other', detail: { what: 'keyOther', user: opened.userId } }, () => undefined);
    }
    keepMark(writer, options.profileDir, getMeta(db, 'installToken') ?? '');
    const connection = db;
    return {
      writer, secrets, userId: opened.userId, mustChange: wrapOf(keyring, opened.userId)?.mustChange ?? false, notices,
      close() {
        if (!connection.open) return;
        try {
          saveMarkDurably(writer);
          finishLater(connection);
          finishCheckpoint(connection);
          connection.pragma('wal_checkpoint(TRUNCATE)');
        } finally {
          connection.close();
          lock.release();
        }
      },
    };
  } catch (error) {
    db?.close();
    lock.release();
    return rethrowDiskFault(error, options.dir);
  }
}

/** Wrong passphrases before the right one that are told; a slip of the finger is not. */
const TELL_TRIES = 3;

/** Writes the wrap of the user at hand anew where it is in an older form or under a cheaper key. */
function renewedWrap(file: string, keyring: Keyring, opened: Opened, { passphrase, kdfCost }: OpenOptions): Keyring {
  const wrap = wrapOf(keyring, opened.userId);
  if (!wrap || !isOutdated(wrap, kdfCost)) return keyring;
  const renewed = wrapForUser(keyring, wrap, passphrase, opened, kdfCost, wrap.mustChange);
  saveKeyring(file, renewed);
  return renewed;
}

/** A read-only view of an office whose writer is open elsewhere, for lists and search. */
export function openReader(dir: string, databaseKey: Uint8Array, surroundings: Surroundings): Reader & { close(): void } {
  const file = officePaths(dir).register;
  const db = openConnection(file, { key: databaseKey, readonly: true, mustExist: true, cacheMiB: cacheFor(statSync(file).size) });
  return { ...makeReader(db, readIdentity(dir), dir, surroundings), close: () => void db.close() };
}

/** Opens the register and proves that it can be read; after an unclean close it is checked before anything else. */
function openRegister(file: string, key: Buffer): Connection {
  if (!existsSync(file)) fail('OFFICE_DAMAGED', { file: 'register.db' });
  const unclean = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
  let db: Connection | null = null;
  try {
    db = openConnection(file, { key, mustExist: true, cacheMiB: cacheFor(statSync(file).size) });
    // A file that was cut to nothing is a whole, empty database to SQLite, and would be made into an empty office.
    const whole = db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'migration'").pluck().get() === 1;
    if (!whole || (unclean && db.pragma('quick_check(1)', { simple: true }) !== 'ok')) fail('OFFICE_DAMAGED', { file: 'register.db' });
    return db;
  } catch (error) {
    db?.close();
    return rethrowDiskFault(error, dirname(file));
  }
}

/** What a power cut left of copies in the making; nobody else has the office open. */
function sweepLeftovers(dir: string): void {
  for (const folder of [dir, officePaths(dir).snapshots]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) if (LEFTOVER.test(name)) rmSync(join(folder, name), { force: true });
  }
}

/**
 * Decides as whom this PC writes. No mark in this profile, or another install's: a copied folder or a replaced PC, so a
 * new device. A receipt showed that a full copy, profile included, writes under the same numbers: what was written since
 * moves to a new device. A database behind its mark: work was lost (a restore), so a new epoch that names where it branched.
 */
function settleAuthor(
  db: Connection, identity: OfficeIdentity, options: OpenOptions, keyring: Keyring, opened: Opened, notices: Notice[],
): { author: Author; secrets: Secrets } {
  const at = options.now().toISOString();
  const mark = readMark(options.profileDir, identity.officeId);
  const deviceUid = getMeta(db, 'device') ?? '';
  const present = lastOf(db, deviceUid);
  if (options.firstUser) return { author: makeAuthor(db, deviceUid), secrets: opened };
  const fork = pendingFork(db);
  if (fork || !mark || mark.installToken !== getMeta(db, 'installToken')) {
    const uid = options.newId();
    const { device, signingKey } = makeDevice(db, identity, uid);
    if (fork) leaveFork(db, fork, deviceNumber(db, deviceUid, identity.code, identity.name), device, at);
    else startEpoch(db, device, null, at, 'clone');
    setMeta(db, 'installToken', newInstallToken());
    setMeta(db, 'device', uid);
    setMeta(db, `signPublic:${uid}`, publicSigningKey(signingKey));
    const secrets = grantSigning(db, options, keyring, opened, signingKey);
    notices.push({ code: fork ? 'FORK_LEFT' : 'NEW_DEVICE', params: { previous: deviceUid } });
    return { author: makeAuthor(db, uid), secrets };
  }
  const lastTx = db.prepare('SELECT coalesce(max(id), 0) FROM tx').pluck().get() as number;
  // The mark still names the key before this one: its renewal was committed, and the power went before the mark moved.
  if (mark.deviceUid !== deviceUid && isOwnDevice(db, mark.deviceUid)) return { author: makeAuthor(db, deviceUid), secrets: takeGrant(db, options.dir, keyring, opened) };
  // A folder that lost no change of its own may still have lost what it sent and received: its numbers must not be used twice.
  if (mark.epoch > present.epoch || (mark.epoch === present.epoch && (mark.counter > present.counter || (mark.tx ?? 0) > lastTx))) {
    const device = deviceNumber(db, deviceUid, identity.code, identity.name);
    startEpoch(db, device, { epoch: present.epoch, counter: present.counter }, at, 'restore', mark.epoch + 1);
    const lost = lostSince(db, mark, present);
    if (lost.changes > 0 || lost.acts > 0) notices.push({ code: 'WORK_LOST', params: { ...lost } });
  }
  return { author: makeAuthor(db, deviceUid), secrets: takeGrant(db, options.dir, keyring, opened) };
}

/** What a register behind its mark has lost: own changes, acts (also what was received), and the period they were made in. */
function lostSince(db: Connection, mark: Mark, present: { epoch: number; counter: number }): { changes: number; acts: number; from: string; to: string } {
  const last = db.prepare('SELECT id, at FROM tx ORDER BY id DESC LIMIT 1').get() as { id: number; at: string } | undefined;
  const changes = mark.epoch === present.epoch ? Math.max(0, mark.counter - present.counter) : mark.counter;
  return { changes, acts: Math.max(0, (mark.tx ?? 0) - (last?.id ?? 0)), from: last?.at ?? '', to: mark.at ?? '' };
}

function isOwnDevice(db: Connection, uid: string): boolean {
  return db.prepare('SELECT 1 FROM epoch e JOIN device d ON d.no = e.device WHERE d.uid = ?').get(uid) !== undefined;
}

function lastOf(db: Connection, deviceUid: string): { epoch: number; counter: number } {
  const row = db.prepare(`SELECT e.epoch AS epoch, coalesce((SELECT max(last) FROM tx WHERE device = e.device AND epoch = e.epoch), 0) AS counter
    FROM epoch e JOIN device d ON d.no = e.device WHERE d.uid = ? ORDER BY e.epoch DESC LIMIT 1`).get(deviceUid);
  return (row as { epoch: number; counter: number } | undefined) ?? { epoch: 0, counter: 0 };
}

/** A device of this office as the author of changes, from its last transaction on. */
export function makeAuthor(db: Connection, deviceUid: string): Author {
  const device = (db.prepare('SELECT no FROM device WHERE uid = ?').get(deviceUid) as { no: number }).no;
  const last = db.prepare('SELECT id, at, hash FROM tx ORDER BY id DESC LIMIT 1').get() as { id: number; at: string; hash: Buffer } | undefined;
  return { deviceUid, device, ...lastOf(db, deviceUid), tx: last?.id ?? 0, head: last?.hash ?? Buffer.alloc(32), lastAt: last?.at ?? '' };
}

interface GrantUser { readonly id: string; readonly name: string; readonly displayName: string; readonly role: string }
const SENDERS = ['operator', 'pengesah', 'admin'];

function usersOf(db: Connection): GrantUser[] {
  return db.prepare('SELECT uid AS id, name, displayName, role FROM user WHERE active = 1').all() as GrantUser[];
}

/** Gives a new device's signing key to the user at hand, and leaves it for the others who may send. */
function grantSigning(db: Connection, options: OpenOptions, keyring: Keyring, opened: Opened, signingKey: string): Secrets {
  leaveGrants(db, signingKey);
  return takeGrant(db, options.dir, keyring, opened);
}

/** Leaves a signing key for every user who may send. */
export function leaveGrants(db: Connection, signingKey: string): void {
  for (const user of usersOf(db)) if (SENDERS.includes(user.role)) setMeta(db, `grant:${user.id}`, signingKey);
}

/** A signing key left for this user is moved from the encrypted database into the user's own wrap, and into those for recovery and escrow. */
export function takeGrant(db: Connection, dir: string, keyring: Keyring, opened: Opened): Secrets {
  const granted = getMeta(db, `grant:${opened.userId}`);
  if (granted === null) return opened;
  const secrets: Secrets = { databaseKey: opened.databaseKey, signingKey: granted === '' ? null : granted };
  if (usersOf(db).some((one) => one.id === opened.userId)) {
    const known = knownHolders(db);
    const isShared = (wrap: Pick<Wrap, 'id' | 'kind' | 'publicKey'>): boolean => wrap.kind !== 'user' && secrets.signingKey !== null && known?.get(wrap.id) === wrap.publicKey;
    saveKeyring(officePaths(dir).keyring, sealAnew(keyring, secrets, () => true, (wrap) => wrap.id === opened.userId || isShared(wrap)));
    setMeta(db, `grant:${opened.userId}`, null);
  }
  return { ...opened, ...secrets };
}
