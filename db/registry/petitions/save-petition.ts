import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { petitionKind, petitionResult, petitionState, subjectFits } from '../../rules/petitions/states.ts';
import { writeChanges } from '../../store/change-log.ts';
import { today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needFamily, needPerson, requireArea } from '../access.ts';
import type { Actor } from '../access.ts';
import { readValues } from '../input-values.ts';
import { requirePast } from '../life-events.ts';
import { voidReason } from '../states.ts';
import { answersAmong, movePetition, needPetition, nextNumber, openTwin, ownPetition, requireSecret, requireVillage, roundOf, stepsOf, writeStep } from './petition-records.ts';

const { draft, submitted, verified, approved } = petitionState;
/** What follows from the work done, and is never typed. */
const kept = ['number', 'state', 'result', 'stateDate', 'stateReason', 'round', 'enteredBy', 'toldOn', 'toldHow', 'toldBy', 'region'] as const;

export interface PetitionInput {
  readonly id?: string | undefined;
  readonly values: FieldValues;
  /** The family or person of the register that it is about. */
  readonly family?: string | null | undefined;
  readonly person?: string | null | undefined;
  /** Hands it in at once: from then on somebody has to verify it. */
  readonly submit?: boolean;
}

/**
 * Takes down what somebody asks or objects to, or mends it while it is a draft, handed in but not verified, or sent back.
 * Errors: PETITION_VILLAGE, INVALID_INPUT, NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, PETITION_STATE, PETITION_TWICE, PETITION_SECRET, DATE_FUTURE.
 */
export function savePetition(office: Writer, actor: Actor, input: PetitionInput): { id: string; number: string } {
  requireVillage(office);
  const stored = input.id === undefined ? null : mendable(office, actor, input.id);
  const typed = Object.fromEntries(Object.entries(readValues('petition', input.values)).filter(([key]) => !(kept as readonly string[]).includes(key)));
  const about = aboutOf(office, actor, input, stored);
  const after: Record<string, FieldValue> = { receivedOn: today(office), ...stored?.values, ...typed, ...about };
  requireWhole(office, actor, after);
  requirePast(office, String(after.receivedOn));
  requireSecret(after, after.request);
  const twin = openTwin(office, after, stored?.uid ?? null);
  if (twin) fail('PETITION_TWICE', { number: String(twin.values.number ?? ''), date: String(twin.values.receivedOn ?? '') });
  return writeChanges(office, { user: actor.user, kind: 'petition' }, (log) => {
    const number = textOf(stored?.values.number) ?? nextNumber(office, Number(after.kind), String(after.receivedOn).slice(0, 4));
    if (stored) {
      log.update('petition', stored.id, { ...typed, ...about });
      if (input.submit === true && stored.values.state !== submitted) handIn(office, log, actor, stored);
      return { id: stored.uid, number };
    }
    const state = input.submit === true ? submitted : draft;
    const { uid } = log.create('petition', { ...after, owner: office.identity.code, number, state, stateDate: today(office), round: 1, enteredBy: actor.user.name });
    if (state === submitted) writeStep(office, log, actor, uid, submitted, { round: 1 });
    return { id: uid, number };
  });
}

/** Hands a draft in, or once more what was sent back. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, PETITION_STATE. */
export function submitPetition(office: Writer, actor: Actor, id: string): void {
  const petition = mendable(office, actor, id);
  if (petition.values.state === submitted) fail('PETITION_STATE', { number: String(petition.values.number ?? '') });
  writeChanges(office, { user: actor.user, kind: 'petition' }, (log) => handIn(office, log, actor, petition));
}

/** Takes back what was taken down by mistake, or what the citizen no longer wants; nothing is deleted. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, PETITION_STATE. */
export function voidPetition(office: Writer, actor: Actor, id: string, reason: string): void {
  const petition = ownPetition(office, actor, id, [draft, submitted, verified, petitionState.discussed]);
  writeChanges(office, { user: actor.user, kind: 'petition', reason }, (log) => log.update('petition', petition.id, { voided: voidReason.mistake, stateReason: reason }));
}

/** Handing in what came back from above begins another round: answers to the earlier one count no more. */
function handIn(office: Reader, log: Parameters<typeof movePetition>[1], actor: Actor, petition: StoredRecord): void {
  const again = petition.values.state === approved;
  movePetition(office, log, actor, petition, submitted, { round: roundOf(petition) + (again ? 1 : 0) });
}

/** The petition while it may be changed. */
function mendable(office: Reader, actor: Actor, id: string): StoredRecord {
  const petition = ownPetition(office, actor, id, [draft, submitted, verified, approved]);
  const { state, result, number } = petition.values;
  const isBack = state === approved && isReturned(office, petition);
  if (state === draft || state === submitted || (state === verified && result === petitionResult.mend) || isBack) return petition;
  return fail('PETITION_STATE', { number: String(number ?? '') });
}

function isReturned(office: Reader, petition: StoredRecord): boolean {
  const answers = answersAmong(office.identity.code, stepsOf(office, [petition.uid]).get(petition.uid) ?? []).filter((one) => one.round === roundOf(petition));
  const last = answers.findLast((one) => one.level === 'city') ?? answers.at(-1);
  return last?.state === petitionState.returned;
}

/** Whom it is about: of the register by id, and then nothing is kept beside that which could grow old. */
function aboutOf(office: Reader, actor: Actor, { family, person }: PetitionInput, stored: StoredRecord | null): Record<string, FieldValue> {
  if (family === undefined && person === undefined) return {};
  if (typeof person === 'string') return linked(needPerson(office, person, actor.scope).family.uid, person);
  if (typeof family === 'string') return linked(needFamily(office, family, actor.scope).uid, null);
  return stored?.values.family === null ? {} : { family: null, person: null };
}

function linked(family: string, person: string | null): Record<string, FieldValue> {
  return { family, person, name: null, nik: null, noKk: null, address: null, rt: null, rw: null, birthDate: null, region: null };
}

/** Refuses (INVALID_INPUT) what nobody could verify: no subject, nobody who asks, nobody it is about. */
function requireWhole(office: Reader, actor: Actor, values: Record<string, FieldValue>): void {
  const kind = Number(values.kind);
  if (kind !== petitionKind.usulan && kind !== petitionKind.sanggah) fail('INVALID_INPUT', { detail: 'petition.kind' });
  if (!subjectFits(kind, Number(values.subject))) fail('INVALID_INPUT', { detail: 'petition.subject' });
  if (values.source === null || values.source === undefined) fail('INVALID_INPUT', { detail: 'petition.source' });
  for (const field of ['applicant', 'request'] as const) if (textOf(values[field]) === null) fail('INVALID_INPUT', { detail: `petition.${field}` });
  if (textOf(values.family) === null && textOf(values.name) === null) fail('INVALID_INPUT', { detail: 'petition.name' });
  if (textOf(values.programme) !== null && findRecord(office, 'programme', String(values.programme)) === undefined) fail('NOT_FOUND', { id: String(values.programme) });
  if (textOf(values.family) === null) requireArea(office, office.identity.code, actor.scope);
}

/** What the citizen was told, so that nobody tells it twice or not at all. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, DATE_FUTURE. */
export function tellPetition(office: Writer, actor: Actor, { id, date, how }: { id: string; date?: string | undefined; how: string }): void {
  const petition = needPetition(office, id, actor.scope);
  ownPetition(office, actor, id, [verified, petitionState.discussed, approved, petitionState.done, petitionState.rejected]);
  const toldOn = date ?? today(office);
  requirePast(office, toldOn);
  writeChanges(office, { user: actor.user, kind: 'petition' }, (log) => {
    const closing = closingOf(office, petition);
    if (closing) movePetition(office, log, actor, petition, closing.state, { result: closing.result, reason: closing.reason });
    log.update('petition', petition.id, { toldOn, toldHow: how, toldBy: actor.user.name });
  });
}

/** What the last word from above closes a petition with, once the citizen knows it. */
function closingOf(office: Reader, petition: StoredRecord): { state: number; result: number | null; reason: string | null } | null {
  if (petition.values.state !== approved) return null;
  const answers = answersAmong(office.identity.code, stepsOf(office, [petition.uid]).get(petition.uid) ?? []).filter((one) => one.round === roundOf(petition));
  const last = answers.findLast((one) => one.level === 'city') ?? answers.at(-1);
  if (last?.state !== petitionState.done && last?.state !== petitionState.rejected) return null;
  const { result, reason } = last.step.values;
  return { state: last.state, result: typeof result === 'number' ? result : null, reason: textOf(reason) };
}
