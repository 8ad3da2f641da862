import { fieldDef } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { questions } from '../rules/form.ts';
import type { Question } from '../rules/form.ts';
import { labelOf } from '../rules/lists.ts';
import { showDate } from '../rules/dates.ts';
import { mask } from '../rules/mask.ts';
import { fieldLabel } from '../rules/text.ts';
import type { StoredRecord } from '../store/records.ts';
import { emsOf } from './documents/letter-widths.ts';
import type { Block, Cell, DocumentModel, TableBlock } from './documents/model.ts';

/** A house with the families in it and their people; a blank form has none of either. */
export interface FormHouse {
  readonly families: readonly { readonly record: StoredRecord; readonly people: readonly StoredRecord[]; readonly headName: string | null; readonly dasawisma: string | null }[];
}

/** Whether a NIK or No KK is printed: as it is, masked, or left to be asked. */
export type FormIdentifiers = 'full' | 'masked' | 'none';

/** A line of the paper: one question, or all that share its number (428a–j). */
export interface FormLine {
  readonly entity: Question['entity'];
  readonly block: Question['block'];
  readonly number: string;
  readonly label: string;
  readonly questions: readonly Question[];
}

const ACROSS = 3;
/** The width and the height that a sheet of F4 has for the tables, in points, with a little to spare. */
const PAGE_WIDTH = 541;
const PAGE_HEIGHT = 772;
/** Of a cell's width what its words surely have; the tighter the type the more of it. */
const SURE = 0.77;
/** Types from the one that reads best to the smallest that can be read; a label on two lines is better than a cut one. */
const TYPES = [[7, 2], [6.4, 2], [6.4, 1], [5.8, 2], [5.8, 1], [5.2, 2], [5.2, 1]].map(([size = 0, lines = 1]) => ({ size, lines }));
const LEADING = 1.18;
const ROW_PAD = 3;
/** Left and right of a cell's words, in points. */
const AROUND = 7;
/** A row to write in by hand is not higher than that, in millimetres. */
const HIGHEST_ROW = 6.5;
const POINTS_PER_MM = 72 / 25.4;
/** Columns of people that stay empty, for who is not known yet. */
const NEWCOMERS = 1;
const BLANK_PEOPLE = 6;

/** What a kader would have to write on the paper in the order of the entry screen: the Regsosek questions, those of one number in one line. */
export const formLines: readonly FormLine[] = buildLines();

function buildLines(): FormLine[] {
  const lines: { entity: Question['entity']; block: Question['block']; number: string; questions: Question[] }[] = [];
  for (const question of questions) {
    if (question.supplement) continue;
    const { entity, field, block } = question;
    const number = fieldDef(entity, field)?.question ?? '';
    const stem = entity === 'person' || /^50[34]/.test(number) ? (/^\d+/.exec(number)?.[0] ?? '') : (/^\d+[a-z]?/.exec(number)?.[0] ?? '');
    const last = lines.at(-1);
    const group = fieldDef(entity, field)?.group;
    const together = last !== undefined && last.entity === entity && last.block === block
      && ((stem !== '' && last.number === stem) || (stem === '' && last.number === '' && group !== undefined && group !== 'address' && group !== 'survey' && group === fieldDef(entity, last.questions[0]?.field ?? '')?.group));
    if (together) last.questions.push(question);
    else lines.push({ entity, block, number: stem, questions: [question] });
  }
  return lines.map((line) => ({ ...line, label: lineLabel(line.entity, line.questions) }));
}

function lineLabel(entity: Question['entity'], asked: readonly Question[]): string {
  const first = asked[0]?.field ?? '';
  const numbers = asked.map(({ field }) => fieldDef(entity, field)?.question ?? '').filter(Boolean);
  const [from, to] = [numbers[0] ?? '', numbers.at(-1) ?? ''];
  const number = from === to ? from : `${from}–${to.replace(/^\d+/, '')}`;
  return [number, fieldLabel('id', entity, first), asked.length > 1 && from !== to ? 'dst.' : ''].filter(Boolean).join(' ');
}

/** The form of each house on a page of its own, filled in as far as it is known; a house without families is a blank form. */
export function visitForms(houses: readonly FormHouse[], { office, day, identifiers }: { readonly office: string; readonly day: string; readonly identifiers: FormIdentifiers }): DocumentModel {
  return {
    title: 'Formulir pemutakhiran data keluarga', paper: 'f4', size: 8, margins: { top: 10, right: 12, bottom: 11, left: 12 },
    footer: `Formulir pemutakhiran · ${office} · dicetak ${showDate(day)} · Rahasia: hanya untuk petugas`,
    blocks: houses.flatMap((house, place): Block[] => [...(place > 0 ? [{ kind: 'pageBreak' as const }] : []), ...pageOf(house, identifiers)]),
  };
}

function pageOf(house: FormHouse, identifiers: FormIdentifiers): Block[] {
  const [first] = house.families;
  const place = first?.record.values;
  return [
    { kind: 'paragraph', text: 'FORMULIR PEMUTAKHIRAN DATA KELUARGA', bold: true, align: 'center', size: 10 },
    { kind: 'table', plain: true, size: 7, columns: [{ title: '', width: 3 }, { title: '', width: 2 }], rows: [
      [`Kepala Keluarga: ${house.families.map((family) => family.headName ?? '').filter(Boolean).join(' / ') || '________________________'}`, `Tanggal: ____-____-______`],
      [`Alamat: ${[place?.address, place?.rt && `RT ${String(place.rt)}`, place?.rw && `RW ${String(place.rw)}`, first?.dasawisma && `Dasawisma ${first.dasawisma}`].filter(Boolean).join(' · ') || '________________________'}`, 'Pendata: ________________________'],
      ['Hasil: 1 layak · 2 tidak layak (mampu) · 3 meninggal · 4 pindah · 5 tidak ditemukan · 6 ganda · 7 menolak · 8 data perlu perbaikan · 9 tidak dikunjungi', 'Hasil (angka): [   ]     Paraf: __________'],
    ] },
    ...fitted(house, identifiers),
  ];
}

/** The three tables in the largest type in which they keep to their sheet, the room that is left given to the rows: the answers are written by hand. */
function fitted(house: FormHouse, identifiers: FormIdentifiers): TableBlock[] {
  let tables: TableBlock[] = [];
  for (const type of TYPES) {
    tables = tablesOf(house, identifiers, type);
    const rows = tables.flatMap((table) => rowHeights(table, type.size));
    const left = PAGE_HEIGHT - rows.reduce((sum, one) => sum + one, 0);
    if (left < 0) continue;
    const least = (type.size * LEADING + ROW_PAD + left / rows.length) / POINTS_PER_MM;
    return tables.map((table) => ({ ...table, rowHeight: Math.min(least, HIGHEST_ROW) }));
  }
  return tables;
}

/** The height of the heading and of each row in points, by the usual widths of letters. */
function rowHeights({ columns, rows }: TableBlock, size: number): number[] {
  const shares = columns.reduce((sum, { width = 1 }) => sum + width, 0);
  const room = columns.map(({ width = 1 }) => (width / shares) * PAGE_WIDTH * SURE);
  return [columns.map(({ title }) => title), ...rows].map((row) => Math.max(1, ...row.map((cell, place) => Math.ceil((emsOf(String(cell ?? '')) * size) / (room[place] ?? PAGE_WIDTH)))) * size * LEADING + ROW_PAD);
}

type Type = (typeof TYPES)[number];

function tablesOf(house: FormHouse, identifiers: FormIdentifiers, type: Type): TableBlock[] {
  const people = house.families.flatMap((family, place) => family.people.map((person) => ({ person, family: place })));
  const count = house.families.length === 0 ? BLANK_PEOPLE : people.length + NEWCOMERS;
  const lines = (from: 'before' | 'people' | 'after'): FormLine[] => formLines.filter((line) => (line.entity === 'person' ? from === 'people' : line.block <= 'III' ? from === 'before' : from === 'after'));
  const columns = [{ title: 'Blok IV: anggota keluarga', width: 3.2 }, ...Array.from({ length: count }, (_, at) => ({ title: people[at] === undefined ? 'baru' : house.families.length > 1 ? `KK ${people[at].family + 1} · ${at + 1}` : String(at + 1), width: 1.3 }))];
  const oneLine = ((1.3 / (3.2 + 1.3 * count)) * PAGE_WIDTH - AROUND) / type.size;
  const answer = (line: FormLine, at: number): Cell => parted(valueOf(line, people[at]?.person, identifiers, emsIn(columns, 1, type)), oneLine);
  return [
    familyTable('Blok I–III', lines('before'), house, identifiers, type),
    { kind: 'table', size: type.size, columns, rows: lines('people').map((line): Cell[] => [line.label, ...Array.from({ length: count }, (_, at): Cell => answer(line, at))]) },
    familyTable('Blok V–VI', lines('after'), house, identifiers, type),
  ];
}

/** A NIK beside many others goes on two lines: on one it would take the room of the questions. */
function parted(text: string, ems: number): string {
  return /^[\d•]{16}$/.test(text) && emsOf(text) > ems ? `${text.slice(0, 8)} ${text.slice(8)}` : text;
}

/** Questions of the family side by side: what is known, and room for what is different. Of several families in a house each has a column. */
function familyTable(title: string, lines: readonly FormLine[], house: FormHouse, identifiers: FormIdentifiers, type: Type): TableBlock {
  const known = Math.max(1, house.families.length);
  const across = house.families.length > 2 ? 2 : ACROSS;
  const height = Math.ceil(lines.length / across);
  const columns = Array.from({ length: across }, (_, at) => [
    { title: at === 0 ? title : '', width: 2.6 }, ...Array.from({ length: known }, (__, family) => ({ title: known === 1 ? 'tercatat' : `KK ${family + 1}`, width: known === 1 ? 1.7 : 1.2 })), ...(known === 1 ? [{ title: 'baru', width: 0.8 }] : []),
  ]).flat();
  const answers = (line: FormLine | undefined): Cell[] => {
    if (line === undefined) return Array.from({ length: known + 1 + (known === 1 ? 1 : 0) }, () => '');
    const values = Array.from({ length: known }, (_, at): Cell => valueOf(line, house.families[at]?.record, identifiers, emsIn(columns, 1, type)));
    return [shorten(line.label, emsIn(columns, 0, type)), ...values, ...(known === 1 ? [''] : [])];
  };
  return { kind: 'table', size: type.size, columns, rows: Array.from({ length: height }, (_, row) => Array.from({ length: across }, (__, at) => answers(lines[at * height + row])).flat()) };
}

/** What a cell of a column holds in so many lines of this type, in ems; a line less is lost where words part. */
function emsIn(columns: readonly { readonly width: number }[], place: number, { size, lines }: Type): number {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  return (((columns[place]?.width ?? 1) / shares) * PAGE_WIDTH * SURE * (lines === 1 ? 1 : lines * 0.85)) / size;
}

/** What is known of a line: codes with their words, several answers one after the other. */
function valueOf(line: FormLine, record: StoredRecord | undefined, identifiers: FormIdentifiers, ems: number): string {
  if (record === undefined) return '';
  const said = line.questions.map(({ field }) => told(line.entity, field, record.values[field] ?? null, identifiers, line.questions.length > 1 || line.entity === 'person', ems));
  while (said.length > 0 && said.at(-1) === '') said.pop();
  return said.map((one) => (one === '' ? '–' : one)).join(line.questions.length > 4 ? '·' : ' / ');
}

function told(entity: Question['entity'], field: string, value: FieldValue, identifiers: FormIdentifiers, short: boolean, ems: number): string {
  if (value === null) return '';
  const def = fieldDef(entity, field);
  if (def?.masked) return identifiers === 'none' ? '' : identifiers === 'masked' ? mask(String(value)) : String(value);
  if (typeof value === 'object') return shorten(value.raw, ems);
  if (def?.kind === 'code' && def.list !== undefined && typeof value === 'number') return short ? String(value) : shorten(`${value} ${labelOf(def.list, value) ?? ''}`, ems);
  if (def?.kind === 'date' && typeof value === 'string') return value.split('-').reverse().join('-');
  return field === 'name' ? String(value) : shorten(String(value), ems);
}

/** A text that fits into so many ems. */
function shorten(text: string, ems: number): string {
  let left = ems;
  for (const [place, letter] of [...text].entries()) {
    left -= emsOf(letter);
    if (left < 0) return `${[...text].slice(0, Math.max(1, place - 1)).join('')}…`;
  }
  return text;
}
