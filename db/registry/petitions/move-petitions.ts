import { fail } from '../../rules/failure.ts';
import { isInside } from '../../rules/region-code.ts';
import { answers as answerMoves, petitionKind, petitionResult, petitionState } from '../../rules/petitions/states.ts';
import type { AnswerKind } from '../../rules/petitions/states.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { Actor } from '../access.ts';
import { requirePast } from '../life-events.ts';
import { requireSecondPerson } from '../two-persons.ts';
import { levelOf, movePetition, needPetition, ownPetition, requireSecret, roundOf, writeStep } from './petition-records.ts';

const { submitted, verified, discussed, approved, done } = petitionState;

export interface Verification {
  readonly id: string;
  /** TEPAT.hasilUsulan 1–3. */
  readonly result: number;
  readonly date: string;
  /** TEPAT.caraVerval. */
  readonly method: number;
  readonly reason?: string | null | undefined;
}

/**
 * What somebody found who looked: worthy, not, or something to be mended first. Errors: NOT_FOUND, OUTSIDE_AREA,
 * NOT_OWNER, PETITION_STATE, SAME_PERSON (who took it down), REASON_NEEDED, DATE_FUTURE, DATE_ORDER, PETITION_SECRET.
 */
export function verifyPetition(office: Writer, actor: Actor, { id, result, date, method, reason }: Verification): void {
  const petition = ownPetition(office, actor, id, [submitted, verified]);
  requireSecondPerson(office, actor, petition.values.enteredBy);
  requirePast(office, date);
  const received = String(petition.values.receivedOn ?? '');
  if (date < received) fail('DATE_ORDER', { start: received, end: date });
  if (result !== petitionResult.worthy && !reason?.trim()) fail('REASON_NEEDED');
  requireSecret(petition.values, reason);
  writeChanges(office, { user: actor.user, kind: 'petition', reason: reason ?? null }, (log) => movePetition(office, log, actor, petition, verified, { result, date, method, reason }));
}

export interface Approval {
  readonly ids: readonly string[];
  readonly letterNo: string;
  readonly letterDate: string;
}

/** The head of the office approves what the musyawarah accepted, by a letter (surat pengesahan). All or none. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, PETITION_STATE, DATE_FUTURE. */
export function approvePetitions(office: Writer, actor: Actor, { ids, letterNo, letterDate }: Approval): { approved: number } {
  requirePast(office, letterDate);
  const petitions = ids.map((id) => ownPetition(office, actor, id, [discussed]));
  for (const { values } of petitions) if (values.result !== petitionResult.accepted) fail('PETITION_STATE', { number: String(values.number ?? '') });
  writeChanges(office, { user: actor.user, kind: 'decision', reason: letterNo }, (log) => {
    for (const one of petitions) movePetition(office, log, actor, one, approved, { result: petitionResult.accepted, letterNo, letterDate });
  });
  return { approved: petitions.length };
}

/**
 * Closes without an office above: a sanggah whose decision was carried out here. Errors: NOT_FOUND, OUTSIDE_AREA,
 * NOT_OWNER, PETITION_STATE (a usulan waits for its answer), PETITION_SECRET.
 */
export function finishPetition(office: Writer, actor: Actor, id: string, reason: string): void {
  const petition = ownPetition(office, actor, id, [approved]);
  if (petition.values.kind !== petitionKind.sanggah) fail('PETITION_STATE', { number: String(petition.values.number ?? '') });
  requireSecret(petition.values, reason);
  writeChanges(office, { user: actor.user, kind: 'petition', reason }, (log) => movePetition(office, log, actor, petition, done, { reason }));
}

/** The head turns down, after it was verified, what needs no musyawarah. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, PETITION_STATE, PETITION_SECRET. */
export function refusePetition(office: Writer, actor: Actor, id: string, reason: string): void {
  const petition = ownPetition(office, actor, id, [verified, discussed]);
  requireSecret(petition.values, reason);
  writeChanges(office, { user: actor.user, kind: 'decision', reason }, (log) => movePetition(office, log, actor, petition, petitionState.rejected, { result: petitionResult.refused, reason }));
}

export interface Answer {
  readonly ids: readonly string[];
  readonly answer: AnswerKind;
  readonly reason?: string | null | undefined;
  readonly letterNo?: string | null | undefined;
  readonly letterDate?: string | null | undefined;
}

/**
 * The kecamatan or the city answers what offices below approved: that it has it, where it sent it, what became of it, or
 * back with what is missing. The answer travels back with the next report. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_BELOW,
 * PETITION_STATE (not approved there), ANSWER_CITY (a kecamatan neither grants nor forwards), REASON_NEEDED, DATE_FUTURE, PETITION_SECRET.
 */
export function answerPetitions(office: Writer, actor: Actor, { ids, answer, reason, letterNo, letterDate }: Answer): { answered: number } {
  const move = answerMoves[answer];
  const state = move[levelOf(office.identity.code)] ?? fail('ANSWER_CITY');
  if ((answer === 'denied' || answer === 'returned') && !reason?.trim()) fail('REASON_NEEDED');
  if (letterDate) requirePast(office, letterDate);
  const petitions = ids.map((id): StoredRecord => {
    const petition = needPetition(office, id, actor.scope);
    const owner = String(petition.values.owner ?? '');
    if (owner === office.identity.code || !isInside(owner, office.identity.code)) fail('NOT_BELOW', { name: owner });
    if (petition.values.state !== approved || petition.values.voided !== null) fail('PETITION_STATE', { number: String(petition.values.number ?? '') });
    requireSecret(petition.values, reason);
    return petition;
  });
  writeChanges(office, { user: actor.user, kind: 'decision', reason: reason ?? null }, (log) => {
    for (const one of petitions) writeStep(office, log, actor, one.uid, state, { round: roundOf(one), result: move.result, reason, letterNo, letterDate });
  });
  return { answered: petitions.length };
}
