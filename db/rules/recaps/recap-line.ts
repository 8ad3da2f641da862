import { faultBits } from './quality.ts';

/** What families are counted by, beside their desil. `all` has one item, the empty text. */
export const recapDimensions = ['all', 'need', 'programme', 'tag', 'fresh', 'quality'] as const;
export type RecapDimension = (typeof recapDimensions)[number];

/** A family as recaps count it. */
export interface RecapLine {
  readonly region: string;
  readonly rw: string;
  readonly rt: string;
  /** 0 is "belum diperingkat". */
  readonly desil: number;
  readonly members: number;
  readonly needs: readonly string[];
  /** Local numbers. */
  readonly programmes: readonly string[];
  readonly tags: readonly string[];
  /** The month of the last survey; '' without one. */
  readonly surveyed: string;
  readonly faults: number;
  readonly badNiks: number;
}

/** The item of those that have any item of a dimension. */
export const anyItem = '*';

/** Reads the text that the register's triggers write of a line. */
export function readRecapLine(text: string): RecapLine {
  const [region = '', rw = '', rt = '', desil, members, needs = '', programmes = '', surveyed = '', faults, badNiks, tags = ''] = text.split('\u001F');
  return { region, rw, rt, desil: Number(desil), members: Number(members), needs: itemsOf(needs), programmes: itemsOf(programmes), surveyed, faults: Number(faults), badNiks: Number(badNiks), tags: itemsOf(tags) };
}

function itemsOf(text: string): readonly string[] {
  return text === '' ? [] : text.trim().split(' ');
}

/** The dimensions in which a line counts otherwise than it did: where its place, desil or size is another, all of them. */
export function recapDifference(was: RecapLine, now: RecapLine): readonly RecapDimension[] {
  if (was.region !== now.region || was.rw !== now.rw || was.rt !== now.rt || was.desil !== now.desil || was.members !== now.members) return recapDimensions;
  const same: Readonly<Record<RecapDimension, boolean>> = {
    all: true, need: areSame(was.needs, now.needs), programme: areSame(was.programmes, now.programmes), tag: areSame(was.tags, now.tags), fresh: was.surveyed === now.surveyed,
    quality: was.faults === now.faults && was.badNiks === now.badNiks,
  };
  return recapDimensions.filter((dimension) => !same[dimension]);
}

function areSame(was: readonly string[], now: readonly string[]): boolean {
  return was.length === now.length && was.every((item, place) => item === now[place]);
}

/** Calls `count` with every item that a family counts for, and with how many people. */
export function countRecapLine(line: RecapLine, count: (dimension: RecapDimension, item: string, people: number) => void): void {
  const { members, needs, programmes, tags } = line;
  count('all', '', members);
  for (const need of needs) count('need', need, members);
  if (needs.length > 0) count('need', anyItem, members);
  for (const programme of programmes) count('programme', programme, members);
  if (programmes.length > 0) count('programme', anyItem, members);
  for (const tag of tags) count('tag', tag, members);
  count('fresh', line.surveyed, members);
  if (line.badNiks > 0) count('quality', 'nik', line.badNiks);
  if ((line.faults & faultBits.noKk) !== 0) count('quality', 'noKk', members);
  if ((line.faults & faultBits.address) !== 0) count('quality', 'address', members);
}
