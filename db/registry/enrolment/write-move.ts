import { refuseMove, stateAfter } from '../../rules/enrolment/states.ts';
import type { MoveFacts, MoveKind } from '../../rules/enrolment/states.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { say } from '../../rules/text.ts';
import { enrolmentEn } from '../../rules/text/enrolment.en.ts';
import { enrolmentId } from '../../rules/text/enrolment.id.ts';
import type { Log } from '../../store/change-log.ts';
import type { Reader } from '../../store/office.ts';
import { textValue } from '../access.ts';
import { enrolmentStatus, labelFor, openStatuses } from '../states.ts';
import { heldSince, readPart } from './parts.ts';
import type { Part } from './parts.ts';

/** Everything that may be said along with a move. */
export interface SaidMove extends MoveFacts {
  readonly note?: string | null;
  /** The part of whoever left, whose place is taken. */
  readonly replaces?: string | null;
}

/** Refuses a move that the states do not allow. Errors: ENROLMENT_ENDED, MOVE_NOT_ALLOWED, DECISION_NEEDED, SUSPEND_REASON, EXIT_REASON, DATE_ORDER. */
export function requireMove(part: Part, move: MoveKind, said: MoveFacts): void {
  const since = heldSince(part);
  const refusal = refuseMove(part.status, move, said, since);
  if (refusal === null) return;
  if (!openStatuses.includes(part.status)) fail('ENROLMENT_ENDED', { end: textValue(part.enrolment, 'end') ?? '' });
  if (refusal === 'DATE_ORDER') fail('DATE_ORDER', { start: since !== null && said.date < since ? since : said.date, end: since !== null && said.date < since ? said.date : String(said.until) });
  fail(refusal, { name: part.name, state: (labelFor('TEPAT.statusKepesertaan', part.status) ?? '').toLowerCase(), move: say('id', { id: enrolmentId, en: enrolmentEn }, move) });
}

/** Writes a move: the enrolment in its new state, and the step as it was. The move must have been checked. */
export function writeMove(office: Reader, log: Log, by: string | null, part: Part, move: MoveKind, said: SaidMove): void {
  const { enrolment, status } = part;
  const to = stateAfter(move);
  log.update('enrolment', enrolment.id, { status: to, statusDate: said.date, ...changesOf(move, said, part) });
  log.create('enrolmentStep', {
    owner: office.identity.code, enrolment: enrolment.uid, family: part.family?.uid ?? null, person: part.person?.uid ?? null, peopleGroup: part.group?.uid ?? null, from: status, to, date: said.date, by,
    decisionNo: clean(said.decisionNo), decisionDate: said.decisionDate ?? null, reason: clean(move === 'suspend' ? said.reason : said.note), exitReason: move === 'leave' ? (said.exitReason ?? null) : null,
    until: move === 'suspend' ? (said.until ?? null) : null,
  });
}

function changesOf(move: MoveKind, said: SaidMove, { enrolment, status }: Part): FieldValues {
  const decision: FieldValues = clean(said.decisionNo) === null ? {} : { decisionNo: clean(said.decisionNo), decisionDate: said.decisionDate ?? null };
  const replaces: FieldValues = said.replaces ? { replaces: said.replaces } : {};
  switch (move) {
    case 'decide':
      return { ...decision, ...replaces };
    case 'activate':
      return { ...decision, start: textValue(enrolment, 'start') ?? said.date };
    case 'suspend':
      return { statusReason: clean(said.reason), until: said.until ?? null };
    case 'resume':
      return { statusReason: null, until: null };
    case 'leave':
      return { end: said.date, exitReason: said.exitReason ?? null, exitNote: clean(said.note), ...(status === enrolmentStatus.suspended && { until: null }) };
    case 'finish':
      return { end: said.date, exitReason: null, exitNote: clean(said.note) };
  }
}

function clean(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

/** What a list of recipients decides about somebody who was proposed: the list is the decision. */
export function decideByList(office: Reader, log: Log, id: string, said: Omit<SaidMove, 'exitReason'>): void {
  // Whatever a list says is written, also where its document has no number: it is the document.
  for (const move of ['decide', 'activate'] as const) writeMove(office, log, null, readPart(office, id, null), move, said);
}
