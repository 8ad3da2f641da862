import { join } from 'node:path';
import { asNewFamilies } from '../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import type { NewFamily } from '../../db/registry/new-family.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import type { SampleOptions } from '../../db/sample/families.ts';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { benchRegion } from './bench-office.ts';
import type { BenchOffice } from './bench-office.ts';

type Office = Pick<BenchOffice, 'writer' | 'user'>;

/** Generated families of a kelurahan, ready to be written into this office; the catalogue is seeded first. */
export function sampleFamilies({ writer, user }: Office, families: number, seed: string): NewFamily[] {
  seedProgrammes(writer, { user, kind: 'system' });
  return [...asNewFamilies(writer, generateFamilies(sampleOf(families, seed)))];
}

/** Writes families as an import does: in one transaction, through the change log, with their lines in lists and search. */
export function writeFamilies({ writer, user }: Office, families: readonly NewFamily[]): void {
  writeChanges(writer, { user, kind: 'import' }, (log) => bulkWriteFamilies(writer, log, families));
}

/** Fills an office with generated families; answers how many people they are. */
export function fillOffice(office: Office, families: number, seed: string): number {
  const list = sampleFamilies(office, families, seed);
  writeFamilies(office, list);
  return list.reduce((sum, family) => sum + family.people.length, 0);
}

/** Writes a DTSEN spreadsheet of generated families into a folder; answers its path and rows. */
export async function sampleFile(folder: string, families: number, seed: string): Promise<{ path: string; rows: number }> {
  const path = join(folder, `dtsen-${seed}.xlsx`);
  const counts = await writeWorkbook(path, 'dtsen', sampleOf(families, seed));
  return { path, rows: counts.families + counts.people };
}

function sampleOf(families: number, seed: string): SampleOptions {
  return { seed, families, region: benchRegion, today: '2025-11-20' };
}
