import { fieldDef } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { questions } from '../rules/form.ts';
import type { Question } from '../rules/form.ts';
import { labelOf } from '../rules/lists.ts';
import { showDate } from '../rules/dates.ts';
import { mask } from '../rules/mask.ts';
import { fieldLabel } from '../rules/text.ts';
import type { StoredRecord } from '../store/records.ts';
import type { Block, Cell, DocumentModel } from './documents/model.ts';

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
/** What fits on one line of a cell, in ems of the type: a line that wraps costs the page its last rows. */
const LABEL_EMS = 13.6;
const VALUE_EMS = 8.4;
/** Columns of people that stay empty, for who is not known yet. */
const NEWCOMERS = 1;
const BLANK_PEOPLE = 6;
const SMALL_ABOVE = 64;

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
  const people = house.families.flatMap((family, place) => family.people.map((person) => ({ person, family: place })));
  const columns = house.families.length === 0 ? BLANK_PEOPLE : people.length + NEWCOMERS;
  const lines = (from: 'before' | 'people' | 'after'): FormLine[] => formLines.filter((line) => (line.entity === 'person' ? from === 'people' : line.block <= 'III' ? from === 'before' : from === 'after'));
  const across = house.families.length > 2 ? 2 : ACROSS;
  const rows = Math.ceil(lines('before').length / across) + lines('people').length + Math.ceil(lines('after').length / across);
  const size = rows + Math.max(0, columns - 7) * 3 > SMALL_ABOVE ? 5.2 : 5.8;
  const [first] = house.families;
  const place = first?.record.values;
  return [
    { kind: 'paragraph', text: 'FORMULIR PEMUTAKHIRAN DATA KELUARGA', bold: true, align: 'center', size: 10 },
    { kind: 'table', plain: true, size: 7, columns: [{ title: '', width: 3 }, { title: '', width: 2 }], rows: [
      [`Kepala Keluarga: ${house.families.map((family) => family.headName ?? '').filter(Boolean).join(' / ') || '________________________'}`, `Tanggal: ____-____-______`],
      [`Alamat: ${[place?.address, place?.rt && `RT ${String(place.rt)}`, place?.rw && `RW ${String(place.rw)}`, first?.dasawisma && `Dasawisma ${first.dasawisma}`].filter(Boolean).join(' · ') || '________________________'}`, 'Pendata: ________________________'],
      ['Hasil: 1 layak · 2 tidak layak (mampu) · 3 meninggal · 4 pindah · 5 tidak ditemukan · 6 ganda · 7 menolak · 8 data perlu perbaikan · 9 tidak dikunjungi', 'Hasil (angka): [   ]     Paraf: __________'],
    ] },
    familyTable('Blok I–III', lines('before'), house, across, size, identifiers),
    {
      kind: 'table', size, rows: lines('people').map((line): Cell[] => [line.label, ...Array.from({ length: columns }, (_, at): Cell => valueOf(line, people[at]?.person, identifiers))]),
      columns: [{ title: 'Blok IV: anggota keluarga', width: 3.2 }, ...Array.from({ length: columns }, (_, at) => ({ title: people[at] === undefined ? 'baru' : house.families.length > 1 ? `KK ${people[at].family + 1} · ${at + 1}` : String(at + 1), width: 1.3 }))],
    },
    familyTable('Blok V–VI', lines('after'), house, across, size, identifiers),
  ];
}

/** Questions of the family side by side: what is known, and room for what is different. Of several families in a house each has a column. */
function familyTable(title: string, lines: readonly FormLine[], house: FormHouse, across: number, size: number, identifiers: FormIdentifiers): Block {
  const known = Math.max(1, house.families.length);
  const answers = (line: FormLine | undefined): Cell[] => {
    if (line === undefined) return Array.from({ length: known + 1 + (known === 1 ? 1 : 0) }, () => '');
    const values = Array.from({ length: known }, (_, at): Cell => valueOf(line, house.families[at]?.record, identifiers));
    return [shorten(line.label, LABEL_EMS), ...values, ...(known === 1 ? [''] : [])];
  };
  const height = Math.ceil(lines.length / across);
  return {
    kind: 'table', size, rows: Array.from({ length: height }, (_, row) => Array.from({ length: across }, (__, at) => answers(lines[at * height + row])).flat()),
    columns: Array.from({ length: across }, (_, at) => [
      { title: at === 0 ? title : '', width: 2.6 }, ...Array.from({ length: known }, (__, family) => ({ title: known === 1 ? 'tercatat' : `KK ${family + 1}`, width: known === 1 ? 1.7 : 1.2 })), ...(known === 1 ? [{ title: 'baru', width: 0.8 }] : []),
    ]).flat(),
  };
}

/** What is known of a line: codes with their words, several answers one after the other. */
function valueOf(line: FormLine, record: StoredRecord | undefined, identifiers: FormIdentifiers): Cell {
  if (record === undefined) return '';
  const said = line.questions.map(({ field }) => told(line.entity, field, record.values[field] ?? null, identifiers, line.questions.length > 1 || line.entity === 'person'));
  while (said.length > 0 && said.at(-1) === '') said.pop();
  return said.map((one) => (one === '' ? '–' : one)).join(line.questions.length > 4 ? '·' : ' / ');
}

function told(entity: Question['entity'], field: string, value: FieldValue, identifiers: FormIdentifiers, short: boolean): string {
  if (value === null) return '';
  const def = fieldDef(entity, field);
  if (def?.masked) return identifiers === 'none' ? '' : identifiers === 'masked' ? mask(String(value)) : String(value);
  if (typeof value === 'object') return cut(value.raw);
  if (def?.kind === 'code' && def.list !== undefined && typeof value === 'number') return short ? String(value) : cut(`${value} ${labelOf(def.list, value) ?? ''}`);
  if (def?.kind === 'date' && typeof value === 'string') return value.split('-').reverse().join('-');
  return field === 'name' ? String(value) : cut(String(value));
}

function cut(text: string): string {
  return shorten(text, VALUE_EMS);
}

/** A text that fits on a line of so many ems, by the usual widths of its letters. */
function shorten(text: string, ems: number): string {
  let left = ems;
  for (const [place, letter] of [...text].entries()) {
    left -= /[A-ZMW@%m]/.test(letter) ? 0.72 : /[ijlt.,:;'|()/ ]/.test(letter) ? 0.3 : 0.56;
    if (left < 0) return `${[...text].slice(0, Math.max(1, place - 1)).join('')}…`;
  }
  return text;
}
