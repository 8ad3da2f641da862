import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { failingDisk } from './failing-disk.ts';
import { TEST_PASSPHRASE } from './temp-office.ts';
import { testApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

/** What became of acts on a disk that fails at one of their steps. */
export interface DiskReport {
  /** Failures tried, by act; and by the refusal they were named with. */
  readonly acts: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

interface Act { readonly name: string; readonly run: (api: TestApi, file: string) => Promise<unknown>; readonly ending: string }

const acts: readonly Act[] = [
  { name: 'backup', ending: 'tepatbak', run: (api, path) => api.call('backup.create', { path }) },
  { name: 'report as CSV', ending: 'csv', run: (api, path) => api.call('report.save', { name: 'recap', format: 'csv', path }) },
  { name: 'report as workbook', ending: 'xlsx', run: (api, path) => api.call('report.save', { name: 'recap', format: 'xlsx', path }) },
  { name: 'template', ending: 'xlsx', run: (api, path) => api.call('import.template', { path }) },
  { name: 'passphrase', ending: 'none', run: (api) => api.call('user.changePassphrase', { old: TEST_PASSPHRASE, new: TEST_PASSPHRASE }) },
  { name: 'closing and opening', ending: 'none', run: (api) => api.call('session.lock', {}).then(() => api.signIn('siti')) },
];
const codes = ['ENOSPC', 'EIO', 'EROFS', 'EBUSY'] as const;
const named: Readonly<Record<(typeof codes)[number], string>> = { ENOSPC: 'DISK_FULL', EIO: 'DISK_FAULT', EROFS: 'FOLDER_UNUSABLE', EBUSY: 'FILE_HELD' };

/**
 * Lets the disk fail at every step of every act (at most `most` steps of each, spread from first to last) with every error:
 * the refusal is named, the register is as it was, the file is whole or absent, and the same act succeeds when the disk is well.
 */
export async function diskRounds(most: number): Promise<DiskReport> {
  const api = await testApi();
  const disk = failingDisk();
  const report = { acts: {} as Record<string, number>, codes: {} as Record<string, number>, faults: [] as string[] };
  const stick = join(api.root, 'stik');
  mkdirSync(stick);
  try {
    for (const act of acts) {
      const whole = join(stick, `utuh-${act.name}.${act.ending}`);
      const { steps, error } = await disk.during({ at: 0, code: '', under: api.root }, () => act.run(api, whole));
      if (error !== null) report.faults.push(`${act.name} fails on a disk that is well: ${String(error)}`);
      for (const [turn, at] of spread(steps, most).entries()) {
        const code = codes[turn % codes.length] ?? 'EIO';
        const told = (text: string): void => void report.faults.push(`${act.name}, ${code} at step ${at} of ${steps}: ${text}`);
        const file = join(stick, `${act.name}-${at}.${act.ending}`);
        const met = await disk.during({ at, code, under: api.root }, () => act.run(api, file));
        report.acts[act.name] = (report.acts[act.name] ?? 0) + 1;
        const said = met.error === null ? 'done' : ((met.error as { code?: string }).code ?? String(met.error));
        report.codes[said] = (report.codes[said] ?? 0) + 1;
        // A mark that cannot be written, or a folder that cannot be synced, undoes nothing.
        if (said !== 'done' && said !== named[code]) told(`named ${said}`);
        // The template stands whole where only its folder could not be synced; its bytes differ by the time inside.
        if (said !== 'done' && existsSync(file) && Math.abs(statSync(file).size - statSync(whole).size) > 64) told('a file stands under its name that is not whole');
        await api.signIn('siti').catch((problem: unknown) => told(`cannot sign in afterwards: ${String(problem)}`));
        const found = await api.call('verify', {});
        if (!found.ok) told(`the register is not sound: ${found.problems.join('; ')}`);
      }
      const again = join(stick, `lagi-${act.name}.${act.ending}`);
      await act.run(api, again).catch((problem: unknown) => void report.faults.push(`${act.name} fails afterwards: ${String(problem)}`));
      if (act.ending !== 'none' && (!existsSync(again) || readFileSync(again).length === 0)) report.faults.push(`${act.name}: no file afterwards`);
    }
    const left = readdirSync(api.dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
    await api.call('session.lock', {});
    await api.signIn('siti');
    const swept = readdirSync(api.dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));
    if (swept.length > 0) report.faults.push(`left in the office after the next opening: ${swept.join(', ')} of ${left.length}`);
    return report;
  } finally {
    disk.mend();
    await api.remove();
  }
}

/** Numbers from 1 to `all`, at most `most` of them, the first and the last among them. */
function spread(all: number, most: number): number[] {
  if (all <= most) return Array.from({ length: all }, (_one, place) => place + 1);
  return [...new Set(Array.from({ length: most }, (_one, place) => 1 + Math.round((place * (all - 1)) / (most - 1))))];
}
