import { headerKey } from './headers.ts';
import type { Cell } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import { readIdentifierCell } from './row-values.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** What a row below the header is when it is no data. Every such row is counted and told. */
export type RowKind = 'data' | 'group' | 'joined' | 'blank' | 'header' | 'numbers' | 'total' | 'signature' | 'end';

/** Kinds that are told with their row numbers, because someone may have meant data by them. */
export const toldKinds: readonly RowKind[] = ['total', 'signature', 'end'];

const totalWord = /^\s*(SUB ?-?)?(JUMLAH|TOTAL|JML|REKAPITULASI)\b/i;
const columnWord = /^KOLOM$/i;
const months = 'JANUARI|FEBRUARI|PEBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|NOVEMBER|NOPEMBER|DESEMBER';
const signatureWord = new RegExp(
  `\\b(MENGETAHUI|MENYETUJUI|MENGESAHKAN|DISAHKAN|DIBUAT OLEH|YANG MEMBUAT|NIP[ .:]|LURAH|CAMAT|KEPALA (DINAS|DESA|SEKSI|BIDANG|BADAN)|WALI ?KOTA|BUPATI|KETUA (RT|RW|LPM|TIM)|PETUGAS|PENDAMPING|SEKRETARIS|TTD)|^[\\p{L} .]+, *(\\d{1,2}|\\.{2,}) *(${months}|\\.{2,})`, 'iu',
);

/** Tells the kind of each row of a sheet, in their order. */
export function rowKinds(plan: SheetPlan): (cells: readonly (Cell | null)[]) => RowKind {
  const row = rowPlanOf(plan);
  const identifiers = row.identifiers.map((column) => column.index);
  const birth = [row.places.get('birthDate'), row.places.get('@ttl')];
  const name = row.places.get('name') ?? row.places.get('@headName') ?? -1;
  const headers = new Map(plan.columns.map((column) => [column.index, headerKey(column.header)]));
  let ended = false;
  let signing = false;
  /** The row before had labels of a family's head only: their values stand below them. */
  let labelled = false;
  return (cells) => {
    if (ended) return 'end';
    // Nearly every row: it has somebody's number, and nothing that stands before it says otherwise.
    if (plan.shape !== 'grouped' && identifiers.some((index) => isNumberOfPerson(cells[index] ?? null)) && !endsSheet(cells)) {
      signing = false;
      return 'data';
    }
    const filled: { index: number; text: string }[] = [];
    for (let index = 0; index < cells.length; index += 1) {
      const text = cells[index]?.text.trim() ?? '';
      if (text !== '') filled.push({ index, text });
    }
    if (filled.length === 0) return 'blank';
    if (endsSheet(cells)) {
      ended = true;
      return 'end';
    }
    if (plan.shape === 'grouped' && (labelled || isGroupRow(filled))) {
      labelled = !labelled && filled.length > 1 && filled.every(({ text }) => text.replace(groupLabel, '').trim() === '');
      signing = false;
      return 'group';
    }
    if (identifiers.some((index) => isNumberOfPerson(cells[index] ?? null))) {
      signing = false;
      return 'data';
    }
    if (isNumberRow(filled)) return 'numbers';
    if (isHeaderAgain(filled, headers)) return 'header';
    const born = birth.some((index) => index !== undefined && isBirth(cells[index] ?? null));
    const named = cells[name]?.text.trim() ?? '';
    if (filled.some(({ text }) => totalWord.test(text)) && (named === '' || !/\p{L}/u.test(named) || totalWord.test(named))) return 'total';
    if (filled.some(({ text }) => signatureWord.test(text)) && (filled.length <= 2 || (!born && filled.length <= 4))) {
      signing = true;
      return 'signature';
    }
    // Below a signature's first line come names and numbers of officials, with nothing of a data row beside them.
    if (signing && !born && filled.length <= 3) return 'signature';
    // Words that belong to no person: a note, or a title in the middle.
    if (!born && filled.length === 1 && filled[0]?.index !== name && name >= 0) return plan.shape === 'grouped' ? 'header' : 'total';
    signing = false;
    return 'data';
  };
}

/** A row that begins with `###` says that nothing follows. */
function endsSheet(cells: readonly (Cell | null)[]): boolean {
  const first = cells.find((cell) => cell && cell.text.trim() !== '');
  return first?.text.trimStart().startsWith('###') ?? false;
}

/** The number of an official, below a signature. */
const officialNumber = /^\s*NIP\b/i;

function isNumberOfPerson(cell: Cell | null): boolean {
  if (!cell || officialNumber.test(cell.text)) return false;
  const { text, damage } = readIdentifierCell(cell);
  return damage !== null || /\d{8,}/.test(text);
}

/** A date, or a place with one: not the city and day above a signature. */
function isBirth(cell: Cell | null): boolean {
  if (!cell) return false;
  return cell.type === 'date' || /^\s*\d{1,5}([-/. ]|$)|\d{4}\s*$/.test(cell.text);
}

/** `1 2 3 …`, `-1 -2 …`, `(1) (2) …` or `KOLOM 2 3 …`: the numbers of the columns. */
function isNumberRow(filled: readonly { readonly text: string }[]): boolean {
  const texts = filled.map(({ text }) => text).filter((text) => !columnWord.test(text));
  if (texts.length < 3 || texts.some((text) => !/^\(?-?\d{1,3}\)?$/.test(text))) return false;
  const numbers = texts.map((text) => Math.abs(Number(text.replace(/[()]/g, ''))));
  const steps = numbers.slice(1).filter((number, index) => number === (numbers[index] ?? 0) + 1).length;
  return steps >= (numbers.length - 1) * 0.8;
}

function isHeaderAgain(filled: readonly { readonly index: number; readonly text: string }[], headers: ReadonlyMap<number, string>): boolean {
  if (filled.length < 3) return false;
  const same = filled.filter(({ index, text }) => headerKey(text).length > 1 && headers.get(index)?.includes(headerKey(text))).length;
  return same >= filled.length * 0.7;
}

/** Labels with which a family's rows begin. */
const groupLabel = /^\s*(NO(MOR)?[. ]*(KK|KARTU KELUARGA)|NAMA[. ]*(KK|KEPALA KELUARGA)|ALAMAT|(NO[. ]*)?RT *\/ *RW|NAMA DUSUN|DUSUN)\b[. ]*/i;

function isGroupRow(filled: readonly { readonly text: string }[]): boolean {
  return filled.length <= 14 && groupLabel.test(filled[0]?.text ?? '');
}
