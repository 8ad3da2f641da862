import { dateNumber } from '../dates.ts';
import { isPlaceholder } from '../identifier.ts';
import { hashText } from './hash-text.ts';
import type { MatchPerson } from './match-person.ts';
import { nameWords } from './name-words.ts';
import { createWords } from './words.ts';
import type { Words } from './words.ts';

/** People as columns of numbers: about 100 bytes a person, so that a whole city fits and is compared without strings. */
export interface PeopleColumns {
  length: number;
  readonly words: Words;
  /** How many people the shares of words are counted over. */
  people: number;
  column: Columns;
}

export interface Columns {
  /** The person's local number in the register, to find it again. */
  readonly record: Int32Array;
  /** The first and the last eight digits of a NIK; -1 without one. As one number it would not fit: provinces 91 to 96. */
  readonly nikStart: Int32Array;
  readonly nikEnd: Int32Array;
  /** `YYYYMMDD`; 0 when missing. */
  readonly birth: Int32Array;
  /** 0 when missing. */
  readonly sex: Uint8Array;
  /** Hashes of texts; 0 when missing. */
  readonly place: Int32Array;
  readonly family: Int32Array;
  readonly noKk: Int32Array;
  readonly address: Int32Array;
  /** RT and RW together. */
  readonly area: Int32Array;
  /** A hash of the name's key without spaces, so that NUR HAYATI and NURHAYATI agree; 0 without a name. */
  readonly joined: Int32Array;
  /** Word numbers: `nameRoom` places a person for the own name, `parentRoom` for each parent; -1 fills up. */
  readonly name: Int32Array;
  readonly father: Int32Array;
  readonly mother: Int32Array;
}

export const nameRoom = 5;
export const parentRoom = 3;

/** Columns without people. `room` is how many are expected; they grow when there are more. */
export function createPeopleColumns(room = 16, remember = false): PeopleColumns {
  return { length: 0, words: createWords(remember), people: 0, column: makeColumns(room) };
}

function makeColumns(room: number): Columns {
  const ints = (width = 1): Int32Array => new Int32Array(room * width);
  return {
    record: ints(), nikStart: ints(), nikEnd: ints(), birth: ints(), sex: new Uint8Array(room), place: ints(), family: ints(), noKk: ints(),
    address: ints(), area: ints(), joined: ints(), name: ints(nameRoom), father: ints(parentRoom), mother: ints(parentRoom),
  };
}

/** What the people of one family have in common, as the columns hold it. */
export type HomeNumbers = Readonly<Record<'family' | 'noKk' | 'address' | 'area', number>>;

/** Somebody without a family. */
export const noHome: HomeNumbers = { family: 0, noKk: 0, address: 0, area: 0 };

/** The numbers of a home, to be reckoned once for all who live there. */
export function homeNumbers({ family, noKk, address, rt, rw }: Pick<MatchPerson, 'family' | 'noKk' | 'address' | 'rt' | 'rw'>): HomeNumbers {
  return { family: hashText(family), noKk: hashText(noKk), address: hashText(address), area: hashText(rt === null ? null : `${rt}/${rw ?? ''}`) };
}

/** Adds a person at the end and returns its place; `countName` counts the words of its name. */
export function addPerson(people: PeopleColumns, person: Omit<MatchPerson, 'noKk' | 'address' | 'rt' | 'rw'>, record: number, home: HomeNumbers): number {
  const at = people.length;
  if (at >= people.column.record.length) people.column = grown(people.column, at);
  const { column } = people;
  people.length = at + 1;
  column.record[at] = record;
  putNik(column, at, person.nik);
  column.birth[at] = dateNumber(person.birthDate);
  column.sex[at] = person.sex === 1 || person.sex === 2 ? person.sex : 0;
  column.place[at] = hashText(person.birthPlace);
  column.family[at] = home.family;
  column.noKk[at] = home.noKk;
  column.address[at] = home.address;
  column.area[at] = home.area;
  column.joined[at] = putWords(people.words, column.name, at * nameRoom, nameRoom, person.name);
  putWords(people.words, column.father, at * parentRoom, parentRoom, person.fatherName);
  putWords(people.words, column.mother, at * parentRoom, parentRoom, person.motherName);
  return at;
}

function putNik(column: Columns, at: number, nik: string | null): void {
  column.nikStart[at] = -1;
  column.nikEnd[at] = -1;
  if (nik === null || nik.length !== 16) return;
  const [start, end] = [digitsOf(nik, 0), digitsOf(nik, 8)];
  if (start < 0 || end < 0 || isPlaceholder(nik)) return;
  column.nikStart[at] = start;
  column.nikEnd[at] = end;
}

/** Eight digits from a place on as a number; below 0 when one is no digit. */
function digitsOf(text: string, from: number): number {
  let number = 0;
  for (let at = from; at < from + 8; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Counts a person's name towards the shares of its words. */
export function countName({ words, column }: PeopleColumns, at: number): void {
  for (let place = at * nameRoom; place < (at + 1) * nameRoom; place += 1) {
    const word = column.name[place] ?? -1;
    if (word >= 0) words.counts[word] = (words.counts[word] ?? 0) + 1;
  }
}

/** Puts the words of a name where they belong, and returns the hash of the name without spaces. */
function putWords(words: Words, column: Int32Array, from: number, room: number, name: string | null): number {
  const { numbers, joined } = nameWords(words, name);
  for (let at = 0; at < room; at += 1) column[from + at] = numbers[at] ?? -1;
  return joined;
}

function grown(old: Columns, length: number): Columns {
  const wider = makeColumns(Math.ceil(length * 1.5) + 16);
  for (const [key, column] of Object.entries(wider) as [keyof Columns, Int32Array][]) column.set(old[key]);
  return wider;
}
