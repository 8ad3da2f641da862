import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { labelOf } from '../../rules/lists.ts';
import { visitState } from '../../rules/visits/visit.ts';
import type { VisitEffect } from '../../rules/visits/visit.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needFamily, needPerson, needRecord, requireOwn, textValue } from '../access.ts';
import type { Actor } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import { readValues } from '../input-values.ts';
import { requirePast } from '../life-events.ts';
import { voidReason } from '../states.ts';
import { needEnumerator } from './enumerators.ts';
import { needOpenRound } from './rounds.ts';

export interface VisitFinding {
  /** The visit that was planned; without it, one that nobody planned. */
  readonly id?: string | undefined;
  readonly family?: string | undefined;
  readonly round?: string | undefined;
  readonly person?: string | undefined;
  readonly date: string;
  readonly method: number;
  readonly result: number;
  /** Who went: an enumerator, on whose behalf it is entered, or somebody by name; nobody named is the user. */
  readonly enumerator?: string | null | undefined;
  readonly visitor?: string | null | undefined;
  readonly note?: string | null | undefined;
  readonly location?: { readonly latitude: number; readonly longitude: number; readonly from: number } | null | undefined;
  readonly effects: readonly VisitEffect[];
  readonly task?: string | undefined;
  readonly about?: { readonly kind: string; readonly id: string } | undefined;
}

const open: readonly unknown[] = [visitState.task, visitState.planned, visitState.visited, visitState.returned];

/**
 * Records what a visit found; the register stays as it is until it is approved. A second record of a visit that nobody
 * checked corrects the first. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, DATE_FUTURE, VISIT_STATE, ROUND_CLOSED,
 * ENUMERATOR_ENDED, NOT_IN_FAMILY, INVALID_INPUT.
 */
export function recordVisit(office: Writer, actor: Actor, finding: VisitFinding): { id: string; region: string | null } {
  const planned = finding.id ?? plannedFor(office, finding);
  const present = planned === undefined ? null : needVisit(office, planned, actor);
  if (present) requireState(present, open);
  const family = needFamily(office, resolveAlias(office, 'family', present ? String(present.values.family) : (finding.family ?? fail('INVALID_INPUT', { detail: 'family' }))), actor.scope);
  requireOwn(office, family);
  requirePast(office, finding.date);
  const round = finding.round === undefined ? null : needOpenRound(office, finding.round).uid;
  const enumerator = finding.enumerator ? needEnumerator(office, finding.enumerator) : null;
  const effects = finding.effects.map((effect) => readEffect(office, actor, family, effect));
  const { location } = finding;
  const region = textValue(family, 'region');
  const values: FieldValues = {
    state: visitState.visited, date: finding.date, method: finding.method, result: finding.result, person: finding.person === undefined ? null : memberOf(office, actor, family, finding.person),
    enumerator: enumerator?.uid ?? null, visitor: (enumerator && textValue(enumerator, 'name')) ?? (finding.visitor?.trim() || actor.user.name), onBehalf: enumerator ? 1 : 0,
    enteredBy: actor.user.name, enteredId: actor.user.uid, note: finding.note?.trim() || null,
    latitude: location?.latitude ?? null, longitude: location?.longitude ?? null, locationFrom: location?.from ?? null, effects: effects.length === 0 ? null : JSON.stringify(effects),
    checkedBy: null, checkedId: null, checkedOn: null, decidedBy: null, decidedId: null, decidedOn: null,
  };
  return writeChanges(office, { user: actor.user, kind: 'verval', reason: enumerator ? `atas nama ${textValue(enumerator, 'name') ?? ''}` : null }, (log) => {
    if (present) {
      log.update('visit', present.id, values);
      return { id: present.uid, region };
    }
    return { region, id: log.create('visit', { owner: office.identity.code, round, family: family.uid, task: finding.task ?? null, aboutKind: finding.about?.kind ?? null, about: finding.about?.id ?? null, ...values }).uid };
  });
}

/** The visit of a family in a period that nobody made yet. */
function plannedFor(office: Writer, { round, family }: VisitFinding): string | undefined {
  return round === undefined || family === undefined ? undefined : (sql(office, 'SELECT uid FROM visit WHERE round = ? AND family = ? AND state IN (1, 2, 6) AND voided IS NULL ORDER BY id DESC LIMIT 1').pluck().get(round, family) as string | undefined);
}

/** Takes a visit back that was recorded by mistake; one that was approved stays. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, VISIT_STATE. */
export function voidVisit(office: Writer, actor: Actor, id: string, reason: string): void {
  const visit = needVisit(office, id, actor);
  requireState(visit, [...open, visitState.checked]);
  writeChanges(office, { user: actor.user, kind: 'verval', reason }, (log) => log.update('visit', visit.id, { voided: voidReason.mistake }));
}

/** A visit of this office within the user's area. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function needVisit(office: Writer, uid: string, actor: Actor): StoredRecord {
  const visit = needRecord(office, 'visit', uid);
  if (visit.values.voided !== null) fail('NOT_FOUND', { id: uid });
  needFamily(office, resolveAlias(office, 'family', String(visit.values.family)), actor.scope);
  requireOwn(office, visit);
  return visit;
}

/** Refuses (VISIT_STATE) a step that a visit in its state cannot take. */
export function requireState(visit: StoredRecord, states: readonly unknown[]): void {
  if (!states.includes(visit.values.state)) fail('VISIT_STATE', { state: labelOf('TEPAT.statusVerval', Number(visit.values.state)) ?? '' });
}

/** An effect as it is kept: everybody who moves by name, values as they would be stored, and what stood there. */
function readEffect(office: Writer, actor: Actor, family: StoredRecord, effect: VisitEffect): VisitEffect {
  if (effect.kind === 'death') {
    memberOf(office, actor, family, effect.person);
    return effect;
  }
  if (effect.kind === 'move') return { ...effect, people: effect.people.map((uid) => memberOf(office, actor, family, uid)) };
  const record = effect.entity === 'family' ? family : needRecord(office, 'person', memberOf(office, actor, family, effect.id));
  if (record.uid !== effect.id) fail('NOT_IN_FAMILY');
  const values = readValues(effect.entity, effect.values);
  return { ...effect, values: values as Record<string, string | number | null>, before: Object.fromEntries(Object.keys(values).map((key) => [key, record.values[key] ?? null])) };
}

function memberOf(office: Writer, actor: Actor, family: StoredRecord, uid: string): string {
  const { person, family: own } = needPerson(office, uid, actor.scope);
  if (own.uid !== family.uid) fail('NOT_IN_FAMILY');
  return person.uid;
}

