import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { restoreKeyring, restoreOffice } from '../../db/store/backup.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { checkRegister } from '../../db/store/check-register.ts';
import { openOffice } from '../../db/store/open-office.ts';
import type { OpenOffice } from '../../db/store/open-office.ts';
import { takeSnapshot } from '../../db/store/snapshot.ts';
import { verifyOffice } from '../../db/store/verify.ts';
import { waysBack } from '../../db/store/ways-back.ts';
import { mulberry } from './mulberry.ts';
import { TEST_KDF_COST, TEST_META, TEST_PASSPHRASE, tempOffice } from './temp-office.ts';

/** What became of damaged offices: how many of each damage, how each ended, and what must not be. */
export interface DamageReport {
  readonly damages: Readonly<Record<string, number>>;
  readonly ends: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

/** One family an act, so that the register shows which acts it holds. */
interface Scene { readonly root: string; readonly acts: number; readonly snapshotActs: number; readonly lastAt: string; readonly dir: (kind: 'running' | 'closed') => string; readonly profileDir: string }
type Draw = (below: number) => number;
type Damage = (dir: string, draw: Draw) => boolean;

const BEFORE = 30;
const AFTER = 25;
const PAGE = 4096;
const CREDENTIALS = { user: 'siti', passphrase: TEST_PASSPHRASE };

/** An office with a snapshot in the middle of its work, as it lies on the disk while it runs (with its WAL) and after it was closed. */
function makeScene(): Scene & { end: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'tepat-damage-'));
  const temp = tempOffice();
  const { writer, secrets } = temp.office;
  // Everything after the snapshot stays in the WAL, as on a PC that loses its power.
  const add = (n: number): void => void writeChanges(writer, TEST_META, (log) => {
    const family = log.create('family', { rt: '001', address: `JL. NOMOR ${n}` });
    log.create('person', { family: family.uid, name: `ORANG ${n}` });
  });
  const before = (writer.db.prepare('SELECT count(*) FROM tx').pluck().get() as number);
  for (let n = 0; n < BEFORE; n += 1) add(n);
  takeSnapshot(writer, secrets.databaseKey, 'daily');
  writer.db.pragma('wal_checkpoint(TRUNCATE)');
  writer.db.pragma('wal_autocheckpoint=0');
  for (let n = BEFORE; n < BEFORE + AFTER; n += 1) add(n);
  const { lastAt } = writer.author;
  cpSync(temp.dir, join(root, 'running'), { recursive: true });
  cpSync(temp.profileDir, join(root, 'profile'), { recursive: true });
  temp.office.close();
  cpSync(temp.dir, join(root, 'closed'), { recursive: true });
  temp.remove();
  return {
    root, acts: before + BEFORE + AFTER, snapshotActs: before + BEFORE, lastAt, profileDir: join(root, 'profile'), dir: (kind) => join(root, kind),
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Changes the bytes of a file of the office; false where the file is not there or too short for it. */
function inFile(name: string, change: (bytes: Buffer, draw: Draw) => Buffer | null): Damage {
  return (dir, draw) => {
    const file = join(dir, name);
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    const changed = bytes.length > 0 ? change(bytes, draw) : null;
    if (changed) writeFileSync(file, changed);
    return changed !== null;
  };
}

const pagesOf = (bytes: Buffer): number => Math.floor(bytes.length / PAGE);
const flipped = (bytes: Buffer, at: number, bit: number): Buffer => {
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return bytes;
};
const truncated = (bytes: Buffer, draw: Draw): Buffer => bytes.subarray(0, draw(bytes.length));
const zeroed = (bytes: Buffer, draw: Draw): Buffer => {
  const first = draw(Math.max(1, pagesOf(bytes)));
  return bytes.fill(0, first * PAGE, Math.min(bytes.length, (first + 1 + draw(4)) * PAGE));
};
const swapped = (bytes: Buffer, draw: Draw): Buffer | null => {
  if (pagesOf(bytes) < 3) return null;
  const [a, b] = [1 + draw(pagesOf(bytes) - 1), 1 + draw(pagesOf(bytes) - 1)];
  if (a === b) return null;
  const kept = Buffer.from(bytes.subarray(a * PAGE, (a + 1) * PAGE));
  bytes.copy(bytes, a * PAGE, b * PAGE, (b + 1) * PAGE);
  kept.copy(bytes, b * PAGE);
  return bytes;
};

const damages: Readonly<Record<string, Damage>> = {
  'register truncated': inFile('register.db', truncated),
  'register emptied': inFile('register.db', () => Buffer.alloc(0)),
  'register pages zeroed': inFile('register.db', zeroed),
  'register bit flipped': inFile('register.db', (bytes, draw) => flipped(bytes, draw(bytes.length), draw(8))),
  'register bits flipped': inFile('register.db', (bytes, draw) => Array.from({ length: 16 }).reduce<Buffer>((all) => flipped(all, draw(bytes.length), draw(8)), bytes)),
  'register pages swapped': inFile('register.db', swapped),
  'register gone': (dir) => (rmSync(join(dir, 'register.db')), true),
  'wal truncated': inFile('register.db-wal', truncated),
  'wal emptied': inFile('register.db-wal', () => Buffer.alloc(0)),
  'wal zeroed': inFile('register.db-wal', zeroed),
  'wal bit flipped': inFile('register.db-wal', (bytes, draw) => flipped(bytes, draw(bytes.length), draw(8))),
  'wal head flipped': inFile('register.db-wal', (bytes, draw) => flipped(bytes, draw(32), draw(8))),
  'wal gone': (dir) => existsSync(join(dir, 'register.db-wal')) && (rmSync(join(dir, 'register.db-wal')), true),
  'wal and register': (dir, draw) => [inFile('register.db', (bytes) => flipped(bytes, draw(bytes.length), draw(8))), inFile('register.db-wal', truncated)].every((one) => one(dir, draw)),
  'keyring truncated': inFile('keyring.json', truncated),
  'keyring bit flipped': inFile('keyring.json', (bytes, draw) => flipped(bytes, draw(bytes.length), draw(7))),
};

/**
 * Damages an office again and again, opens it as the product does, and comes back from what could not be opened: an office
 * is never open with less than its mark knows without saying so and from when to when, and there always is a way back.
 */
export function damageRounds(seed: number, rounds: number): DamageReport {
  const random = mulberry(seed);
  const draw: Draw = (below) => Math.floor(random() * below);
  const scene = makeScene();
  const report = { damages: {} as Record<string, number>, ends: {} as Record<string, number>, faults: [] as string[] };
  const count = (which: 'damages' | 'ends', name: string): void => void (report[which][name] = (report[which][name] ?? 0) + 1);
  const names = Object.keys(damages);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const name = names[round % names.length] ?? '';
      const kind = name.startsWith('wal') || draw(2) === 0 ? 'running' : 'closed';
      const [dir, profileDir] = [join(scene.root, 'office'), join(scene.root, 'profile-now')];
      for (const folder of [dir, profileDir]) rmSync(folder, { recursive: true, force: true });
      cpSync(scene.dir(kind), dir, { recursive: true });
      cpSync(scene.profileDir, profileDir, { recursive: true });
      if (damages[name]?.(dir, draw) !== true) continue;
      count('damages', name);
      const { end, fault } = endOf(scene, dir, profileDir);
      count('ends', end);
      if (fault !== null) report.faults.push(`round ${round}, ${name} (${kind}), ${end}: ${fault}`);
    }
    return report;
  } finally {
    scene.end();
  }
}

/** Opens what is there, or comes back from it; how that ended, and what is wrong with it. */
function endOf(scene: Scene, dir: string, profileDir: string): { end: string; fault: string | null } {
  const open = (): OpenOffice => openOffice({ dir, profileDir, ...CREDENTIALS, now: () => new Date(), newId: uuidv7, kdfCost: TEST_KDF_COST });
  const first = tried(open);
  if (typeof first !== 'string') {
    try {
      // What the product does beside the first screen, after a clean close as well.
      const sound = checkRegister(dir, first.secrets.databaseKey).sound;
      if (sound) return { end: first.notices.some(({ code }) => code === 'WORK_LOST') ? 'opened, the loss named' : 'opened whole', fault: judged(scene, first) };
    } finally {
      first.close();
    }
  } else if (!['OFFICE_DAMAGED', 'KEYRING_DAMAGED', 'KEYRING_MISSING', 'WRONG_PASSPHRASE'].includes(first)) return { end: 'refused', fault: `refused as ${first}` };
  const said = typeof first === 'string' ? first : 'found by the check';
  const found = tried(() => waysBack(dir, profileDir, CREDENTIALS, new Date().toISOString()));
  if (typeof found === 'string') return { end: said, fault: `no way back: ${found}` };
  const [best] = found.ways;
  if (!best) return { end: said, fault: `no way back; bad: ${found.bad.length}` };
  return cameBack(scene, dir, best, open, said);
}

function cameBack(scene: Scene, dir: string, best: ReturnType<typeof waysBack>['ways'][number], open: () => OpenOffice, said: string): { end: string; fault: string | null } {
  const end = `${said}, came back by ${best.kind}`;
  const restored = tried(() => restore(dir, best));
  if (typeof restored === 'string') return { end, fault: `not restored: ${restored}` };
  const again = tried(open);
  if (typeof again === 'string') return { end, fault: `not opened afterwards: ${again}` };
  try {
    const acts = actsIn(again);
    if (acts < scene.snapshotActs) return { end, fault: `came back with ${acts} acts, the snapshot has ${scene.snapshotActs}` };
    if (acts < scene.acts && best.to !== scene.lastAt) return { end, fault: `the way back named the period to ${best.to}, the last act was at ${scene.lastAt}` };
    return { end, fault: judged(scene, again) };
  } finally {
    again.close();
  }
}

function restore(dir: string, { kind, file }: { kind: string; file: string }): true {
  if (kind === 'keyring') restoreKeyring(dir, file, CREDENTIALS, new Date().toISOString());
  else restoreOffice(dir, file, CREDENTIALS, new Date().toISOString());
  return true;
}

/** An open office holds a whole beginning of its acts; where it holds fewer than there were, it said how many and when. */
function judged(scene: Scene, office: OpenOffice): string | null {
  const { integrity, auditOk, problems } = verifyOffice(office.writer);
  if (integrity !== 'ok' || !auditOk) return `not sound: ${integrity} ${problems.join('; ')}`;
  const { db } = office.writer;
  if (db.prepare('SELECT (SELECT count(*) FROM family) - (SELECT count(*) FROM person)').pluck().get() !== 0) return 'half an act is there';
  const acts = actsIn(office);
  const lost = office.notices.find(({ code }) => code === 'WORK_LOST');
  if (acts === scene.acts) return lost ? 'nothing was lost, and a loss was named' : null;
  if (!lost) return `open with ${acts} of ${scene.acts} acts, and nothing said so`;
  const [saidActs, changes, from, to] = [lost.params.acts, lost.params.changes, lost.params.from, lost.params.to];
  if (saidActs !== scene.acts - acts || changes !== 2 * (scene.acts - acts)) return `${scene.acts - acts} acts lost, ${saidActs ?? 0} named, ${changes ?? 0} changes`;
  if (to !== scene.lastAt || typeof from !== 'string' || from === '' || from >= scene.lastAt) return `the lost period was named ${from ?? ''} to ${to ?? ''}, the last act was at ${scene.lastAt}`;
  return null;
}

function actsIn(office: OpenOffice): number {
  return office.writer.db.prepare('SELECT count(*) FROM tx').pluck().get() as number;
}

/** What the work gives, or the code it is refused with; anything else is a fault of ours and named as it is. */
function tried<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
