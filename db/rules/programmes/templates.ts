import type { ProgrammeSeed } from './programme-seed.ts';
import { localProgrammes } from './local.ts';
import { nationalOther } from './national-other.ts';
import { nationalSocial } from './national-social.ts';

type Values = ProgrammeSeed['values'];

/** A pattern for programmes that every office starts with. */
export interface TemplateSeed {
  readonly uid: string;
  readonly values: Values;
}

const template = (number: number): string => `01900000-0000-7000-b000-${String(number).padStart(12, '0')}`;

/** Patterns beside the programmes of the catalogue: what cities name and no catalogue holds (domain reference KPS-10). */
const more: readonly TemplateSeed[] = [
  { uid: template(301), values: {
    name: 'Bantuan modal dan alat usaha mikro (UMKM)', shortName: 'UMKM', strategy: 2, benefitGroup: 9, provider: 'Dinas Koperasi dan UKM', providerKind: 3, fund: 3, unitKind: 1, form: 2, amountUnit: 'paket', frequency: 1,
    eligibility: 'Pelaku usaha mikro dari keluarga miskin menurut ketetapan daerah.', notes: 'Catat jenis usaha, modal atau alat yang diberikan, dan perkembangannya.', active: 1,
  } },
  { uid: template(302), values: {
    name: 'Alat dan mesin pertanian (alsintan)', shortName: 'Alsintan', strategy: 2, benefitGroup: 9, provider: 'Dinas Pertanian', providerKind: 3, fund: 3, unitKind: 4, form: 2, amountUnit: 'unit', frequency: 1,
    eligibility: 'Kelompok tani yang ditetapkan dinas.', notes: 'Catat kelompok, jenis alat, dan nomor berita acara.', active: 1,
  } },
  { uid: template(303), values: {
    name: 'Bantuan ketahanan pangan keluarga', shortName: 'Ketahanan pangan', strategy: 1, benefitGroup: 1, provider: 'Dinas Ketahanan Pangan', providerKind: 3, fund: 3, unitKind: 2, form: 2, amountUnit: 'paket', frequency: 1,
    eligibility: 'Keluarga rawan pangan menurut ketetapan daerah.', active: 1,
  } },
];

/** Every pattern: the national and local programmes without code and year, and those that only exist as patterns. */
export const templateSeeds: readonly TemplateSeed[] = [
  ...[...nationalSocial, ...nationalOther, ...localProgrammes].map(({ uid, values }): TemplateSeed => {
    const { code: _code, year: _year, start: _start, end: _end, ...kept } = values;
    return { uid: uid.replace('-8000-', '-b000-'), values: { ...kept, active: 1 } };
  }),
  ...more,
];
