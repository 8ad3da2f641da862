import { isActiveFamily, isActivePerson } from '../../rules/checks/finding.ts';
import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { isOwn, needFamily, needPerson, requireOwn } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { mergeFamilies } from './merge-families.ts';
import { mergePeople } from './merge-people.ts';
import { numbersOf } from './merge-records.ts';
import type { Merge } from './merge-records.ts';
import { needPair, pairDecision, pairKind } from './pair.ts';
import type { Pair, PairState } from './pair.ts';
import { choicesOf, suggestSides } from './pair-fields.ts';
import type { Choices, Side } from './pair-fields.ts';

export interface PairDecision {
  readonly id: string;
  readonly decision: 'same' | 'different' | 'later';
  /** The side kept, by field or by group of fields; what is not named goes as proposed. */
  readonly values: Choices;
  readonly reason: string;
}

export interface DecidedPair {
  readonly id: string;
  readonly state: PairState;
  readonly merged: boolean;
  /** The record that stays; null when nothing was merged. */
  readonly survivor: string | null;
  readonly headless: string[];
  /** NIK and No KK chosen from the other record that wait for a second person. */
  readonly held: number;
}

/** Both records of a pair as they stand now, seen through earlier merges. */
export interface Both {
  readonly left: StoredRecord;
  readonly right: StoredRecord;
}

/**
 * Decides a pair. "Same" merges when this office owns both records, else it is kept as a proposal to their owners and
 * changes nothing; "different" is never asked again; "later" waits. Errors: NOT_FOUND, OUTSIDE_AREA, INVALID_INPUT,
 * PAIR_DECIDED (merged already), PAIR_GONE (one of them is no longer active), TRANSFER_UNDERWAY.
 */
export function decidePair(office: Writer, actor: Actor, input: PairDecision): DecidedPair {
  const pair = needPair(office, input.id);
  if (pair.state === 'merged') fail('PAIR_DECIDED', { decision: 'gabung' });
  const both = needBoth(office, pair, actor.scope);
  requireSides(pair.kind, input.values);
  const same = input.decision === 'same';
  const mergeHere = same && isOwn(office, both.left) && isOwn(office, both.right);
  // A family on its way may only be read.
  if (mergeHere) for (const one of [both.left, both.right]) requireOwn(office, one);
  if (mergeHere && !(isActive(pair.kind, both.left) && isActive(pair.kind, both.right))) fail('PAIR_GONE');
  return writeChanges(office, { user: actor.user, kind: same ? 'merge' : 'decision', reason: input.reason }, (log) => {
    writeDecision(office, log, pair, { decision: pairDecision[input.decision], merged: mergeHere ? 1 : null, decidedOn: today(office), reason: input.reason, ...(mergeHere ? {} : officesOf(office, both)) });
    sql(office, 'DELETE FROM duplicateFound WHERE id = ?').run(pair.id);
    if (!mergeHere) return { id: pair.id, state: same ? 'proposed' : input.decision === 'later' ? 'later' : 'different', merged: false, survivor: null, headless: [], held: 0 };
    return { id: pair.id, state: 'merged', merged: true, ...merge(office, actor, log, pair, both, input) };
  });
}

/** Both records of a pair, once the user may see them. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function needBoth(office: Reader, pair: Pair, scope: Scope): Both {
  const need = (uid: string): StoredRecord => {
    const present = resolveAlias(office, pair.kind, uid);
    // A merged pair resolves to one record: its two originals are shown then.
    const wanted = pair.state === 'merged' ? uid : present;
    return pair.kind === 'family' ? needFamily(office, wanted, scope) : needPerson(office, wanted, scope).person;
  };
  return { left: need(pair.left), right: need(pair.right) };
}

function merge(office: Writer, actor: Actor, log: Log, pair: Pair, { left, right }: Both, input: PairDecision): Pick<DecidedPair, 'headless' | 'held'> & { survivor: string } {
  const [keep, gone, sideOfGone]: [StoredRecord, StoredRecord, Side] = left.uid < right.uid ? [left, right, 'right'] : [right, left, 'left'];
  const one: Merge = { office, user: actor.user, log, date: today(office), reason: input.reason, touched: new Set(), gone: [], held: [] };
  const choices = { ...suggestSides(office, pair.kind, left, right), ...byGroup(pair.kind, input.values) };
  const work = pair.kind === 'family' ? mergeFamilies : mergePeople;
  const headless = work(one, keep, gone, sideOfGone, choices);
  const place = findRecord(office, 'person', keep.uid)?.values.family;
  if (typeof place === 'string') one.touched.add(place);
  refreshDerived(office, numbersOf(office, one.touched));
  return { survivor: keep.uid, headless, held: one.held.length };
}

/** Whose each of two records is; the name of an office is all that is told of a record elsewhere. */
function officesOf(office: Reader, { left, right }: Both): { leftOffice: string; rightOffice: string } {
  const owner = ({ values }: StoredRecord): string => textOf(values.owner) ?? office.identity.code;
  return { leftOffice: owner(left), rightOffice: owner(right) };
}

/** Writes what was decided: on the pair's record, or a new one under the question's id. */
export function writeDecision(office: Writer, log: Log, pair: Pair, values: Readonly<Record<string, string | number | null>>): void {
  if (pair.record) {
    log.update('pair', pair.record.id, values);
    return;
  }
  log.create('pair', {
    owner: office.identity.code, kind: pairKind[pair.kind], left: pair.left, right: pair.right, score: pair.score, agreements: JSON.stringify(pair.agreements), ...values,
  }, pair.id);
}

function isActive(kind: Pair['kind'], record: StoredRecord): boolean {
  return kind === 'family' ? isActiveFamily(record.values) : isActivePerson(record.values);
}

function requireSides(kind: Pair['kind'], values: Choices): void {
  const known = choicesOf(kind);
  for (const name of Object.keys(values)) {
    if (!known.has(name) && ![...known.values()].some((keys) => keys.includes(name))) fail('INVALID_INPUT', { detail: `values.${name}` });
  }
}

/** Choices by group, whichever field of the group named them. */
function byGroup(kind: Pair['kind'], values: Choices): Record<string, Side> {
  const sides: Record<string, Side> = {};
  for (const [group, keys] of choicesOf(kind)) for (const key of [...keys, group]) if (values[key]) sides[group] = values[key];
  return sides;
}
