import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { bundleScript } from '../../build/bundle.ts';
import { exportPackage } from '../../db/handoff/export.ts';
import { digestFile } from '../../db/handoff/file-io.ts';
import { receivePackages } from '../../db/handoff/receive.ts';
import { verifyOffice } from '../../db/store/verify.ts';
import { addFamilies, befriend, change, holdings, makeWorld } from '../flow/handoff/offices.ts';
import type { TestOffice, World } from '../flow/handoff/offices.ts';
import { mulberry } from './mulberry.ts';

const KEL = '64.74.03.1002';
const KEC = '64.74.03';

/** What an accident may be: see `tests/fault/handoff/watched-disk.ts`. Without `code` the process is killed. */
export interface ChildAccident { readonly at: number; readonly under?: string; readonly code?: string; readonly packageId?: string }
/** How a child ended: killed, or with the steps it saw and what it said. */
export type ChildEnd = { readonly killed: true } | { readonly killed: false; readonly steps: readonly string[]; readonly said: readonly string[] };

/** Two offices on one machine that know each other, and a process that can die in the middle of a hand-off. */
export interface KillWorld {
  readonly world: World;
  readonly kelurahan: TestOffice;
  readonly kecamatan: TestOffice;
  /** Runs a hand-off of a closed office in a child; the office is open again afterwards. */
  child(mode: 'export' | 'receive' | 'copy', one: TestOffice, stick: string, accident: ChildAccident): ChildEnd;
}

export async function killWorld(): Promise<KillWorld> {
  const world = makeWorld();
  const kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  const kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  await befriend(world, kelurahan, kecamatan);
  // Bundled as the product is: a child begins in a third of the time.
  const script = await bundleScript('tests/fault/handoff/child.ts', join(import.meta.dirname, '../../node_modules/.cache/tepat/fault-child'));
  return {
    world, kelurahan, kecamatan,
    child(mode, one, stick, { at, under = world.root, code = '', packageId = '' }) {
      one.close();
      const ran = spawnSync(process.execPath, ['--no-warnings', script, mode, one.dir, one.profileDir, stick, String(at), under, code, packageId], { encoding: 'utf8' });
      one.reopen();
      if (ran.signal === 'SIGKILL' || ran.status === 137) return { killed: true };
      if (ran.status !== 0) throw new Error(`the child ended with ${ran.status ?? ran.signal ?? ''}: ${ran.stderr}`);
      const lines = ran.stdout.split('\n').filter((line) => line !== '');
      return { killed: false, steps: lines.filter((line) => line.startsWith('step ')).map((line) => line.slice(5)), said: lines.filter((line) => !line.startsWith('step ')) };
    },
  };
}

/** What became of processes that were killed: at which kinds of step, and what must not be. */
export interface KillReport { readonly rounds: number; readonly steps: Readonly<Record<string, number>>; readonly faults: readonly string[] }

/**
 * Kills a process at a step of an export (even rounds) or of a receive (odd rounds), looks at what it left, finishes the
 * work with the same stick and compares both offices. The rounds together reach from the first to the last step.
 */
export async function killRounds(seed: number, rounds: number): Promise<KillReport> {
  const random = mulberry(seed);
  const made = await killWorld();
  const { world, kelurahan, kecamatan } = made;
  const steps: Record<string, number> = {};
  const faults: string[] = [];
  try {
    const families = addFamilies(kelurahan, 40);
    const total = { export: 0, receive: 0 };
    const names: Record<'export' | 'receive', readonly string[]> = { export: [], receive: [] };
    const half = Math.ceil(rounds / 2);
    for (let round = -2; round < rounds; round += 1) {
      const mode = round % 2 === 0 ? 'export' : 'receive';
      const at = round < 0 ? 0 : 1 + Math.floor(((Math.floor(round / 2) + random()) / half) * total[mode]);
      const told = (text: string): void => void faults.push(`round ${round}, ${mode} killed at ${at} (${names[mode][at - 1] ?? 'the end'}): ${text}`);
      addFamilies(kelurahan, 3);
      change(kelurahan, 'family', families[Math.floor(random() * families.length)] ?? '', { address: `Jl. Baru ${round}` });
      const stick = world.stick();
      const before = holdings(kecamatan, KEL);
      if (mode === 'export') {
        const ended = made.child('export', kelurahan, stick, { at });
        if (ended.killed) steps[names[mode][at - 1] ?? '?'] = (steps[names[mode][at - 1] ?? '?'] ?? 0) + 1;
        else if (round < 0) [total.export, names.export] = [ended.steps.length, ended.steps];
        for (const text of outboxFaults(kelurahan, stick)) told(text);
      }
      const sent = await exportPackage(kelurahan.session, { to: [KEC], folder: stick });
      if (mode === 'receive') {
        const ended = made.child('receive', kecamatan, stick, { at });
        if (ended.killed) steps[names[mode][at - 1] ?? '?'] = (steps[names[mode][at - 1] ?? '?'] ?? 0) + 1;
        else if (round < 0) [total.receive, names.receive] = [ended.steps.length, ended.steps];
        const now = holdings(kecamatan, KEL);
        if (!isDeepStrictEqual(now, before) && !isDeepStrictEqual(now, holdings(kelurahan, KEL))) told('the register is neither as before nor as after');
        const { db } = kecamatan.session.office;
        if (db.prepare('SELECT coalesce(sum(members), 0) FROM familySummary').pluck().get() !== db.prepare('SELECT count(*) FROM person').pluck().get()) told('the lists do not fit the records');
      }
      const rows = (await receivePackages(kecamatan.session, { paths: [stick], receiptsFolder: stick })).filter((row) => row.kind === 'LAPORAN');
      const last = rows.find((row) => basename(row.file) === basename(sent.file));
      if (!last || !['accepted', 'duplicate'].includes(last.outcome) || last.receipt === null) told(`finished as ${last?.outcome ?? 'nothing'} ${last?.code ?? ''}`);
      if (!isDeepStrictEqual(holdings(kecamatan, KEL), holdings(kelurahan, KEL))) told('the offices differ afterwards');
      const answers = await receivePackages(kelurahan.session, { paths: [stick] });
      if (!answers.some((row) => row.kind === 'TANDA_TERIMA') || answers.some((row) => row.outcome === 'refused')) told('the receipt did not come back');
    }
    for (const one of [kelurahan, kecamatan]) {
      const { auditOk, problems } = verifyOffice(one.session.office);
      if (!auditOk) faults.push(`${one.code}: ${problems.join('; ')}`);
    }
    return { rounds, steps, faults };
  } finally {
    world.end();
  }
}

/** A number with its bytes or no number at all; on the stick, under its name, the whole file or none. */
function outboxFaults(one: TestOffice, stick: string): string[] {
  const rows = one.session.office.db.prepare("SELECT file, sha256, sequence FROM packageOut WHERE kind = 'LAPORAN' ORDER BY sequence").all() as { file: string; sha256: string; sequence: number }[];
  const faults = rows.flatMap((row, place) => [
    ...(row.sequence === place + 1 ? [] : [`number ${row.sequence} in the place of ${place + 1}`]),
    ...(digestFile(join(one.dir, 'outbox', row.file)).sha256 === row.sha256 ? [] : [`number ${row.sequence} has other bytes`]),
  ]);
  const known = new Set(rows.map((row) => row.sha256));
  const whole = readdirSync(stick).filter((name) => name.endsWith('.tepat'));
  return [...faults, ...whole.filter((name) => !known.has(digestFile(join(stick, name)).sha256)).map((name) => `${name} is not whole`)];
}
