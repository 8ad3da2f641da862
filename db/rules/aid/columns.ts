import type { FieldValue } from '../field.ts';
import type { AidProgramme } from './aid-facts.ts';

/**
 * A whole register as rules look at it, column by column: families, people and parts are numbers, days are numbers
 * (`YYYYMMDD`, 0 for none), and nothing is made an object.
 */
export interface AidColumns {
  /** By family; -1 where there is none. */
  readonly desil: Int16Array;
  /** By family: whether it has any need. */
  readonly inNeed: Uint8Array;
  needsOf(family: number): readonly string[];
  regionOf(family: number): string | null;
  readonly families: FamilyColumns;
  readonly people: PeopleColumns;
  readonly parts: PartColumns;
}

/** What families themselves answered, and where they are ranked. */
export interface FamilyColumns {
  /** The answers of a field; undefined for one that no column holds. */
  answers(field: string): AnswerColumn | undefined;
  /** The newest desil of a source by family, -1 for none; undefined when none was read. */
  newestOf(source: number): Int16Array | undefined;
}

/** Everybody, chained by family: `first` by family, `next` by person, -1 at the end. */
export interface PeopleColumns {
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly active: Uint8Array;
  readonly birth: Int32Array;
  /** The day since which somebody is not there. */
  readonly since: Int32Array;
  /** The answers of a field; undefined for one that no column holds. */
  answers(field: string): AnswerColumn | undefined;
  uidOf(person: number): string;
  /** Everybody of a family as the form lists them. */
  rowsOf(family: number): readonly number[];
}

/** Answers to one field by a small number each: what a number stands for is asked once, not once a person or family. */
export interface AnswerColumn {
  /** Numbers are below this. */
  readonly most: number;
  at(row: number): number;
  valueOf(number: number): FieldValue;
}

/** Parts in programmes, chained by family in the order in which they were written. */
export interface PartColumns {
  readonly first: Int32Array;
  readonly next: Int32Array;
  /** Place in {@link programmes}. */
  readonly programme: Int32Array;
  /** A number of a person, or -1 where the family receives. */
  readonly person: Int32Array;
  /** Code of TEPAT.statusKepesertaan. */
  readonly status: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly programmes: readonly AidProgramme[];
  uidOf(part: number): string;
}

const proposed = 1;
const stopped = 5;
const finished = 6;

/** What `receivesOn` says, of a row. */
export function receivesAt({ status, start, end }: PartColumns, part: number, date: number): boolean {
  const of = status[part] ?? 0;
  if (of === proposed || (start[part] ?? 0) > date) return false;
  const ends = end[part] ?? 0;
  return ends === 0 ? of !== stopped && of !== finished : ends > date;
}

/** Whether a part is not over on a day, as `goneParts` asks. */
export function isOpenAt({ status, start, end }: PartColumns, part: number, date: number, ahead: boolean): boolean {
  const of = status[part] ?? 0;
  if (of === proposed || (!ahead && (start[part] ?? 0) > date)) return false;
  const ends = end[part] ?? 0;
  return ends === 0 ? of !== stopped && of !== finished : ends > date;
}
