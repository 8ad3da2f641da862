import { nameRoom, parentRoom } from './people-columns.ts';
import type { PeopleColumns } from './people-columns.ts';

/** One way in which duplicates are looked for: people of one key are compared with each other. */
export interface Block {
  /** The key of the person at a place, as a whole number below 2^32; `second` is a further one. 0 for none. */
  readonly key: (people: PeopleColumns, at: number, second: boolean) => number;
  readonly twoKeys?: true;
  /** Bigger blocks are put in this order, and only neighbours compared. */
  readonly most: number;
  readonly order: (people: PeopleColumns, a: number, b: number) => number;
}

/** The ways, the surest first. */
export const duplicateBlocks: readonly Block[] = [
  { key: nikKey, most: 100, order: byName },
  { key: birthKey, twoKeys: true, most: 150, order: byName },
  { key: nameAndYearKey, most: 100, order: byDay },
  { key: nameAndDayKey, most: 100, order: byYear },
  { key: parentsKey, most: 40, order: byName },
];

/** Person numbers share a number of 53 bits with the key. */
const placeBits = 21;
export const mostPeople = 2 ** placeBits;

/** All keys of a block with the places of their people, sorted, as numbers `key * 2^21 + place`. */
export function sortedKeys(people: PeopleColumns, block: Block): Float64Array {
  const list = new Float64Array(people.length * (block.twoKeys ? 2 : 1));
  let length = 0;
  for (let at = 0; at < people.length; at += 1) {
    const first = block.key(people, at, false);
    if (first !== 0) list[length++] = first * mostPeople + at;
    if (!block.twoKeys) continue;
    const second = block.key(people, at, true);
    if (second !== 0 && second !== first) list[length++] = second * mostPeople + at;
  }
  return list.subarray(0, length).sort();
}

function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ (b >>> 15), 0x85ebca6b) ^ Math.imul(b ^ (a >>> 13), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function nikKey({ column }: PeopleColumns, at: number): number {
  const start = column.nikStart[at] ?? -1;
  return start < 0 ? 0 : mix(start, column.nikEnd[at] ?? 0);
}

/** Birth date and sex; without a sex both. */
function birthKey({ column }: PeopleColumns, at: number, second: boolean): number {
  const birth = column.birth[at] ?? 0;
  if (birth === 0) return 0;
  const sex = column.sex[at] ?? 0;
  return birth * 4 + (sex === 0 ? (second ? 1 : 2) : sex);
}

function nameAndYearKey({ column }: PeopleColumns, at: number): number {
  const [joined, birth] = [column.joined[at] ?? 0, column.birth[at] ?? 0];
  return joined === 0 || birth === 0 ? 0 : mix(joined, Math.floor(birth / 10_000));
}

/** Name, day and month: a wrong year. */
function nameAndDayKey({ column }: PeopleColumns, at: number): number {
  const [joined, birth] = [column.joined[at] ?? 0, column.birth[at] ?? 0];
  return joined === 0 || birth === 0 ? 0 : mix(joined, birth % 10_000);
}

function parentsKey({ column, words }: PeopleColumns, at: number): number {
  const [father, mother] = [parentHash(column.father, at, words.hashes), parentHash(column.mother, at, words.hashes)];
  return father === 0 || mother === 0 ? 0 : mix(father, mother);
}

function parentHash(column: Int32Array, at: number, hashes: readonly number[]): number {
  let hash = 0;
  for (let place = at * parentRoom; place < (at + 1) * parentRoom; place += 1) {
    const word = column[place] ?? -1;
    if (word >= 0) hash = Math.imul(hash, 31) + (hashes[word] ?? 0) | 0;
  }
  return hash;
}

function byName(people: PeopleColumns, a: number, b: number): number {
  const { column, words } = people;
  for (let place = 0; place < nameRoom; place += 1) {
    const [wordA, wordB] = [column.name[a * nameRoom + place] ?? -1, column.name[b * nameRoom + place] ?? -1];
    if (wordA === wordB) continue;
    return (words.texts[wordA] ?? '') < (words.texts[wordB] ?? '') ? -1 : 1;
  }
  return byRecord(people, a, b);
}

function byDay(people: PeopleColumns, a: number, b: number): number {
  const { birth } = people.column;
  return (birth[a] ?? 0) % 10_000 - (birth[b] ?? 0) % 10_000 || byRecord(people, a, b);
}

function byYear(people: PeopleColumns, a: number, b: number): number {
  const { birth } = people.column;
  return (birth[a] ?? 0) - (birth[b] ?? 0) || byRecord(people, a, b);
}

function byRecord({ column }: PeopleColumns, a: number, b: number): number {
  return (column.record[a] ?? 0) - (column.record[b] ?? 0);
}
