import { generateFamilies } from './families.ts';
import type { SampleFamily } from './families.ts';

/** What "Coba dengan data contoh" opens: one kelurahan of made-up families, always the same for the same day. */
export const practiceOffice = {
  code: '64.74.03.1002',
  families: 300,
  seed: 'tepat-latihan',
} as const;

/** The families of the practice office; ages are counted on `today`. */
export function practiceFamilies(today: string): Generator<SampleFamily> {
  return generateFamilies({ seed: practiceOffice.seed, families: practiceOffice.families, region: practiceOffice.code, today });
}
