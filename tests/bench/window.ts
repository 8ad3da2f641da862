import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chooseEngine } from '../../build/electron-binary.ts';
import { findChromium } from '../../build/stand-in/chromium.ts';
import { launchApp } from '../helpers/app.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { callBridge } from '../helpers/shell-app.ts';
import { benchOffice, benchPassphrase } from './bench-office.ts';
import type { Line } from './measure.ts';
import { memoryOfApp, peakByKind } from './process-memory.ts';
import type { ProcessMemory } from './process-memory.ts';
import { importSpreadsheet } from './register-threads.ts';
import type { Call } from './register-threads.ts';
import { fillOffice, sampleFile } from './sample-families.ts';

const SAMPLE_MS = 200;
/** The check beside the work and the day's snapshot are over by then. */
const IDLE_MS = 12_000;
const MOST_MS = 90_000;

/** From the start of the app to a list that can be used, and the memory of its processes idle and while importing. */
export async function benchWindow(distDir: string, families: number, importFamilies: number): Promise<Line[]> {
  const choice = chooseEngine();
  if (choice.engine === 'stand-in' && findChromium() === null) {
    return ['start to a usable list', 'memory'].map((name) => ({ name, skipped: `${choice.reason}, and neither is Chromium` }));
  }
  const bench = benchOffice({ realPassphrase: true });
  const people = fillOffice(bench, families, 'window');
  const file = await sampleFile(bench.profileDir, importFamilies, 'window-meanwhile');
  const last = bench.writer.db.prepare('SELECT max(id) FROM tx').pluck().get() as number;
  bench.office.close();
  for (let round = 0; round < 2; round += 1) {
    const before = await launchApp({ profileDir: bench.profileDir, distDir });
    await openList(before, performance.now());
    // What was just written is proved beside the work, once: an office that was open a while has done so.
    if (round === 0) await proved(bench.profileDir, last);
    await before.close();
  }
  const began = performance.now();
  const app = await launchApp({ profileDir: bench.profileDir, distDir });
  try {
    const start = await openList(app, began);
    const { idle, importing } = await measureMemory(app, file.path);
    const where = `${people.toLocaleString('en')} people, ${app.engine}`;
    return [
      { name: 'start to the lock', value: start.lock, unit: 's', note: where },
      { name: 'passphrase to the list of families with rows', value: start.list, unit: 's', note: 'deriving the key from the passphrase included' },
      { name: 'start to a usable list, warm', value: start.lock + start.list, unit: 's', goal: { most: 3 }, note: 'the third start of this office' },
      ...memoryLines(idle, importing, file.rows),
    ];
  } finally {
    await app.close();
    bench.dispose();
  }
}

/** Waits until a PC remembers that it proved the chain up to this transaction. */
async function proved(profileDir: string, last: number): Promise<void> {
  const folder = path.join(profileDir, 'marks');
  for (let waited = 0; waited < MOST_MS; waited += SAMPLE_MS) {
    const marks = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.verified.json')) : [];
    if (marks.some((name) => (JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as { tx: number }).tx >= last)) return;
    await wait(SAMPLE_MS);
  }
  throw new Error('the chain was not proved beside the work');
}

/** Signs in and goes to the families; answers the seconds to the lock and from there to the first rows. */
async function openList({ page }: LaunchedApp, began: number): Promise<{ lock: number; list: number }> {
  const passphrase = page.locator('input[type=password]').first();
  await passphrase.waitFor();
  const locked = performance.now();
  await passphrase.fill(benchPassphrase);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
  await page.evaluate(() => { window.location.hash = '/keluarga'; });
  await page.locator('[role=grid] [role=row] [role=gridcell]').first().waitFor();
  return { lock: (locked - began) / 1000, list: (performance.now() - locked) / 1000 };
}

async function measureMemory(app: LaunchedApp, file: string): Promise<{ idle: ProcessMemory[][]; importing: ProcessMemory[][] }> {
  await wait(IDLE_MS);
  const idle = [memoryOfApp() ?? []];
  const call: Call = async (name, input) => {
    const answer = await callBridge(app, name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error?.code ?? ''}`);
    return answer.value as never;
  };
  let ended = false;
  const work = importSpreadsheet(call, file).finally(() => (ended = true));
  const importing: ProcessMemory[][] = [];
  const watching = (async () => {
    while (!ended) {
      importing.push(memoryOfApp() ?? []);
      await wait(SAMPLE_MS);
    }
  })();
  await Promise.all([work, watching]);
  return { idle, importing };
}

function memoryLines(idle: readonly ProcessMemory[][], importing: readonly ProcessMemory[][], rows: number): Line[] {
  if (idle.flat().length === 0) return [{ name: 'memory', skipped: 'this system has no /proc' }];
  const [before, most] = [peakByKind(idle), peakByKind(importing)];
  const shares = idle.flat();
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  const own = shares.reduce((sum, one) => sum + one.own, 0);
  return [{
    name: 'memory of all processes together, idle', value: total, unit: 'MB' as const, goal: { most: 400 },
    note: `PSS: what processes share is counted once; ${shares.map(({ kind, share }) => `${kind} ${Math.round(share)}`).join(', ')}`,
  }, {
    name: 'of it without pages of programs and libraries on the disk', value: own, unit: 'MB' as const,
    note: `what Task Manager calls memory; ${shares.map(({ kind, own }) => `${kind} ${Math.round(own)}`).join(', ')}`,
  }, ...[...most.keys()].sort().map((kind) => ({
    name: `memory (RSS) of ${kind}: most while importing`, value: most.get(kind) ?? 0, unit: 'MB' as const,
    note: `idle ${Math.round(before.get(kind) ?? 0)} MB; ${rows.toLocaleString('en')} rows imported`,
  }))];
}
