import { existsSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { cityEscrow, inForce } from '../../handoff/escrow/city-escrow.ts';
import { issues } from '../../handoff/reference/held.ts';
import { joinedEscrow, offeredEscrow } from '../../handoff/escrow/office-escrow.ts';
import { readKeyring } from '../../store/keyring.ts';
import { readMark } from '../../store/mark.ts';
import { renameSafely, writeFileWhole } from '../../store/files.ts';
import { officePaths } from '../../store/office-folder.ts';
import { photoStorePath, pictureHashes, withPhotos } from '../../store/photos/photo-store.ts';
import { localDate, sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { probe, listSnapshots } from '../../store/snapshot.ts';
import { verifyOffice } from '../../store/verify.ts';
import { schemaVersion } from '../../store/migrate.ts';
import { healthKeys } from '../../rules/health-keys.ts';
import type { HealthKey } from '../../rules/health-keys.ts';
import { VERSION } from '../../rules/version.ts';
import { knownBackups } from '../known-backups.ts';
import type { Context } from '../handler.ts';
import { brokenBatches } from '../handlers/intake.ts';
import { eventsSince } from './event-log.ts';

/** What one numbered check found. `key` and `state` choose the text, `params` fill it. */
export interface HealthItem {
  readonly no: number;
  readonly key: HealthKey;
  readonly state: 'ok' | 'warn' | 'bad';
  readonly params: Readonly<Record<string, string | number>>;
}

type Found = Pick<HealthItem, 'state' | 'params'>;

const DAY_MS = 86_400_000;
/** The least of scrypt's costs with which trying a passphrase takes an attacker a fifth of a second. */
const LEAST_COST = 2 ** 17;
/** A city needs so many days to bring holders together anew. */
const ESCROW_SOON_DAYS = 30;
const LEAST_MEMORY = 3.5e9;
/** So many new files are renamed to see whether another program holds them. */
const RENAMES = 5;

const checks: Readonly<Record<HealthKey, (context: Context) => Found>> = {
  program: () => ok({ version: VERSION, node: process.versions.node, schema: schemaVersion().split(':')[0] ?? '' }),
  database: ({ reader }) => {
    const said = String(reader.db.pragma('quick_check(1)', { simple: true }));
    const { size } = statSync(officePaths(reader.dir).register);
    return said === 'ok' ? ok({ megabytes: megabytes(size) }) : bad({ complaint: said.slice(0, 120) });
  },
  chain: ({ reader }) => {
    const { auditOk, changes, problems } = verifyOffice(reader);
    return auditOk ? ok({ changes }) : bad({ problems: problems.length });
  },
  imports: ({ reader }) => {
    const broken = brokenBatches(reader);
    return broken.length === 0 ? ok() : bad({ count: broken.length });
  },
  keyring: ({ reader, host }) => {
    const { wraps } = readKeyring(officePaths(reader.dir).keyring);
    const users = wraps.filter((wrap) => wrap.kind === 'user').length;
    const weak = wraps.filter((wrap) => wrap.kdf !== null && wrap.kdf.n < Math.min(LEAST_COST, 2 ** (host.options.kdfCost ?? 17))).length;
    if (weak > 0) return warn({ case: 'weak', weak });
    return wraps.some((wrap) => wrap.kind === 'recovery') ? ok({ users }) : warn({ case: 'norecovery' });
  },
  mark: ({ writer, host }) => {
    const mark = readMark(host.options.profileDir, writer.identity.officeId);
    return mark?.epoch === writer.author.epoch && mark.counter === writer.author.counter ? ok({ epoch: writer.author.epoch }) : warn();
  },
  snapshot: ({ reader, host }) => {
    const [last] = listSnapshots(officePaths(reader.dir).snapshots);
    if (!last) return warn({ count: 0 });
    try {
      probe(last.file, host.databaseKey());
    } catch {
      return bad({ at: last.at });
    }
    return ok({ at: last.at });
  },
  backup: ({ reader }) => {
    const [last] = knownBackups(reader);
    if (!last) return warn({ case: 'never' });
    const days = Math.floor((reader.now().getTime() - Date.parse(last.at)) / DAY_MS);
    return days > 7 ? warn({ days, at: last.at }) : ok({ days, at: last.at });
  },
  space: ({ reader }) => {
    const { bavail, bsize } = statfsSync(reader.dir);
    const [free, needed] = [bavail * bsize, 3 * statSync(officePaths(reader.dir).register).size + 200e6];
    const params = { free: megabytes(free), needed: megabytes(needed) };
    return free < needed / 3 ? bad(params) : free < needed ? warn(params) : ok(params);
  },
  folder: ({ reader }) => {
    const probeFile = join(reader.dir, 'health.tmp');
    try {
      writeFileWhole(probeFile, 'tepat');
      rmSync(probeFile, { force: true });
    } catch (error) {
      return bad({ detail: (error as { code?: string }).code ?? '' });
    }
    // SQLite's locks are not to be trusted on a share: DESIGN §5 keeps offices off it.
    return /^(\\\\|\/\/)/.test(reader.dir) ? bad({ detail: 'share' }) : ok();
  },
  clock: ({ reader }) => {
    const last = reader.db.prepare('SELECT max(at) FROM tx').pluck().get() as string | null;
    const now = reader.now().toISOString();
    return last !== null && last > now ? bad({ now, last }) : ok({ now });
  },
  quarantine: ({ reader }) => {
    const folder = officePaths(reader.dir).quarantine;
    const count = existsSync(folder) ? readdirSync(folder).length : 0;
    return count === 0 ? ok() : warn({ count });
  },
  faults: ({ reader, host }) => {
    const count = eventsSince(host.options.profileDir, weekAgo(reader), ({ what }) => what === 'fault');
    return count === 0 ? ok() : warn({ count });
  },
  memory: () => (totalmem() < LEAST_MEMORY ? warn({ total: megabytes(totalmem()) }) : ok({ total: megabytes(totalmem()) })),
  photos: ({ reader, host }) => {
    try {
      const here = new Set(photosHere(reader, host.databaseKey()));
      const missing = ownPhotos(reader).filter((sha256) => !here.has(sha256)).length;
      return missing === 0 ? ok({ count: here.size }) : warn({ count: here.size, missing });
    } catch (error) {
      if ((error as { code?: string }).code !== 'PHOTO_STORE_DAMAGED') throw error;
      return bad();
    }
  },
  photoBackup: ({ reader, host }) => {
    const count = photosHere(reader, host.databaseKey()).length;
    const fresh = count - (knownBackups(reader)[0]?.photos ?? 0);
    return fresh > 0 ? warn({ count, fresh }) : ok({ count });
  },
  held: ({ reader, host }) => {
    // A virus scanner that opens each new file makes the rename of it wait, or fail.
    const tries = Array.from({ length: RENAMES }, (_one, place) => {
      const [from, to] = [`health-${place}.tmp`, `health-${place}-2.tmp`].map((name) => join(reader.dir, name)) as [string, string];
      try {
        writeFileSync(from, randomBytes(4096));
        return renameSafely(from, to);
      } finally {
        for (const file of [from, to]) rmSync(file, { force: true });
      }
    }).filter((count) => count > 1).length;
    const refused = eventsSince(host.options.profileDir, weekAgo(reader), ({ code }) => code === 'FILE_HELD');
    return tries + refused === 0 ? ok() : warn({ tries, of: RENAMES, refused });
  },
  escrow: ({ reader }) => {
    const soon = localDate(new Date(reader.now().getTime() + ESCROW_SOON_DAYS * DAY_MS));
    if (issues(reader)) {
      const own = cityEscrow(reader);
      if (own === null || !inForce(own, today(reader))) return warn({ case: 'nocity' });
      return own.until < soon ? warn({ case: 'soon', until: own.until }) : ok({ case: 'city', since: own.madeOn, until: own.until });
    }
    const [joined, offered] = [joinedEscrow(readKeyring(officePaths(reader.dir).keyring)), offeredEscrow(reader)];
    if (joined === null) return offered === null ? ok({ case: 'notoffered' }) : warn({ case: 'notjoined', city: offered.cityName });
    // The box is sealed for a key that nobody holds any more, or that the city never told of.
    if (offered?.publicKey !== joined.publicKey) return warn({ case: 'otherkey', city: joined.displayName });
    const since = reader.db.prepare("SELECT max(at) FROM tx WHERE (kind = 'escrow' AND detail LIKE '{\"what\":\"escrowJoined\"%') OR (kind = 'user' AND detail LIKE '{\"what\":\"rekey\"%')").pluck().get() as string | null;
    return joined.until < soon ? warn({ case: 'soon', until: joined.until }) : ok({ city: joined.displayName, since: since ?? '', until: joined.until });
  },
};

function weekAgo(reader: Reader): string {
  return new Date(reader.now().getTime() - 7 * DAY_MS).toISOString();
}

function photosHere(reader: Reader, key: Uint8Array): string[] {
  return existsSync(photoStorePath(reader.dir)) ? withPhotos(photoStorePath(reader.dir), key, pictureHashes, 'read') : [];
}

/** Photos that were taken here; those of other offices often stay where they were taken. */
function ownPhotos(reader: Reader): string[] {
  return sql(reader, 'SELECT DISTINCT sha256 FROM photo WHERE owner = ? AND voided IS NULL').pluck().all(reader.identity.code) as string[];
}

/** Runs every check and tells how far it is; one that fails to run is said as bad and stops none of the others. */
export function checkHealth(context: Context, tell: (done: number, total: number) => void): HealthItem[] {
  return healthKeys.map((key, place) => {
    tell(place, healthKeys.length);
    try {
      return { no: place + 1, key, ...checks[key](context) };
    } catch (error) {
      return { no: place + 1, key, ...bad({ complaint: (error as { code?: string }).code ?? 'INTERNAL' }) };
    }
  });
}

function ok(params: Found['params'] = {}): Found {
  return { state: 'ok', params };
}

function warn(params: Found['params'] = {}): Found {
  return { state: 'warn', params };
}

function bad(params: Found['params'] = {}): Found {
  return { state: 'bad', params };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
