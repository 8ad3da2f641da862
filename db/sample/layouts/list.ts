import { ageOn } from '../../rules/dates.ts';
import { splitBirthDate } from './list-dates.ts';
import type { SampleFamily } from '../families.ts';
import type { Cell, RichCell } from '../sheet-content.ts';
import { hasCard, headOf, mergeList, placesOf, plain, tells } from './layout.ts';
import type { Column, LayoutSheet, LayoutSource, SampleLayout } from './layout.ts';

/**
 * A list of recipients as an office of the city makes it by hand: title rows, a header over two merged rows, a row of
 * numbers, blanks, totals among the rows, a signature block, and every way to write what clerks write.
 */
interface ListRow {
  readonly source: SampleFamily;
  readonly today: string;
  /** Place in the list, from 1. */
  readonly number: number;
}
type ListColumn = Column<ListRow>;

const honorifics: readonly ((name: string, sex: unknown) => string)[] = [
  (name) => name,
  (name, sex) => `${sex === 2 ? 'HJ.' : 'H.'} ${name}`,
  (name) => name,
  (name) => `${name}, S.Pd`,
  (name) => `DG. ${name}`,
  (name) => name,
  (name) => `${name} (ALM)`,
];

/** The name with a title, as the list has it. */
function listName({ source, number }: Pick<ListRow, 'source' | 'number'>): string {
  const { name, sex } = headOf(source);
  return honorifics[number % honorifics.length]?.(String(name), sex) ?? String(name);
}

const rtForms: readonly ((rt: number, rw: number) => string)[] = [
  (rt, rw) => `${String(rt).padStart(3, '0')}/${String(rw).padStart(3, '0')}`,
  (rt, rw) => `RT.${rt} RW.${rw}`,
  (rt, rw) => `RT ${String(rt).padStart(3, '0')}/RW ${String(rw).padStart(3, '0')}`,
  (rt, rw) => `${rt}/${rw}`,
];

/** Two NIK in one cell, an apostrophe after, a space that does not break: what the NIK of these lists looks like. */
function nikCell({ source, number }: ListRow): Cell {
  const nik = plain(headOf(source).nik);
  if (nik === null) return '-';
  const second = source.people[1]?.nik;
  if (number % 11 === 5 && typeof second === 'string') return `${nik} / ${second}`;
  if (number % 7 === 2) return `${nik}'`;
  if (number % 7 === 4) return `${nik}\u00a0`;
  return nik;
}

function cardCell({ source, number }: ListRow): Cell {
  return number % 9 === 4 ? '-' : plain(source.family.noKk);
}

/** The desil from a look-up: its formula stands behind the value, and one row's look-up found nothing. */
function desilCell({ source, number }: ListRow): RichCell {
  const formula = `VLOOKUP(D${number},DTSEN!A:B,2,FALSE)`;
  const value = plain(source.rankings.find((row) => row.scope === 1)?.value);
  return value === null ? { value: null, formula, error: '#N/A' } : { value, formula };
}

function noteCell({ source, number, today }: ListRow): Cell {
  const { birthDate, sex } = headOf(source);
  if (isRed(number)) return 'MENINGGAL';
  if (source.people.length === 1) return 'TUNGGAL';
  return ageOn(String(birthDate), today) >= 60 ? (sex === 2 ? 'LANSIA (P)' : 'LANSIA') : null;
}

/** The colour that means: has died. */
const isRed = (number: number): boolean => number % 10 === 7;

const listColumns: readonly ListColumn[] = [
  { header: 'NO', value: ({ number }) => number },
  { header: 'NAMA LENGKAP', role: 'name', value: (row) => `${listName(row)}${row.number % 6 === 1 ? '\u00a0' : ''}` },
  { header: 'NIK', role: 'nik', value: nikCell },
  { header: 'NO. KK', role: 'noKk', value: cardCell },
  { header: 'TTL', role: 'birthDate', value: ({ source, number }) => splitBirthDate(headOf(source), number) },
  { header: 'L/P', role: 'sex', value: ({ source }) => (headOf(source).sex === 1 ? 'L' : 'P') },
  { header: 'ALAMAT', role: 'address', value: ({ source }) => plain(source.family.address) },
  { header: 'RT/RW', value: ({ source, number }) => rtForms[number % rtForms.length]?.(Number(source.family.rt), Number(source.family.rw)) ?? null },
  { header: 'DESIL', value: desilCell },
  { header: 'KET', value: noteCell },
];

const groups: Readonly<Record<string, string | null>> = { ALAMAT: 'ALAMAT / RT', 'RT/RW': null };

function* titleRows(first: SampleFamily | undefined, today: string): Generator<Cell[]> {
  const { regency = '', village = '', district = '' } = first?.region ?? {};
  yield [`PEMERINTAH ${regency.toUpperCase()}`];
  yield ['DINAS SOSIAL DAN PEMBERDAYAAN MASYARAKAT'];
  yield [`DAFTAR NOMINATIF PENERIMA MAKANAN SIAP SANTAP LANSIA MISKIN TAHUN ${today.slice(0, 4)}`];
  yield [`KELURAHAN : ${village.toUpperCase()}`, null, null, null, null, `KECAMATAN : ${district.toUpperCase()}`];
  yield [];
}

const titleCount = 5;
const headerRow = titleCount + 3;
const width = listColumns.length;

function listSheet(source: LayoutSource): LayoutSheet {
  const merges = mergeList();
  return {
    name: 'Daftar',
    headerRow,
    places: placesOf(listColumns),
    merges: merges.all,
    *rows() {
      merges.clear();
      for (let row = 1; row < titleCount - 1; row++) merges.add({ row, column: 0, rows: 1, columns: width });
      for (const [column, { header }] of listColumns.entries()) {
        if (!(header in groups)) merges.add({ row: titleCount + 1, column, rows: 2, columns: 1 });
      }
      merges.add({ row: titleCount + 1, column: 6, rows: 1, columns: 2 });
      const first = firstOf(source.families());
      yield* titleRows(first, source.today);
      yield listColumns.map(({ header }) => (header in groups ? (groups[header] ?? null) : header));
      yield listColumns.map(({ header }) => (header in groups ? header : null));
      yield listColumns.map((_, i) => i + 1);
      yield* bodyRows(source);
      yield* signature(first, source.today);
    },
  };
}

function firstOf<Item>(items: Iterable<Item>): Item | undefined {
  for (const item of items) return item;
  return undefined;
}

function* bodyRows(source: LayoutSource): Generator<Cell[]> {
  let number = 0;
  let since = 0;
  for (const family of source.families()) {
    number++;
    since++;
    const cells = listColumns.map((column) => column.value({ source: family, number, today: source.today }));
    yield isRed(number) ? cells.map(reddened) : cells;
    if (number % 8 !== 0) continue;
    yield [null, 'JUMLAH', `${since} ORANG`];
    yield [];
    since = 0;
  }
  yield [null, 'JUMLAH SELURUHNYA', { value: `${number} ORANG`, formula: 'COUNTA(A9:A500)&" ORANG"' }];
}

function reddened(cell: Cell): Cell {
  return typeof cell === 'object' && cell !== null ? { ...cell, fill: 'red' } : { value: cell, fill: 'red' };
}

function* signature(first: SampleFamily | undefined, today: string): Generator<Cell[]> {
  const city = (first?.region.regency ?? '').replace(/^(Kota|Kabupaten) /, '');
  const right = (text: string): Cell[] => [null, null, null, null, null, null, text];
  yield [];
  yield right(`${city}, ${Number(today.slice(8))} Januari ${today.slice(0, 4)}`);
  yield right('KEPALA DINAS SOSIAL DAN PEMBERDAYAAN MASYARAKAT');
  yield [];
  yield right('RUSTAM CONTOH, S.Sos');
  yield right('NIP. 19700101 199503 1 999');
}

export const list: SampleLayout = {
  format: 'xlsx',
  takes: hasCard,
  sheets: (source) => [
    listSheet(source),
    // Where the look-ups point: hidden, and not a list of people.
    { name: 'DTSEN', headerRow: 1, places: {}, hidden: true, rows: () => [['NO. KK', 'DESIL']] },
  ],
  told: tells(['noKk'], ['nik', 'name', 'birthDate', 'sex']),
};
