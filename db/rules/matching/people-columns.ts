import { isRealDate } from '../dates.ts';
import { isPlaceholder } from '../identifier.ts';
import { nameKey } from '../name-key.ts';
import { hashText } from './hash-text.ts';
import type { MatchPerson } from './match-person.ts';
import { createWords, wordNumber } from './words.ts';
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

/** Adds a person at the end and returns its place; `countName` counts the words of its name. */
export function addPerson(people: PeopleColumns, person: MatchPerson, record: number): number {
  const at = people.length;
  if (at >= people.column.record.length) people.column = grown(people.column, at);
  const { column } = people;
  people.length = at + 1;
  column.record[at] = record;
  const nik = person.nik !== null && /^\d{16}$/.test(person.nik) && !isPlaceholder(person.nik) ? person.nik : null;
  column.nikStart[at] = nik === null ? -1 : Number(nik.slice(0, 8));
  column.nikEnd[at] = nik === null ? -1 : Number(nik.slice(8));
  column.birth[at] = birthNumber(person.birthDate);
  column.sex[at] = person.sex === 1 || person.sex === 2 ? person.sex : 0;
  column.place[at] = hashText(person.birthPlace);
  column.family[at] = hashText(person.family);
  column.noKk[at] = hashText(person.noKk);
  column.address[at] = hashText(person.address);
  column.area[at] = hashText(person.rt === null ? null : `${person.rt}/${person.rw ?? ''}`);
  const words = putWords(people.words, column.name, at * nameRoom, nameRoom, person.name);
  column.joined[at] = hashText(words.join(''));
  putWords(people.words, column.father, at * parentRoom, parentRoom, person.fatherName);
  putWords(people.words, column.mother, at * parentRoom, parentRoom, person.motherName);
  return at;
}

/** Counts a person's name towards the shares of its words. */
export function countName({ words, column }: PeopleColumns, at: number): void {
  for (let place = at * nameRoom; place < (at + 1) * nameRoom; place += 1) {
    const word = column.name[place] ?? -1;
    if (word >= 0) words.counts[word] = (words.counts[word] ?? 0) + 1;
  }
}

function birthNumber(date: string | null): number {
  return date !== null && isRealDate(date) ? Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8)) : 0;
}

function putWords(words: Words, column: Int32Array, from: number, room: number, name: string | null): string[] {
  column.fill(-1, from, from + room);
  const key = name === null ? '' : nameKey(name);
  if (key === '') return [];
  const list = key.split(' ');
  const most = Math.min(room, list.length);
  for (let at = 0; at < most; at += 1) column[from + at] = wordNumber(words, list[at] ?? '');
  return list;
}

function grown(old: Columns, length: number): Columns {
  const wider = makeColumns(Math.ceil(length * 1.5) + 16);
  for (const [key, column] of Object.entries(wider) as [keyof Columns, Int32Array][]) column.set(old[key]);
  return wider;
}
