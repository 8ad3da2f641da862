import { addMonths } from './months.ts';
import { checkNik } from '../nik.ts';
import { checkNoKk } from '../no-kk.ts';

/** What is measured, of what unit, and how many of the 100 points it gives. */
export const qualityMeasures = [
  { key: 'nik', title: 'NIK sah', unit: 'people', weight: 25 },
  { key: 'noKk', title: 'No KK sah', unit: 'families', weight: 20 },
  { key: 'address', title: 'Alamat, RT, dan RW terisi', unit: 'families', weight: 15 },
  { key: 'desil', title: 'Desil ada', unit: 'families', weight: 15 },
  { key: 'fresh', title: 'Didata 12 bulan terakhir', unit: 'families', weight: 15 },
  { key: 'single', title: 'Tanpa dugaan ganda', unit: 'people', weight: 10 },
] as const;

export type QualityKey = (typeof qualityMeasures)[number]['key'];
/** How many pass each measure, of how many families and people. */
export type QualityCounts = Record<QualityKey | 'families' | 'people', number>;

/** What a family's line says of its own faults, as bits. */
export const faultBits = { noKk: 1, address: 2 } as const;

interface Known { readonly today: string; readonly isKnownRegion?: (code: string) => boolean }

/** The faults of a family's No KK and address, as bits of {@link faultBits}. */
export function faultsOf({ noKk, address, rt, rw }: Readonly<Record<'noKk' | 'address' | 'rt' | 'rw', string | null>>, known: Known): number {
  const sound = noKk !== null && checkNoKk(noKk, { today: known.today, isKnownRegion: known.isKnownRegion }).length === 0;
  return (sound ? 0 : faultBits.noKk) | (address?.trim() && rt && rw ? 0 : faultBits.address);
}

/** Whether a NIK can be somebody's; that it says another birth date or sex than the person is a doubt, not a fault of the number. */
export function isSoundNik(nik: string | null, known: Known): boolean {
  return nik !== null && checkNik(nik, { today: known.today, isKnownRegion: known.isKnownRegion }).every((problem) => problem === 'birthDate' || problem === 'sex');
}

/** The first month in which a survey is not out of date: whole months, so that a number and its list say the same all month long. */
export function freshSince(today: string): string {
  return addMonths(today.slice(0, 7), -12);
}

/** The score of 0 to 100: for each measure its weight times the share that passes. What cannot be measured gives nothing. */
export function qualityScore(counts: QualityCounts): number {
  return qualityMeasures.reduce((sum, { key, unit, weight }) => sum + (counts[unit] === 0 ? 0 : (weight * counts[key]) / counts[unit]), 0);
}
