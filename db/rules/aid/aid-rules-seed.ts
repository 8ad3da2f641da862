import type { AidRuleContent, ProgrammeChoice } from './aid-rule.ts';

/** A rule that every office starts with. */
export interface AidRuleSeed {
  readonly uid: string;
  readonly title: string;
  readonly basis: string | null;
  readonly content: AidRuleContent;
}

const programme = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const rule = (number: number): string => `01900000-0000-7000-9000-${String(number).padStart(12, '0')}`;
const pkh = programme(1);
const sembako = programme(2);
const pbi = programme(3);
const pbiLocal = programme(4);
const pip = programme(5);
const bltDesa = programme(6);
const permakanan = [programme(7), programme(8)];
const [bsps, rutilahu, rtlh] = [programme(101), programme(102), programme(215)];
const kur = programme(103);
const [localMeals, training] = [programme(201), programme(203)];

/** Aid that lightens a family's spending; credit, training and houses are something else. */
const relief: ProgrammeChoice = { strategies: [1] };
/** Everything but credit, which is paid back. */
const aid: ProgrammeChoice = { forms: [1, 2, 3, 5] };
/** KK.pekerjaan: PNS, TNI, Polri, BUMN, BUMD, and who holds an office of state. */
const officials = [5, 6, 7, 16, 17, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63];

/**
 * The rules that the domain reference gathers (§3.2, §3.4): what laws and practice say of the national programmes, and
 * what the cities ask for. They belong to nobody, so that a city may change each and send its own down.
 */
export const aidRuleSeeds: readonly AidRuleSeed[] = [
  { uid: rule(1), title: 'PKH dan Sembako boleh bersamaan', basis: null, content: { kind: 'overlap', a: { uids: [pkh] }, b: { uids: [sembako] }, pair: 'different', per: 'family', months: 0, result: 'allow' } },
  { uid: rule(2), title: 'Penerima PKH atau Sembako tidak menerima BLT Dana Desa', basis: 'Kriteria penerima BLT Dana Desa', content: { kind: 'overlap', a: { uids: [pkh, sembako] }, b: { uids: [bltDesa] }, pair: 'different', per: 'family', months: 0, result: 'forbid' } },
  { uid: rule(3), title: 'Permakanan bersama PKH atau Sembako diperiksa dahulu', basis: null, content: { kind: 'overlap', a: { uids: [pkh, sembako] }, b: { uids: permakanan }, pair: 'different', per: 'family', months: 0, result: 'warn' } },
  { uid: rule(4), title: 'Satu rumah satu kali bantuan perumahan dalam 10 tahun', basis: 'Permen PUPR tentang BSPS', content: { kind: 'overlap', a: { uids: [bsps, rutilahu, rtlh] }, b: { uids: [bsps, rutilahu, rtlh] }, pair: 'different', per: 'house', months: 120, result: 'forbid' } },
  { uid: rule(5), title: 'Bantuan perumahan yang sama tidak diberikan dua kali dalam 10 tahun', basis: 'Permen PUPR tentang BSPS', content: { kind: 'overlap', a: { uids: [bsps, rutilahu, rtlh] }, b: { uids: [bsps, rutilahu, rtlh] }, pair: 'same', per: 'house', months: 120, result: 'forbid' } },
  { uid: rule(6), title: 'PBI pusat dan PBI daerah tidak untuk orang yang sama', basis: 'Satu kepesertaan JKN untuk satu NIK', content: { kind: 'overlap', a: { uids: [pbi] }, b: { uids: [pbiLocal] }, pair: 'different', per: 'person', months: 0, result: 'forbid' } },
  { uid: rule(7), title: 'Dua bantuan pangan pada bulan yang sama diperiksa dahulu', basis: null, content: { kind: 'overlap', a: { benefitGroups: [1] }, b: { benefitGroups: [1] }, pair: 'different', per: 'family', months: 0, result: 'warn' } },
  { uid: rule(8), title: 'Satu keluarga satu kali dalam program keluarga', basis: 'Satu KK satu manfaat', content: { kind: 'overlap', a: { units: [2] }, b: { units: [2] }, pair: 'same', per: 'family', months: 0, result: 'forbid' } },
  { uid: rule(9), title: 'KUR dari dua bank untuk orang yang sama', basis: null, content: { kind: 'overlap', a: { uids: [kur] }, b: { uids: [kur] }, pair: 'same', per: 'person', months: 0, result: 'warn' } },
  { uid: rule(20), title: 'PBI tidak untuk peserta JKN mandiri atau dari pemberi kerja', basis: 'Satu kepesertaan JKN untuk satu NIK', content: { kind: 'eligibility', programmes: { uids: [pbi, pbiLocal] }, test: { not: { recipient: { answer: { field: 'healthInsurance', in: [2, 4] } } } }, result: 'forbid' } },
  { uid: rule(21), title: 'PKH untuk desil 1 sampai 4', basis: null, content: { kind: 'eligibility', programmes: { uids: [pkh] }, test: { desil: { to: 4 } }, result: 'warn' } },
  { uid: rule(22), title: 'Sembako untuk desil 1 sampai 5', basis: null, content: { kind: 'eligibility', programmes: { uids: [sembako] }, test: { desil: { to: 5 } }, result: 'warn' } },
  { uid: rule(23), title: 'PBI-JK untuk desil 1 sampai 5', basis: null, content: { kind: 'eligibility', programmes: { uids: [pbi] }, test: { desil: { to: 5 } }, result: 'warn' } },
  { uid: rule(24), title: 'PIP untuk usia 6 sampai 21 tahun', basis: null, content: { kind: 'eligibility', programmes: { uids: [pip] }, test: { recipient: { age: { from: 6, to: 21 } } }, result: 'warn' } },
  { uid: rule(25), title: 'BLT Dana Desa hanya di desa', basis: 'Dana Desa', content: { kind: 'eligibility', programmes: { uids: [bltDesa] }, test: { desa: true }, result: 'forbid' } },
  { uid: rule(26), title: 'Makanan siap santap untuk lansia miskin', basis: null, content: { kind: 'eligibility', programmes: { uids: [localMeals] }, test: { all: [{ recipient: { age: { from: 60 } } }, { desil: { to: 4 } }] }, result: 'warn' } },
  { uid: rule(27), title: 'Pelatihan kerja untuk usia 16 sampai 59 tahun', basis: null, content: { kind: 'eligibility', programmes: { uids: [training] }, test: { recipient: { age: { from: 16, to: 59 } } }, result: 'warn' } },
  { uid: rule(28), title: 'PKH untuk keluarga dengan anak sekolah, balita, lansia, ibu hamil, atau penyandang disabilitas berat', basis: null, content: {
    kind: 'eligibility', programmes: { uids: [pkh] }, result: 'warn', test: { any: [
      { someone: { age: { to: 6 } } }, { someone: { age: { from: 60 } } }, { someone: { all: [{ age: { from: 6, to: 21 } }, { answer: { field: 'schooling', in: [2] } }] } },
      { someone: { answer: { field: 'pregnant', in: [1] } } }, { someone: { any: ['seeing', 'hearing', 'walking', 'handling', 'learning', 'behaviour', 'speaking', 'selfCare', 'remembering'].map((field) => ({ answer: { field, in: [1, 2] } })) } },
    ] },
  } },
  { uid: rule(40), title: 'Keluarga ASN, TNI, Polri, BUMN, atau pejabat menerima bantuan', basis: null, content: {
    kind: 'anomaly', programmes: relief, result: 'warn',
    test: { someone: { any: [{ answer: { field: 'workPosition', in: [5] } }, { answer: { field: 'occupationKk', in: officials } }] } },
  } },
  { uid: rule(50), title: 'Desil 1 dan 2 tanpa bantuan', basis: null, content: { kind: 'missed', programmes: aid, test: { desil: { to: 2 } }, result: 'warn' } },
  { uid: rule(51), title: 'Ada kebutuhan dasar, tanpa bantuan', basis: null, content: { kind: 'missed', programmes: aid, test: { need: '' }, result: 'warn' } },
];
