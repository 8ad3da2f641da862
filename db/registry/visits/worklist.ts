import type { Connection } from '../../store/connection.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { dueFamilies, dueRule, dueStandings } from './due-families.ts';
import type { DueFamily, DueRule, DueStanding, DueState, WorkPlace } from './due-families.ts';

/** How a worklist is split. */
export type SplitBy = 'rt' | 'dasawisma' | 'enumerator';
const states = ['due', 'planned', 'visited', 'checked', 'approved', 'returned'] as const satisfies readonly DueState[];

/** One part of a worklist with how far it is; `region` is the kelurahan of an RT, for an office of several. */
export interface WorkGroup extends Readonly<Record<DueState, number>> {
  readonly key: string; readonly label: string; readonly region: string | null; readonly total: number;
}

export interface WorkQuery {
  readonly round: string;
  readonly by: SplitBy;
  /** Narrow the rows, never the groups. */
  readonly group?: string | undefined;
  readonly state?: DueState | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** The families of one RT that are due, in their order, as numbers: each with how far it is and whose it would be. */
interface Part extends WorkPlace {
  readonly families: readonly number[];
  readonly far: readonly number[];
  readonly dasawisma: readonly string[];
  readonly enumerator: readonly string[];
}

/** The worklists of a period as a connection holds them. */
interface Held {
  readonly of: string;
  /** What the connection had seen of all writes, and of what touches worklists. */
  seen: string;
  touched: number;
  rule: DueRule;
  parts: Map<string, Part>;
  /** The parts in the order of a walk; made again when one comes or goes. */
  order: readonly Part[] | null;
  groups: Partial<Record<SplitBy, readonly WorkGroup[]>>;
}

/** Periods that a connection holds at most. */
const MOST_HELD = 4;
/** So many RT at once cost what judging all costs. */
const MOST_TOUCHED = 400;
const held = new WeakMap<Connection, Held[]>();

/**
 * The families of a period split into worklists. Who is due is judged once and held; after a write only the RT that it touched are
 * judged anew (migration 0042), and turning pages reads the rows that are shown and no others. Error: NOT_FOUND.
 */
export function workOf(office: Reader, query: WorkQuery, scope: Scope): { groups: readonly WorkGroup[]; total: number; rows: DueFamily[] } {
  const work = workNow(office, query.round, scope);
  const { by, group, state, limit, offset } = query;
  const far = state === undefined ? null : states.indexOf(state);
  const shown: number[] = [];
  let total = 0;
  for (const part of (work.order ??= inOrder(work.parts))) {
    if (by === 'rt' && group !== undefined && keyOf(part) !== group) continue;
    const among = by === 'rt' || group === undefined ? null : part[by];
    for (let at = 0; at < part.families.length; at += 1) {
      if ((among !== null && among[at] !== group) || (far !== null && part.far[at] !== far)) continue;
      if (total >= offset && shown.length < limit) shown.push(part.families[at] ?? 0);
      total += 1;
    }
  }
  const rows = shown.length === 0 ? [] : dueFamilies(office, work.rule, scope, shown).map(({ number: _number, ...row }) => row);
  return { groups: (work.groups[by] ??= groupsBy(office, work, by)), total, rows };
}

/** So many RT are judged at a time where all are made ready: some milliseconds. */
const STEP = 20;

/**
 * Judges a period on this connection before anybody looks, step by step; `goOn` lets other work in between, and says whether the
 * register is still open. What is written meanwhile is judged anew at the first look, as after any write. Error: NOT_FOUND.
 */
export async function prepareWork(office: Reader, round: string, scope: Scope, goOn: () => Promise<boolean>, step = STEP): Promise<void> {
  const of = `${round} ${scope ?? ''}`;
  const day = today(office);
  const isHeld = (): boolean => held.get(office.db)?.some((one) => one.of === of && one.seen.startsWith(day)) === true;
  if (isHeld()) return;
  const touched = lastTouched(office);
  const rule = dueRule(office, round, scope);
  const parts = new Map<string, Part>();
  const places = sql(office, "SELECT DISTINCT coalesce(region, '') AS region, coalesce(rw, '') AS rw, coalesce(rt, '') AS rt FROM familySummary").all() as WorkPlace[];
  for (let from = 0; from < places.length; from += step) {
    // Somebody may have looked meanwhile.
    if (!(await goOn()) || isHeld()) return;
    for (const part of partsOf(dueStandings(office, rule, scope, places.slice(from, from + step)))) parts.set(keyOf(part), part);
  }
  // Seen at no write: the first look asks what was touched since.
  keepHeld(office, { of, seen: day, touched, rule, parts, order: null, groups: {} });
}

function keepHeld(office: Reader, now: Held): void {
  held.set(office.db, [now, ...(held.get(office.db) ?? []).filter((one) => one.of !== now.of)].slice(0, MOST_HELD));
}

function lastTouched(office: Reader): number {
  return (sql(office, 'SELECT max(id) FROM workTouched').pluck().get() as number | null) ?? 0;
}

function workNow(office: Reader, round: string, scope: Scope): Held {
  const of = `${round} ${scope ?? ''}`;
  const seen = `${today(office)} ${String(office.db.pragma('data_version', { simple: true }))} ${String(sql(office, 'SELECT total_changes()').pluck().get())}`;
  const all = held.get(office.db) ?? [];
  const known = all.find((one) => one.of === of);
  if (known?.seen === seen) return known;
  // Asked before anything is read: what is written meanwhile is judged once more.
  const touched = lastTouched(office);
  const rule = dueRule(office, round, scope);
  const places = known && touchedSince(office, known, rule);
  if (known && places) {
    judgeAnew(office, known, rule, scope, places);
    Object.assign(known, { seen, touched, rule });
    return known;
  }
  const parts = new Map(partsOf(dueStandings(office, rule, scope)).map((part) => [keyOf(part), part]));
  const now: Held = { of, seen, touched, rule, parts, order: null, groups: {} };
  keepHeld(office, now);
  return now;
}

/** The RT in which somebody may be due otherwise than is held; null when that may be anywhere. */
function touchedSince(office: Reader, { rule: before, touched }: Held, rule: DueRule): WorkPlace[] | null {
  if (rule.latest !== before.latest || rule.visitors.key !== before.visitors.key || JSON.stringify(rule.round.values) !== JSON.stringify(before.round.values)) return null;
  const places = sql(office, 'SELECT region, rw, rt FROM workTouched WHERE id > ? LIMIT ?').all(touched, MOST_TOUCHED) as WorkPlace[];
  const listed = [...rule.listed].flatMap(([family, task]) => (before.listed.get(family) === task && before.listed.has(family) ? [] : [family]));
  const gone = [...before.listed.keys()].filter((family) => !rule.listed.has(family));
  if (listed.length + gone.length > 0) {
    places.push(...(sql(office, "SELECT DISTINCT coalesce(region, '') AS region, coalesce(rw, '') AS rw, coalesce(rt, '') AS rt FROM familySummary WHERE uid IN (SELECT value FROM json_each(?)) LIMIT ?").all(JSON.stringify([...listed, ...gone]), MOST_TOUCHED) as WorkPlace[]));
  }
  return places.length < MOST_TOUCHED ? places : null;
}

function judgeAnew(office: Reader, work: Held, rule: DueRule, scope: Scope, places: readonly WorkPlace[]): void {
  if (places.length === 0) return;
  const own = [...new Map(places.map((place) => [keyOf(place), place])).values()];
  const found = new Map(partsOf(dueStandings(office, rule, scope, own)).map((part) => [keyOf(part), part]));
  for (const place of own) {
    const key = keyOf(place);
    const part = found.get(key);
    if (part) work.parts.set(key, part);
    else work.parts.delete(key);
  }
  work.order = null;
  work.groups = {};
}

/** The families of each RT, in the order in which they come. */
function partsOf(all: readonly DueStanding[]): Part[] {
  const parts: (Part & { families: number[]; far: number[]; dasawisma: string[]; enumerator: string[] })[] = [];
  // Thousands of families share a text.
  const texts = new Map<string, string>();
  const same = (text: string | null): string => {
    const known = texts.get(text ?? '');
    if (known === undefined) texts.set(text ?? '', text ?? '');
    return known ?? text ?? '';
  };
  let part: (typeof parts)[number] | undefined;
  for (const row of all) {
    const [region, rw, rt] = [row.region ?? '', row.rw ?? '', row.rt ?? ''];
    if (part === undefined || part.rt !== rt || part.rw !== rw || part.region !== region) parts.push((part = { region, rw, rt, families: [], far: [], dasawisma: [], enumerator: [] }));
    part.families.push(row.number);
    part.far.push(states.indexOf(row.state));
    part.dasawisma.push(same(row.dasawisma));
    part.enumerator.push(same(row.enumerator));
  }
  return parts;
}

function inOrder(parts: ReadonlyMap<string, Part>): Part[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return [...parts.values()].sort((a, b) => compare(a.region, b.region) || compare(a.rw, b.rw) || compare(a.rt, b.rt));
}

/** The groups of a split in their order, those of none last. */
function groupsBy(office: Reader, { parts, rule }: Held, by: SplitBy): readonly WorkGroup[] {
  const found = new Map<string, { -readonly [Key in keyof WorkGroup]: WorkGroup[Key] }>();
  const names = by === 'rt' ? new Map<string, string>() : by === 'enumerator' ? rule.visitors.names : new Map(sql(office, 'SELECT uid, name FROM peopleGroup').raw().all() as [string, string][]);
  const groupAt = (key: string, label: string, region: string | null): NonNullable<ReturnType<typeof found.get>> => {
    let one = found.get(key);
    if (!one) found.set(key, (one = { key, label, region, total: 0, due: 0, planned: 0, visited: 0, checked: 0, approved: 0, returned: 0 }));
    return one;
  };
  for (const part of parts.values()) {
    const ofRt = by === 'rt' ? groupAt(keyOf(part), part.rw === '' && part.rt === '' ? '' : `RW ${part.rw || '–'} RT ${part.rt || '–'}`, part.region === '' ? null : part.region) : null;
    part.far.forEach((far, at) => {
      const key = by === 'rt' ? '' : (part[by][at] ?? '');
      const one = ofRt ?? groupAt(key, names.get(key) ?? '', null);
      one.total += 1;
      one[states[far] ?? 'due'] += 1;
    });
  }
  const { compare } = new Intl.Collator('id', { numeric: true });
  return [...found.values()].sort((a, b) => compare(a.region ?? '', b.region ?? '') || Number(a.label === '') - Number(b.label === '') || compare(a.label, b.label) || compare(a.key, b.key));
}

function keyOf({ region, rw, rt }: WorkPlace): string {
  return `${region}/${rw}/${rt}`;
}
