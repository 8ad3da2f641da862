import { filterCondition } from '../registry/family-filter.ts';
import { isKnownDistrict } from '../registry/known-district.ts';
import { addDays } from '../rules/dates.ts';
import { checkNik } from '../rules/nik.ts';
import { checkNoKk } from '../rules/no-kk.ts';
import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { filterOf } from './report.ts';
import type { ReportColumn, ReportDef, ReportRow } from './report.ts';

/** A survey or verification older than this many days counts as out of date. */
const FRESH_DAYS = 365;

/** What is measured, of what unit, and how many of the 100 points it gives. */
const measures = [
  { key: 'nik', title: 'NIK sah', unit: 'orang', weight: 25 },
  { key: 'noKk', title: 'No KK sah', unit: 'keluarga', weight: 20 },
  { key: 'address', title: 'Alamat, RT, dan RW terisi', unit: 'keluarga', weight: 15 },
  { key: 'desil', title: 'Desil ada', unit: 'keluarga', weight: 15 },
  { key: 'fresh', title: `Diverifikasi ${FRESH_DAYS} hari terakhir`, unit: 'keluarga', weight: 15 },
  { key: 'single', title: 'Tanpa dugaan ganda', unit: 'orang', weight: 10 },
] as const;

type Counts = Record<(typeof measures)[number]['key'] | 'families' | 'people', number>;

interface FamilyLine {
  readonly uid: string; readonly region: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null;
  readonly rw: string | null; readonly desil: number | null; readonly surveyDate: string | null;
}
interface PersonLine { readonly region: string | null; readonly nik: string | null; readonly double: number }

/**
 * The data-quality score per kelurahan (domain reference KPS-1): how many records pass each measure, and a score of 100
 * that is nothing but their weighted shares. The counts, the formula and the weights are in the file, so that anybody can work it out again.
 */
export const quality: ReportDef = {
  name: 'quality',
  title: 'Skor mutu data',
  unit: 'keluarga dan jiwa; skor 0 sampai 100',
  definition: 'Bagian data yang memenuhi tiap ukuran mutu, dijumlahkan menurut bobot yang tertulis di catatan',
  params: ['region', 'rw', 'rt'],
  personal: false,
  run(office, query) {
    const condition = filterCondition(office, filterOf(query.params), query.scope);
    const places = countsByRegion(office, condition);
    const rows = [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, counts]) => ({ code, name: code === '' ? 'tanpa kode wilayah' : query.regionName(code), ...lineOf(counts) }));
    const sum = empty();
    for (const counts of places.values()) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key];
    const totals: ReportRow = lineOf(sum);
    const notes = [
      `Skor = jumlah (bobot × yang memenuhi ÷ yang diperiksa). Bobot: ${measures.map(({ title, weight }) => `${title} ${weight}`).join('; ')}; seluruhnya 100.`,
      'NIK dan No KK sah: 16 angka, bukan angka pengganti, kecamatan dan tanggalnya ada. Kosong dihitung tidak memenuhi.',
      `Diverifikasi: tanggal pendataan sejak ${addDays(today(office), -FRESH_DAYS)}. Dugaan ganda: pasangan orang atau keluarga yang belum diputuskan pada pencarian terakhir.`,
      'Hanya keluarga dan anggota aktif yang dihitung. Bila tidak ada yang diperiksa, ukuran itu bernilai 0.',
    ];
    return { columns, rows, totals, notes, data: { rows, totals, weights: Object.fromEntries(measures.map(({ key, weight }) => [key, weight])), formula: notes[0], notes } };
  },
};

const columns: readonly ReportColumn[] = [
  { key: 'code', title: 'Kode', numeric: false }, { key: 'name', title: 'Kelurahan/Desa', numeric: false }, { key: 'families', title: 'Keluarga', numeric: true },
  { key: 'people', title: 'Jiwa', numeric: true }, ...measures.map(({ key, title, weight }) => ({ key, title: `${title} (bobot ${weight})`, numeric: true })),
  { key: 'score', title: 'Skor', numeric: false },
];

function empty(): Counts {
  return { families: 0, people: 0, nik: 0, noKk: 0, address: 0, desil: 0, fresh: 0, single: 0 };
}

function countsByRegion(office: Reader, { where, params }: ReturnType<typeof filterCondition>): Map<string, Counts> {
  const places = new Map<string, Counts>();
  const placeOf = (region: string | null): Counts => {
    const key = region ?? '';
    let counts = places.get(key);
    if (!counts) places.set(key, (counts = empty()));
    return counts;
  };
  const day = today(office);
  const since = addDays(day, -FRESH_DAYS);
  const families = office.db.prepare(`SELECT s.uid AS uid, s.region AS region, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.desil AS desil, s.surveyDate AS surveyDate
    FROM familySummary s WHERE s.active = 1 AND ${where}`).iterate(...params) as IterableIterator<FamilyLine>;
  for (const line of families) {
    const counts = placeOf(line.region);
    counts.families += 1;
    if (line.noKk !== null && checkNoKk(line.noKk, { today: day, isKnownRegion: isKnownDistrict }).length === 0) counts.noKk += 1;
    if (line.address?.trim() && line.rt && line.rw) counts.address += 1;
    if (line.desil !== null) counts.desil += 1;
    if (line.surveyDate !== null && line.surveyDate >= since) counts.fresh += 1;
  }
  const people = office.db.prepare(`WITH openDouble(record) AS MATERIALIZED (SELECT "left" FROM duplicateFound UNION SELECT "right" FROM duplicateFound
      EXCEPT SELECT coalesce(fromPerson, fromFamily) FROM alias WHERE ended IS NULL)
    SELECT s.region AS region, p.nik AS nik, EXISTS (SELECT 1 FROM openDouble d WHERE d.record IN (p.uid, p.family)) AS double
    FROM person p JOIN familySummary s ON s.uid = p.family WHERE s.active = 1 AND coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2 AND ${where}`).iterate(...params) as IterableIterator<PersonLine>;
  for (const line of people) {
    const counts = placeOf(line.region);
    counts.people += 1;
    if (line.nik !== null && isSoundNik(line.nik, day)) counts.nik += 1;
    if (line.double === 0) counts.single += 1;
  }
  return places;
}

/** Whether a NIK can be somebody's; that it says another birth date or sex than the person is a doubt, not a fault of the number. */
function isSoundNik(nik: string, day: string): boolean {
  return checkNik(nik, { today: day, isKnownRegion: isKnownDistrict }).every((problem) => problem === 'birthDate' || problem === 'sex');
}

function lineOf(counts: Counts): Counts & { readonly score: string } {
  const score = measures.reduce((sum, { key, unit, weight }) => {
    const checked = unit === 'orang' ? counts.people : counts.families;
    return checked === 0 ? sum : sum + (weight * counts[key]) / checked;
  }, 0);
  return { ...counts, score: score.toFixed(1) };
}
