import { labelOf } from '../../rules/lists.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import type { SampleFamily } from '../families.ts';
import type { Cell, Merge, PlainCell, SheetContent } from '../sheet-content.ts';

/** What a column holds, for damages and for spoiling identifiers. */
export type ColumnRole = 'nik' | 'noKk' | 'name' | 'birthDate' | 'sex' | 'address' | 'relationship';

/** A sheet of a layout: what is written, with where its data begins and what its columns hold. */
export interface LayoutSheet extends SheetContent {
  /** The last row of the header, from 1; 0 when headers stand among the rows. */
  readonly headerRow: number;
  /** Places from 0. */
  readonly places: Readonly<Partial<Record<ColumnRole, number>>>;
}

export interface LayoutSource {
  readonly families: () => Iterable<SampleFamily>;
  readonly seed: string;
  /** The day that the file speaks from, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What a layout says of a family: the values that a reader must find, by field key. */
export interface Told {
  readonly family: FieldValues;
  readonly people: readonly FieldValues[];
}

/** A kind of file that offices get, and how the generator writes it. */
export interface SampleLayout {
  /** The format in which offices get it. */
  readonly format: 'xlsx' | 'xls';
  /** Whether the family can be in such a file: most join on the No KK. */
  readonly takes: (family: SampleFamily) => boolean;
  readonly sheets: (source: LayoutSource) => readonly LayoutSheet[];
  /** `number` is the family's place in the file, from 1. */
  readonly told: (family: SampleFamily, number: number) => Told;
}

/** One person of a file with everything around. */
export interface PersonRow {
  readonly source: SampleFamily;
  readonly family: FieldValues;
  readonly person: FieldValues;
  /** Place in the file, from 1. */
  readonly number: number;
  /** Place of the family in the file, from 1. */
  readonly familyNumber: number;
  /** Place in the family, from 1. */
  readonly place: number;
}

export interface Column<Row> {
  readonly header: string;
  readonly role?: ColumnRole;
  readonly value: (row: Row) => Cell;
}

export const hasCard = ({ family }: SampleFamily): boolean => Boolean(family.noKk);

/** Every person of the families that the layout takes, in order. */
export function* personRows({ families }: Pick<LayoutSource, 'families'>): Generator<PersonRow> {
  let number = 0;
  let familyNumber = 0;
  for (const source of families()) {
    familyNumber++;
    for (const [i, person] of source.people.entries()) {
      number++;
      yield { source, family: source.family, person, number, familyNumber, place: i + 1 };
    }
  }
}

/** Where the columns with a role stand. */
export function placesOf(columns: readonly Column<never>[]): LayoutSheet['places'] {
  return Object.fromEntries(columns.flatMap(({ role }, at) => (role ? [[role, at]] : [])));
}

/** A sheet of one header row and one row for each item. */
export function tableSheet<Row>(name: string, columns: readonly Column<Row>[], rows: () => Iterable<Row>, more: Partial<LayoutSheet> = {}): LayoutSheet {
  return {
    name,
    headerRow: 1,
    places: placesOf(columns),
    *rows() {
      yield columns.map((column) => column.header);
      for (const row of rows()) yield columns.map((column) => column.value(row));
    },
    ...more,
  };
}

/** A value as a cell: texts and numbers as they are, everything else nothing. */
export function plain(value: FieldValue | undefined): PlainCell {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** The label of a code, or nothing. */
export function label(list: string, code: FieldValue | undefined): PlainCell {
  return typeof code === 'number' ? (labelOf(list, code) ?? null) : null;
}

/** The label in capitals, as Dukcapil prints them. */
export function capitals(list: string, code: FieldValue | undefined): PlainCell {
  const text = label(list, code);
  return typeof text === 'string' ? text.toUpperCase() : text;
}

/** `-` for nothing, as SIAK writes it. */
export function orDash(cell: PlainCell): PlainCell {
  return cell === null || cell === '' ? '-' : cell;
}

/** `2026-11-22` as `22-11-2026`, with another sign between if wanted. */
export function dayFirst(date: FieldValue | undefined, between = '-'): PlainCell {
  return typeof date === 'string' ? date.split('-').reverse().join(between) : null;
}

const firstDay = Date.UTC(1899, 11, 30);

/** A date as Excel keeps it: days since 1900, shown as a date. */
export function dateCell(date: FieldValue | undefined): Cell {
  if (typeof date !== 'string') return null;
  return { value: Math.round((Date.parse(`${date}T00:00:00Z`) - firstDay) / 86_400_000), date: true };
}

/** The family's head, who comes first. */
export function headOf({ people }: SampleFamily): FieldValues {
  return people[0] ?? {};
}

/** The NIK of the father or mother, where both live in the family: a child of the head and of the head's wife or husband. */
export function parentNik({ source, person }: PersonRow, sex: number): PlainCell {
  if (person.relationship !== 3) return null;
  return plain(source.people.find((other) => Number(other.relationship) <= 2 && other.sex === sex)?.nik);
}

/** Some of the values, those that are there. */
export function pick(values: FieldValues, keys: readonly string[]): FieldValues {
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined || values[key] === null ? [] : [[key, values[key]]])));
}

/** What most layouts tell: some fields of the family, and of each person. */
export function tells(familyKeys: readonly string[], personKeys: readonly string[]): SampleLayout['told'] {
  return ({ family, people }) => ({ family: pick(family, familyKeys), people: people.map((person) => pick(person, personKeys)) });
}

/** Collects merged cells while rows are written. */
export function mergeList(): { readonly add: (merge: Merge) => void; readonly all: () => readonly Merge[]; readonly clear: () => void } {
  const merges: Merge[] = [];
  return { add: (merge) => void merges.push(merge), all: () => merges, clear: () => void (merges.length = 0) };
}
