import { isActiveFamily, isActivePerson } from '../../rules/checks/finding.ts';
import type { MoveKind } from '../../rules/enrolment/states.ts';
import { fail, isFailure } from '../../rules/failure.ts';
import type { Lang } from '../../rules/text.ts';
import { writeChanges } from '../../store/change-log.ts';
import { newId } from '../../store/new-id.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { needRecord, textValue } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { objectionsTo } from '../aid/candidate.ts';
import { objectionsToGroup } from '../aid/group-candidate.ts';
import { codeFromWord } from '../input-values.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { enrolmentStatus } from '../states.ts';
import { keepOverrides, quotaObjection, requireAnswered } from './objections.ts';
import type { Answers, Objection } from './objections.ts';
import { needPart, regionOf } from './parts.ts';
import type { Part } from './parts.ts';
import { openTally } from './quota.ts';
import { waitingList } from './waiting-list.ts';
import type { WaitingLine } from './waiting-list.ts';
import { requireMove, writeMove } from './write-move.ts';
import type { SaidMove } from './write-move.ts';

export interface EnrolmentMove extends Omit<SaidMove, 'exitReason'>, Answers {
  readonly ids: readonly string[];
  readonly move: MoveKind;
  /** A label or code of TEPAT.alasanKeluar. */
  readonly exitReason?: string | null;
}

export interface Moved {
  readonly moved: number;
  /** What the whole can be taken back by, where it was many at once. */
  readonly batch: string | null;
  /** Whose turn it is by the waiting list, after somebody who received left: to be proposed, never taken by itself. */
  readonly next: WaitingLine | null;
}

type Tally = ReturnType<typeof openTally>;

/**
 * Moves one part in a programme or many to their next state, all or none. A decision is checked like an enrolment: by
 * the rules, and against the quota as it fills. Errors: as `needPart` and `requireMove`, RECIPIENT_GONE, RULES_AGAINST, RULE_FORBIDS.
 */
export function moveEnrolments(office: Writer, actor: Actor, input: EnrolmentMove): Moved {
  const said: SaidMove = { ...input, exitReason: input.exitReason ? codeFromWord('TEPAT.alasanKeluar', input.exitReason) : null };
  const ids = [...new Set(input.ids)];
  const batch = ids.length > 1 ? newId() : null;
  const detail = batch === null ? undefined : { bulk: batch, what: input.move, count: ids.length };
  const parts = writeChanges(office, { user: actor.user, kind: 'enrol', reason: input.note ?? null, ...(detail && { detail }) }, (log) => {
    const tallies = new Map<string, Tally>();
    const moved = ids.map((id) => {
      const part = needPart(office, id, actor.scope);
      requireMove(part, input.move, said);
      if (input.move === 'decide' || input.move === 'activate') requireHere(part);
      if (input.move === 'decide') {
        const tally = tallyOf(office, tallies, part);
        keepOverrides(office, log, actor, { enrolment: id, programme: String(part.enrolment.values.programme), family: part.family, person: part.person }, requireAnswered(objectionsToPart(office, part, tally, said.date, 'id', true), input, part.name));
        tally.take(regionOf(part));
      }
      writeMove(office, log, actor.user.name, part, input.move, said);
      return part;
    });
    refreshDerived(office, moved.flatMap(({ family }) => family?.id ?? []));
    return moved;
  });
  return { moved: parts.length, batch, next: nextAfter(office, actor.scope, parts, input.move) };
}

/** What stands against moving each of these, before it is done; null where nothing does. */
export function checkMoves(office: Reader, scope: Scope, input: Omit<EnrolmentMove, 'overrides' | 'mayForbidden'>, lang: Lang, health: boolean): { id: string; name: string; refusal: string | null; objections: Objection[] }[] {
  const said: SaidMove = { ...input, exitReason: input.exitReason ? codeFromWord('TEPAT.alasanKeluar', input.exitReason) : null };
  const tallies = new Map<string, Tally>();
  return [...new Set(input.ids)].map((id) => {
    const part = needPartOrNull(office, id, scope);
    if (part === null) return { id, name: '', refusal: 'NOT_OWNER', objections: [] };
    const refusal = refusalOf(() => {
      requireMove(part, input.move, said);
      if (input.move === 'decide' || input.move === 'activate') requireHere(part);
    });
    if (refusal !== null || input.move !== 'decide') return { id, name: part.name, refusal, objections: [] };
    const tally = tallyOf(office, tallies, part);
    const objections = objectionsToPart(office, part, tally, said.date, lang, health);
    tally.take(regionOf(part));
    return { id, name: part.name, refusal, objections };
  });
}

function needPartOrNull(office: Reader, id: string, scope: Scope): Part | null {
  try {
    return needPart(office, id, scope);
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

function refusalOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (isFailure(error)) return error.code;
    throw error;
  }
}

/** What the rules and the quota say against a proposal that is to be decided. */
function objectionsToPart(office: Reader, part: Part, tally: Tally, date: string, lang: Lang, health: boolean): Objection[] {
  const programme = needRecord(office, 'programme', String(part.enrolment.values.programme));
  const full = tally.full(regionOf(part));
  const against = part.family === null
    ? part.group === null ? [] : objectionsToGroup(office, { programme, group: part.group, start: date, present: part.enrolment.uid }, lang, health)
    : objectionsTo(office, { programme, family: part.family, person: part.person, house: textValue(part.enrolment, 'house'), start: date, present: part.enrolment.uid }, lang, health);
  return [...against, ...(full ? [quotaObjection(full, lang)] : [])];
}

function tallyOf(office: Reader, tallies: Map<string, Tally>, { enrolment }: Part): Tally {
  const uid = String(enrolment.values.programme);
  const tally = tallies.get(uid) ?? openTally(office, needRecord(office, 'programme', uid));
  tallies.set(uid, tally);
  return tally;
}

function requireHere({ family, person, group }: Part): void {
  if ((family !== null && !isActiveFamily(family.values)) || (person !== null && !isActivePerson(person.values)) || (group !== null && (group.values.ended ?? null) !== null)) fail('RECIPIENT_GONE');
}

/** Whose turn it is where somebody who received left; nobody's while the region is over its quota. */
function nextAfter(office: Reader, scope: Scope, parts: readonly Part[], move: MoveKind): WaitingLine | null {
  const [part] = parts;
  if (!part || parts.length > 1 || (move !== 'leave' && move !== 'finish') || part.status === enrolmentStatus.proposed) return null;
  const programme = needRecord(office, 'programme', String(part.enrolment.values.programme));
  if (openTally(office, programme).full(regionOf(part)) !== null) return null;
  return waitingList(office, programme.uid, regionOf(part), scope, 'id', 1)[0] ?? null;
}
