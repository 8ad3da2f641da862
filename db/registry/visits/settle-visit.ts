import { fail } from '../../rules/failure.ts';
import { isActivePerson } from '../../rules/checks/finding.ts';
import { labelOf } from '../../rules/lists.ts';
import { petitionKind, petitionState } from '../../rules/petitions/states.ts';
import { effectsOf, metFamily, neededEffect, petitionVerdict, taskOutcome, visitState } from '../../rules/visits/visit.ts';
import type { VisitEffect } from '../../rules/visits/visit.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { findRecord, recordsWhere } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needFamily, requireOwn, textValue } from '../access.ts';
import type { Actor } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import type { Acknowledgement } from '../findings.ts';
import { needMortal, writeDeath } from '../life-events.ts';
import { needLeaving, writeMoveOut } from '../moves.ts';
import { holdIdentity } from '../proposals/held-identity.ts';
import { movePetition } from '../petitions/petition-records.ts';
import { requireSecondPerson } from '../two-persons.ts';
import { planChange, writeChange } from '../record-change.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { needVisit, requireState } from './record-visit.ts';

export interface VisitCheck {
  readonly id: string;
  readonly verdict: 'correct' | 'return';
  /** The result, where whoever checks finds another one. */
  readonly result?: number | undefined;
  readonly remark?: string | undefined;
}

/** Another person says that what a visit found is right, or sends it back. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, VISIT_STATE, SAME_PERSON, INVALID_INPUT (sent back without a word). */
export function checkVisit(office: Writer, actor: Actor, check: VisitCheck): { state: string } {
  const visit = needVisit(office, check.id, actor);
  requireState(visit, [visitState.visited]);
  requireSecondPerson(office, actor, visit.values.enteredBy);
  const remark = remarkOf(check.verdict, check.remark);
  const correct = check.verdict === 'correct';
  const state = correct ? visitState.checked : visitState.returned;
  const petition = correct ? usulanOf(office, actor, visit) : null;
  return settle(office, actor, visit, remark, (log) => {
    if (petition) verifyUsulan(office, log, actor, petition, visit, check.result ?? Number(visit.values.result), remark);
    log.update('visit', visit.id, { state, checkedBy: actor.user.name, checkedId: actor.user.uid, checkedOn: today(office), remark, ...(check.result !== undefined && check.verdict === 'correct' && { result: check.result }) });
    return state;
  });
}

/** The usulan that a visit was made for and that waits to be verified; whoever took it down does not verify it. Error: SAME_PERSON. */
function usulanOf(office: Writer, actor: Actor, visit: StoredRecord): StoredRecord | null {
  const petition = visit.values.aboutKind === 'usulan' ? findRecord(office, 'petition', String(visit.values.about)) : undefined;
  const waits = petition !== undefined && petition.values.owner === office.identity.code && petition.values.voided === null && petition.values.kind === petitionKind.usulan && petition.values.state === petitionState.submitted;
  if (!waits) return null;
  requireSecondPerson(office, actor, petition.values.enteredBy);
  return petition;
}

function verifyUsulan(office: Writer, log: Log, actor: Actor, petition: StoredRecord, visit: StoredRecord, result: number, remark: string | null): void {
  const verdict = petitionVerdict(result);
  if (verdict === null) return;
  movePetition(office, log, actor, petition, petitionState.verified, { result: verdict, date: textValue(visit, 'date') ?? today(office), method: Number(visit.values.method), reason: remark ?? textValue(visit, 'note') ?? labelOf('TEPAT.hasilVerval', result) ?? null });
}

export interface VisitDecision {
  readonly id: string;
  readonly verdict: 'approve' | 'return';
  readonly remark?: string | undefined;
  readonly acknowledged: readonly Acknowledgement[];
}

/**
 * The head of the office approves a checked visit: only now the register says what it found, all in one transaction with
 * the evidence named; or sends it back. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, VISIT_STATE, SAME_PERSON, VISIT_EFFECT
 * and those of the changes themselves (NOT_ALIVE, DATE_ORDER, SAVE_BLOCKED, WARNINGS_OPEN …). `held`: NIK and No KK that
 * wait for a second person, where whoever approves found and checked the visit too.
 */
export function decideVisit(office: Writer, actor: Actor, decision: VisitDecision): { state: string; held: number } {
  const visit = needVisit(office, decision.id, actor);
  requireState(visit, [visitState.checked]);
  requireSecondPerson(office, actor, visit.values.enteredBy);
  const remark = remarkOf(decision.verdict, decision.remark);
  const decided = { decidedBy: actor.user.name, decidedId: actor.user.uid, decidedOn: today(office), remark };
  if (decision.verdict === 'return') {
    const { state } = settle(office, actor, visit, remark, (log) => {
      log.update('visit', visit.id, { state: visitState.returned, ...decided });
      return visitState.returned;
    });
    return { state, held: 0 };
  }
  const family = needFamily(office, resolveAlias(office, 'family', String(visit.values.family)), actor.scope);
  requireOwn(office, family);
  const steps = stepsOf(office, actor, visit, family, decision.acknowledged);
  let held = 0;
  const { state } = settle(office, actor, visit, remark, (log) => {
    for (const step of steps) if (step(log) === true) held++;
    writeFreshness(log, visit, family);
    answerTaskOf(office, log, visit);
    log.update('visit', visit.id, { state: visitState.approved, ...decided });
    refreshDerived(office, [family.id]);
    return visitState.approved;
  });
  return { state, held };
}

/** One transaction that names the visit, its people and its photos: the audit tells who found, who checked and who approved. */
function settle(office: Writer, actor: Actor, visit: StoredRecord, reason: string | null, work: (log: Log) => number): { state: string } {
  const photos = sql(office, 'SELECT sha256 FROM photo WHERE visit = ? AND voided IS NULL ORDER BY id').pluck().all(visit.uid) as string[];
  const { enteredBy, visitor, checkedBy } = visit.values;
  const detail = { what: 'verval', visit: visit.uid, family: visit.values.family, result: labelOf('TEPAT.hasilVerval', Number(visit.values.result)) ?? null, enteredBy, visitor, checkedBy, photos };
  return writeChanges(office, { user: actor.user, kind: 'verval', reason, detail }, (log) => ({ state: labelOf('TEPAT.statusVerval', work(log)) ?? '' }));
}

function remarkOf(verdict: string, remark: string | undefined): string | null {
  const said = remark?.trim() || null;
  return verdict === 'return' && said === null ? fail('INVALID_INPUT', { detail: 'remark' }) : said;
}

/** A change ready to be written; `true` says that a number of it waits for a second person. */
type Step = (log: Log) => boolean | void;

/** The changes of a visit, each checked against the register as it is now. */
function stepsOf(office: Writer, actor: Actor, visit: StoredRecord, family: StoredRecord, acknowledged: readonly Acknowledgement[]): Step[] {
  const effects = effectsOf(visit.values.effects);
  const result = Number(visit.values.result);
  const needed = neededEffect(result);
  if (needed !== null && !effects.some((effect) => effect.kind === needed)) fail('VISIT_EFFECT', { result: labelOf('TEPAT.hasilVerval', result) ?? '' });
  return [...effects.map((effect) => stepOf(office, actor, visit, family, effect, acknowledged)), ...placeStep(office, actor, visit, family, acknowledged)];
}

function stepOf(office: Writer, actor: Actor, visit: StoredRecord, family: StoredRecord, effect: VisitEffect, acknowledged: readonly Acknowledgement[]): Step {
  if (effect.kind === 'death') {
    const death = { id: resolveAlias(office, 'person', effect.person), date: effect.date, reason: 'hasil verval', ...(effect.place !== undefined && { place: effect.place }) };
    const found = needMortal(office, actor, death);
    return (log) => writeDeath(office, log, found, death);
  }
  if (effect.kind === 'move') {
    const people = effect.people.length > 0 ? effect.people.map((uid) => resolveAlias(office, 'person', uid)) : recordsWhere(office, 'person', 'family', family.uid).filter((person) => isActivePerson(person.values)).map((person) => person.uid);
    const move = { family: family.uid, people, date: effect.date, destination: effect.destination, reason: 'hasil verval' };
    const leaving = needLeaving(office, actor, move);
    return (log) => writeMoveOut(office, log, leaving, move);
  }
  const change = { entity: effect.entity, id: resolveAlias(office, effect.entity, effect.id), values: effect.values, acknowledged, reason: 'hasil verval' };
  const planned = planChange(office, actor, change);
  // Where checking asks for no second person, one user may have found, checked and approved alone.
  const alone = [visit.values.enteredBy, visit.values.checkedBy].every((name) => name === null || name === actor.user.name);
  return (log) => {
    const { free, held } = alone ? holdIdentity(office, log, { user: actor.user, reason: change.reason }, effect.entity, planned.record, planned.values) : { free: planned.values, held: false };
    writeChange(office, log, { ...planned, values: free }, change);
    return held;
  };
}

/** Where the house was seen to stand. */
function placeStep(office: Writer, actor: Actor, visit: StoredRecord, family: StoredRecord, acknowledged: readonly Acknowledgement[]): ((log: Log) => void)[] {
  const { latitude, longitude } = visit.values;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  const change = { entity: 'family' as const, id: family.uid, values: { latitude, longitude }, acknowledged, reason: 'hasil verval' };
  const planned = planChange(office, actor, change);
  return [(log) => void writeChange(office, log, planned, change)];
}

/** A family that was met is as fresh as the visit; an older visit approved late makes nothing older. */
function writeFreshness(log: Log, visit: StoredRecord, family: StoredRecord): void {
  const date = textValue(visit, 'date');
  const known = textValue(family, 'surveyDate');
  if (date === null || !metFamily(Number(visit.values.result)) || (known !== null && known >= date)) return;
  log.update('family', family.id, { surveyDate: date, enumerator: textValue(visit, 'visitor') });
}

/** The office that gave the task is told what was found. */
function answerTaskOf(office: Writer, log: Log, visit: StoredRecord): void {
  const task = textValue(visit, 'task');
  const outcome = taskOutcome(Number(visit.values.result), effectsOf(visit.values.effects).length > 0);
  if (task === null || outcome === null || !findRecord(office, 'task', task)) return;
  const owner = office.identity.code;
  const values = { outcome, note: textValue(visit, 'note'), family: textValue(visit, 'family'), person: textValue(visit, 'person'), doneOn: textValue(visit, 'date'), doneBy: textValue(visit, 'visitor') };
  const earlier = sql(office, 'SELECT id FROM taskResult WHERE task = ? AND owner = ? ORDER BY id DESC LIMIT 1').pluck().get(task, owner) as number | undefined;
  if (earlier === undefined) log.create('taskResult', { owner, task, ...values });
  else log.update('taskResult', earlier, values);
}
