import { asNewFamilies } from '../../db/api/practice-register.ts';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import type { NewFamily } from '../../db/registry/bulk-write.ts';
import { generateFamilies } from '../../db/sample/families.ts';
import type { BenchOffice } from './bench-office.ts';

/** Generated families of a kelurahan, ready to be written into this office; the catalogue is seeded first. */
export function sampleFamilies({ writer, user }: Pick<BenchOffice, 'writer' | 'user'>, families: number, seed: string): NewFamily[] {
  seedProgrammes(writer, { user, kind: 'system' });
  return [...asNewFamilies(writer, generateFamilies({ seed, families, region: writer.identity.code, today: '2025-11-20' }))];
}
