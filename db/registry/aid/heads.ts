import { prepared } from '../../store/connection.ts';
import { familyIndex } from '../../store/migrations/0048-aid-columns.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { listItems } from '../derive.ts';
import { compareIds, ID, idAt, idBytes, isSameId } from './packed-ids.ts';
import { numberAt } from './packed-rows.ts';

/** What the lists know of every family, by its number. */
export interface Heads {
  readonly last: number;
  /** The numbers, ascending. */
  readonly order: Int32Array;
  uidOf(family: number): string;
  /** The number of a family by its id, which stands in other bytes: soonest found in the order of ids. */
  find(bytes: Uint8Array, at: number): number | undefined;
  numberOf(uid: string): number | undefined;
  /** One of {@link headState}. */
  readonly state: Uint8Array;
  /** -1 for none. */
  readonly desil: Int16Array;
  readonly inNeed: Uint8Array;
  needsOf(family: number): readonly string[];
  regionOf(family: number): string | null;
}

/** Whether the lists' line says all that is asked of a family; of one that is gone, or whose line is of an earlier day, it does not. */
export const headState = { asListed: 1, outdated: 2, gone: 3 } as const;

const SLICE = 2000;
const place = { number: ID, active: ID + 4, desil: ID + 5, renews: ID + 6, region: familyIndex.width } as const;
const FIRST = 33;
const NO_DESIL = 89;
const [tab, newLine] = [9, 10];

/** Reads them, in the order of their ids. */
export function readHeads(office: Reader, now: string): Heads {
  const last = (sql(office, 'SELECT max(family) FROM familySummary').pluck().get() as number | null) ?? 0;
  const [state, inNeed, desil] = [new Uint8Array(last + 1), new Uint8Array(last + 1), new Int16Array(last + 1).fill(-1)];
  // By family: its place in the order of ids. By place: the number, and where its line begins and ends.
  const placeOf = new Int32Array(last + 1).fill(-1);
  const [numbers, lineAt, endAt] = [new Int32Array(last), new Int32Array(last), new Int32Array(last)];
  const slices: Buffer[] = [];
  const strange = new Map<string, number>();
  const day = Buffer.from(now, 'latin1');
  let count = 0;
  for (const bytes of lines(office)) {
    slices.push(bytes);
    for (let line = 0; line < bytes.length;) {
      const next = bytes.indexOf(newLine, line + place.region);
      const end = next < 0 ? bytes.length : next;
      const number = numberAt(bytes, line + place.number);
      [numbers[count], lineAt[count], endAt[count], placeOf[number]] = [number, line, end, count];
      if (isSameId(bytes, line, noId, 0)) strange.set(String(sql(office, 'SELECT uid FROM familySummary WHERE family = ?').pluck().get(number)), number);
      state[number] = bytes[line + place.active] === FIRST ? headState.gone : isLater(bytes, line + place.renews, day) ? headState.asListed : headState.outdated;
      const ranked = (bytes[line + place.desil] ?? 0) - FIRST;
      if (ranked !== NO_DESIL) desil[number] = ranked;
      inNeed[number] = bytes[end - 1] === tab ? 0 : 1;
      count += 1;
      line = end + 1;
    }
  }
  const order = new Int32Array(count);
  for (let number = 1, to = 0; number <= last; number += 1) if ((placeOf[number] ?? -1) >= 0) order[to++] = number;
  const nameOf = new Map([...strange].map(([uid, number]) => [number, uid]));
  const bytesAt = (at: number): Buffer => slices[Math.floor(at / SLICE)] ?? noId;
  const rest = (number: number): [region: string, needs: string] => {
    const at = placeOf[number] ?? -1;
    const [region = '', needs = ''] = at < 0 ? [] : bytesAt(at).toString('utf8', (lineAt[at] ?? 0) + place.region, endAt[at]).split('\t');
    return [region, needs];
  };
  let guess = 0;
  const find = (bytes: Uint8Array, from: number): number | undefined => {
    // Tables are read in the order of families: mostly it is the next one.
    for (let at = guess; at < guess + NEAR && at < count; at += 1) {
      if (isSameId(bytes, from, bytesAt(at), lineAt[at] ?? 0)) return numbers[(guess = at)];
    }
    for (let [low, high] = [0, count - 1]; low <= high;) {
      const middle = (low + high) >> 1;
      const compared = compareIds(bytes, from, bytesAt(middle), lineAt[middle] ?? 0);
      if (compared === 0) return numbers[(guess = middle)];
      if (compared < 0) high = middle - 1;
      else low = middle + 1;
    }
    return undefined;
  };
  return {
    last, order, state, desil, inNeed, find,
    uidOf(number) {
      const at = placeOf[number] ?? -1;
      return nameOf.get(number) ?? (at < 0 ? '' : idAt(bytesAt(at), lineAt[at] ?? 0));
    },
    numberOf(uid) {
      const id = idBytes(uid);
      return id ? find(id, 0) : strange.get(uid);
    },
    needsOf: (number) => listItems(rest(number)[1]),
    regionOf: (number) => rest(number)[0] || null,
  };
}

const noId = Buffer.alloc(ID);
const NEAR = 4;

/** Lines by slices. */
function* lines(office: Reader): Generator<Buffer> {
  const { index, expression } = familyIndex;
  const slice = prepared(office.db, `SELECT count(*), CAST(group_concat(row, char(${newLine})) AS BLOB), max(row) FROM (SELECT ${expression} AS row FROM familySummary INDEXED BY ${index} WHERE ${expression} > ? ORDER BY ${expression} LIMIT ${SLICE})`).raw();
  for (let after: Buffer = Buffer.alloc(0); ;) {
    const [rows, packed, end] = slice.get(after) as [number, Buffer | null, Buffer];
    if (packed) yield packed;
    if (rows < SLICE) return;
    after = end;
  }
}

/** Whether the text in a row is greater than a day; a blank is not. */
function isLater(bytes: Uint8Array, at: number, day: Uint8Array): boolean {
  for (let digit = 0; digit < day.length; digit += 1) {
    const difference = (bytes[at + digit] ?? 0) - (day[digit] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
