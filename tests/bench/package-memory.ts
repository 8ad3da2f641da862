import { rmSync } from 'node:fs';
import { asNewFamilies } from '../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { exportPackage } from '../../db/handoff/export.ts';
import path from 'node:path';
import { benchRegion } from './bench-office.ts';
import { newOffice, sessionOf } from './bench-session.ts';
import { approve } from './hand-over.ts';
import { asDataThread, bundledChild } from './in-child.ts';
import { copyKept, keep } from './keep.ts';
import type { Line } from './measure.ts';
import { trustBoth } from './trust-both.ts';

/** A change in what is generated or written takes the next number. */
const EDITION = 1;
const ABOVE = '64.74.03';
/** How much the larger package is larger. */
const TIMES = 4;

/** A kelurahan with so many families, the kecamatan above it that holds nothing yet, and the whole report between them. */
function keptFirstReport(families: number): Promise<string> {
  return keep(`first-${families}-${EDITION}`, async (folder) => {
    const [below, above] = [newOffice(folder, benchRegion, 'Gunung Telihan', 'kelurahan'), newOffice(folder, ABOVE, 'Bontang Barat', 'kecamatan')];
    const [from, to] = [sessionOf(below), sessionOf(above)];
    for (const { office, user } of [from, to]) seedProgrammes(office, { user, kind: 'system' });
    const generated = generateFamilies({ seed: 'memory', families, region: benchRegion, today: '2025-11-20' });
    writeChanges(from.office, { user: from.user, kind: 'import' }, (log) => bulkWriteFamilies(from.office, log, asNewFamilies(from.office, generated), families));
    await trustBoth(from, to, folder);
    approve(from, ABOVE);
    await exportPackage(from, { to: [ABOVE], folder: path.join(folder, 'stick') });
    for (const office of [below, above]) office.close();
  });
}

/** The most memory that writing and taking a whole report needs, each in a process of its own with the data thread's room for what is young, at two sizes. */
export async function benchMemory(families: number): Promise<Line[]> {
  const script = await bundledChild('package-memory.ts');
  const sizes = [families, families * TIMES];
  const peaks: { readonly rows: number; readonly out: number; readonly in: number }[] = [];
  for (const size of sizes) {
    const folder = copyKept(await keptFirstReport(size));
    try {
      const written = asDataThread<number>(script, 'export', folder, benchRegion, ABOVE);
      peaks.push({ rows: written.result, out: written.megabytes, in: asDataThread<number>(script, 'receive', folder, ABOVE).megabytes });
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }
  const [small, large] = peaks as [(typeof peaks)[number], (typeof peaks)[number]];
  const line = (what: string, of: 'out' | 'in'): Line => ({
    name: `peak memory of a process that ${what} a whole report: ${TIMES} times the rows over one`, value: large[of] / small[of], unit: '×', goal: { most: 1.2 },
    note: `${small[of].toFixed(0)} MB for ${small.rows.toLocaleString('en')} rows, ${large[of].toFixed(0)} MB for ${large.rows.toLocaleString('en')}`,
  });
  return [line('writes', 'out'), line('takes', 'in')];
}
