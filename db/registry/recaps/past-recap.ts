import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import type { Connection } from '../../store/connection.ts';
import type { Reader } from '../../store/office.ts';
import { keptParts } from '../checkpoints/family-states.ts';
import type { StatePart } from '../checkpoints/family-states.ts';
import { creditItems } from '../credit-programmes.ts';
import { listItems } from '../derive.ts';
import { recapSum } from './recap-counts.ts';
import type { RecapLevel, RecapSum } from './recap-counts.ts';

/** The last sum of each connection: a page asks for the same one several times. */
const held = new WeakMap<Connection, { readonly key: string; readonly sum: RecapSum }>();

/** What families counted for as a checkpoint kept them, by these dimensions and in areas of this level; of one region only, where one is named. */
export function pastRecap(office: Reader, parts: number, dimensions: readonly RecapDimension[], level: RecapLevel, region?: string): RecapSum {
  const credit = creditItems(office);
  const key = JSON.stringify([parts, dimensions, level, region, ...credit]);
  const known = held.get(office.db);
  if (known?.key === key) return known.sum;
  const sum = recapSum(credit, dimensions, level);
  for (const part of keptParts(office, parts, region, counted)) addPart(sum, part);
  held.set(office.db, { key, sum });
  return sum;
}

/** The columns that families are counted by. */
const counted = ['rw', 'rt', 'desil', 'members', 'needs', 'programmes', 'surveyDate', 'faults', 'badNiks', 'tags', 'active'] as const;

function addPart(sum: RecapSum, { region, rows, cells }: StatePart): void {
  const [rw, rt, desil, members, needs, programmes, surveyDate, faults, badNiks, tags, active] = cells as readonly (readonly unknown[])[];
  const lists = new Map<unknown, readonly string[]>();
  const itemsOf = (text: unknown): readonly string[] => {
    let items = lists.get(text);
    if (!items) lists.set(text, (items = listItems(text as string)));
    return items;
  };
  for (let row = 0; row < rows; row += 1) {
    if (active?.[row] !== 1) continue;
    sum.add({
      region, rw: (rw?.[row] ?? '') as string, rt: (rt?.[row] ?? '') as string, desil: (desil?.[row] ?? 0) as number, members: (members?.[row] ?? 0) as number, needs: itemsOf(needs?.[row] ?? ''), programmes: itemsOf(programmes?.[row] ?? ''),
      surveyed: ((surveyDate?.[row] ?? '') as string).slice(0, 7), faults: (faults?.[row] ?? 0) as number, badNiks: (badNiks?.[row] ?? 0) as number, tags: itemsOf(tags?.[row] ?? ''),
    }, 1);
  }
}
