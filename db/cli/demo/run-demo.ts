import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayTwoCounts } from '../../sample/day-two.ts';
import { generateFamilies } from '../../sample/families.ts';
import type { SampleOptions } from '../../sample/families.ts';
import { writeWorkbook } from '../../sample/workbooks.ts';
import { compareOffices } from './compare-offices.ts';
import { liveSecondDay } from './second-day.ts';
import { practicePassphrase } from '../../api/practice-passphrase.ts';
import { DEMO_USER, demoOffice } from './demo-office.ts';
import type { DemoOffice } from './demo-office.ts';
import { exchangeCards } from './exchange-cards.ts';
import { importFile } from './import-file.ts';
import type { Step } from './step.ts';

export interface DemoOptions {
  readonly out: string;
  readonly families: number;
  readonly seed: string;
  readonly today: string;
  readonly say: (line: string) => void;
}

export interface DemoStep {
  readonly step: string;
  readonly seconds: number;
  readonly facts: Record<string, unknown>;
}

export interface DemoResult {
  readonly ok: boolean;
  readonly offices: readonly { readonly name: string; readonly code: string; readonly dir: string }[];
  readonly user: string;
  readonly passphrase: string;
  readonly steps: readonly DemoStep[];
}

const KELURAHAN = '64.74.03.1002';
const KECAMATAN = '64.74.03';
const KOTA = '64.74';

/**
 * The whole journey on generated files: a kelurahan imports its DTSEN file, reports to kecamatan and city, takes their
 * receipts; on the second day only what changed travels. Leaves the office folders, files and this protocol in `out`.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { out, say } = options;
  for (const folder of ['kelurahan', 'kecamatan', 'kota', 'profil', 'berkas', 'stik']) rmSync(join(out, folder), { recursive: true, force: true });
  for (const folder of ['berkas', 'stik']) mkdirSync(join(out, folder), { recursive: true });
  const steps: DemoStep[] = [];
  const step: Step = async <T extends object>(name: string, work: () => Promise<T>) => {
    const began = performance.now();
    const facts = await work();
    const seconds = Math.round((performance.now() - began) / 10) / 100;
    steps.push({ step: name, seconds, facts: Object.fromEntries(Object.entries(facts)) });
    say(`${String(steps.length).padStart(2)}. ${name} (${seconds} s)\n      ${JSON.stringify(facts)}`);
    return facts;
  };
  const offices: DemoOffice[] = [];
  const passphrase = practicePassphrase();
  try {
    const ok = await journey(options, step, offices, passphrase);
    const places = offices.map(({ name, code, dir }) => ({ name, code, dir }));
    const result = { ok, offices: places, user: DEMO_USER, passphrase, steps };
    writeFileSync(join(out, 'demo.json'), `${JSON.stringify(result, null, 2)}\n`);
    say(ok ? 'Semua langkah cocok.' : 'ADA LANGKAH YANG TIDAK COCOK, lihat di atas.');
    say(`Kantor latihan ada di ${out}; pengguna ${DEMO_USER}, kata sandi "${passphrase}" (TEPAT_PROFILE=${join(out, 'profil')}).`);
    return result;
  } finally {
    for (const office of offices) await office.close();
  }
}

async function journey({ out, families, seed, today }: DemoOptions, step: Step, offices: DemoOffice[], passphrase: string): Promise<boolean> {
  const stick = join(out, 'stik');
  const places = [['kelurahan', KELURAHAN], ['kecamatan', KECAMATAN], ['kota', KOTA]] as const;
  await step('Tiga kantor latihan dibuat', async () => {
    for (const [folder, code] of places) offices.push(await demoOffice(out, folder, code, { passphrase }));
    return Object.fromEntries(offices.map((office) => [office.name, office.fingerprint]));
  });
  const [kelurahan, kecamatan, kota] = offices as [DemoOffice, DemoOffice, DemoOffice];
  await step('Kartu kantor ditukar dan sidik jarinya dicocokkan', async () => ({ trusted: await exchangeCards(offices, join(out, 'berkas')) }));

  const file = join(out, 'berkas', 'dtsen.xlsx');
  const { register, mistaken } = sampleLists({ seed, families, region: KELURAHAN, today });
  await step('Berkas DTSEN dibuat', () => writeWorkbook(file, 'dtsen', register));
  const imported = await step('Berkas DTSEN diimpor', () => importFile(kelurahan, file));
  await step('Impor kedua kali dari berkas yang sama', () => importFile(kelurahan, file));

  const exchange = (name: string) => handOver(step, name, kelurahan, [kecamatan, kota], stick);
  const first = await exchange('Laporan pertama');
  const equal = [await step('Tiap keluarga di kecamatan dibandingkan', () => compareOffices(kelurahan, kecamatan)), await step('Tiap keluarga di kota dibandingkan', () => compareOffices(kelurahan, kota))];
  const recaps = await step('Rekap ketiga kantor dibandingkan', () => compareRecaps(offices));

  const day = await liveSecondDay({ step, office: kelurahan, seed, today, mistaken, folder: join(out, 'berkas') });
  const second = await exchange('Laporan hari kedua');
  const after = [await step('Hari kedua: kecamatan dibandingkan', () => compareOffices(kelurahan, kecamatan)), await step('Hari kedua: kota dibandingkan', () => compareOffices(kelurahan, kota))];
  const recapsAfter = await step('Hari kedua: rekap dibandingkan', () => compareRecaps(offices));
  const verified = await step('Rantai perubahan ketiga kantor diperiksa', async () => Object.fromEntries(await Promise.all(offices.map(async (office) => [office.name, (await office.call('verify', {})).ok] as const))));

  return [
    imported.created.families > 0, first.taken, second.taken, second.changes === day.changes, recaps.equal, recapsAfter.equal,
    ...[...equal, ...after].map((one) => one.different.length === 0), ...Object.values(verified),
  ].every(Boolean);
}

/** The register's families, and a few more of the same run for the list imported by mistake: no number is in both. */
function sampleLists(options: SampleOptions) {
  const part = function* (from: number, to: number) {
    let index = 0;
    for (const family of generateFamilies({ ...options, families: options.families + dayTwoCounts.mistaken })) {
      if (index >= from && index < to) yield family;
      index += 1;
    }
  };
  return { register: () => part(0, options.families), mistaken: () => part(options.families, Infinity) };
}

async function handOver(step: Step, name: string, from: DemoOffice, receivers: readonly DemoOffice[], stick: string) {
  const sent = await step(`${name}: ditulis ke stik`, () => from.call('package.export', { to: receivers.map((office) => office.code), folder: stick }));
  const answers = join(stick, 'tanda-terima');
  let taken = true;
  for (const receiver of receivers) {
    const { rows } = await step(`${name}: diterima ${receiver.name}`, async () => ({ rows: await receiver.call('package.receive', { paths: [sent.file], receiptsFolder: answers }) }));
    taken &&= rows.every((row) => row.outcome === 'accepted' && row.conflicts === 0 && row.quarantined === 0);
  }
  const { rows } = await step(`${name}: tanda terima dibaca di ${from.name}`, async () => ({ rows: await from.call('package.receive', { paths: [answers] }) }));
  taken &&= rows.every((row) => row.outcome === 'accepted' || row.outcome === 'duplicate');
  return { taken, changes: sent.changes };
}

/** The totals of every office's recap: one kelurahan's at its own office and, at the others, of what it sent. */
async function compareRecaps(offices: readonly DemoOffice[]) {
  const totals = await Promise.all(offices.map(async (office) => (await office.call('report.run', { name: 'recap' })).totals));
  return { equal: new Set(totals.map((one) => JSON.stringify(one))).size === 1, totals: totals[0] };
}
