import type { Translate } from '../text/text.ts';

const kinds = ['kelurahan', 'desa', 'kecamatan', 'kota', 'kabupaten', 'provinsi'] as const;

/** "Kelurahan Api-Api": an office's or region's name after the word for its kind, said once. */
export function officeTitle(kind: string, name: string, t: Translate): string {
  const known = kinds.find((each) => each === kind);
  if (known === undefined) return name;
  const word = t(`frame.level_${known}`);
  return name.toLowerCase().startsWith(`${word.toLowerCase()} `) ? name : `${word} ${name}`;
}

/** A reporting period in words: `2026-Q4` is "Triwulan IV 2026". Anything else is shown as it is. */
export function periodTitle(period: string, t: Translate): string {
  const match = /^(\d{4})-Q([1-4])$/.exec(period);
  return match ? t('frame.quarter', { quarter: ['I', 'II', 'III', 'IV'][Number(match[2]) - 1] ?? '', year: match[1] ?? '' }) : period;
}
