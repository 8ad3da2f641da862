import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { listItems } from '../derive.ts';
import { isSame, textAt } from './packed-rows.ts';

/** What the lists know of every family, by its number. */
export interface Heads {
  readonly last: number;
  /** The numbers, ascending. */
  readonly order: Int32Array;
  uidOf(family: number): string;
  /** The number of a family by its id, which stands in other bytes. */
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
const UID = 36;
/** A line: the id, then the number as four digits of this base, the state and the desil, then region and needs as they are. */
const FIRST = 33;
const BASE = 90;
const at = { number: UID, state: UID + 4, desil: UID + 5, region: UID + 6 } as const;
const NO_DESIL = BASE - 1;
const [tab, newLine] = [9, 10];

/** Reads them. */
export function readHeads(office: Reader, now: string): Heads {
  const last = (sql(office, 'SELECT max(family) FROM familySummary').pluck().get() as number | null) ?? 0;
  const digit = (power: number): string => `${FIRST} + family / ${BASE ** power} % ${BASE}`;
  const slice = sql(office, `SELECT group_concat(uid || char(${[3, 2, 1, 0].map(digit).join(', ')}, ${FIRST} + CASE WHEN active = 0 THEN ${headState.gone} WHEN renews > @now THEN ${headState.asListed} ELSE ${headState.outdated} END,
    ${FIRST} + min(coalesce(desil, ${NO_DESIL}), ${NO_DESIL})) || coalesce(region, '') || char(${tab}) || needs, char(${newLine})) FROM familySummary WHERE family > @after AND family <= @until`).pluck();
  const [state, inNeed, desil] = [new Uint8Array(last + 1), new Uint8Array(last + 1), new Int16Array(last + 1).fill(-1)];
  const [order, lineOf, endOf] = [new Int32Array(last), new Int32Array(last + 1), new Int32Array(last + 1)];
  const slices: Buffer[] = [];
  let count = 0;
  for (let after = 0; after < last; after += SLICE) {
    const text = slice.get({ now, after, until: after + SLICE }) as string | null;
    const bytes = Buffer.from(text ?? '', 'latin1');
    slices.push(bytes);
    for (let line = 0; line < bytes.length;) {
      const next = bytes.indexOf(newLine, line + at.region);
      const end = next < 0 ? bytes.length : next;
      let no = 0;
      for (let place = at.number; place < at.state; place += 1) no = no * BASE + (bytes[line + place] ?? 0) - FIRST;
      lineOf[no] = line;
      endOf[no] = end;
      state[no] = (bytes[line + at.state] ?? 0) - FIRST;
      const ranked = (bytes[line + at.desil] ?? 0) - FIRST;
      if (ranked !== NO_DESIL) desil[no] = ranked;
      inNeed[no] = bytes[end - 1] === tab ? 0 : 1;
      order[count] = no;
      count += 1;
      line = end + 1;
    }
  }
  const bytesOf = (family: number): Buffer => slices[Math.floor((family - 1) / SLICE)] ?? nothing;
  const uidOf = (family: number): string => textAt(bytesOf(family), lineOf[family] ?? 0, UID);
  const restOf = (family: number): string => (endOf[family] === 0 ? '\t' : bytesOf(family).toString('latin1', (lineOf[family] ?? 0) + at.region, endOf[family]));
  let byUid: ReadonlyMap<string, number> | null = null;
  const numberOf = (uid: string): number | undefined => (byUid ??= new Map(Array.from(order.subarray(0, count), (no) => [uidOf(no), no]))).get(uid);
  let guess = 0;
  const isAt = (place: number, bytes: Uint8Array, from: number): boolean => place < count && isSame(bytes, from, bytesOf(order[place] ?? 0), lineOf[order[place] ?? 0] ?? 0, UID);
  return {
    last, order: order.subarray(0, count), uidOf, numberOf, state, desil, inNeed,
    find(bytes, from) {
      // What was written together is asked for in that order: mostly it is the next one, or the first again for another table.
      for (let tried = 0; tried < 2 * NEAR; tried += 1) {
        const place = tried < NEAR ? guess + tried : tried - NEAR;
        if (!isAt(place, bytes, from)) continue;
        guess = place;
        return order[place];
      }
      const number = numberOf(textAt(bytes, from, UID));
      if (number !== undefined) guess = placeOf(order, count, number);
      return number;
    },
    needsOf: (family) => listItems(restOf(family).slice(restOf(family).indexOf('\t') + 1)),
    regionOf: (family) => restOf(family).slice(0, restOf(family).indexOf('\t')) || null,
  };
}

const nothing = Buffer.alloc(0);
const NEAR = 16;

/** Where a number stands among ascending ones. */
function placeOf(order: Int32Array, count: number, number: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
