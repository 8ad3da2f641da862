import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import { decision, meetingState } from '../../rules/petitions/minutes.ts';
import { missingOf } from '../../rules/petitions/quorum.ts';
import { petitionResult, petitionState } from '../../rules/petitions/states.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import { today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { answersAmong, movePetition, roundOf, stepsOf } from '../petitions/petition-records.ts';
import { attendanceOf } from './attendance.ts';
import { guestsOf, itemsOf, needMeeting, openMeeting, seriesOf, versionsOf } from './meeting-records.ts';
import { spokenOf } from './spoken.ts';

const moves: Readonly<Record<number, { readonly state: number; readonly result: number }>> = {
  [decision.accepted]: { state: petitionState.discussed, result: petitionResult.accepted },
  [decision.refused]: { state: petitionState.rejected, result: petitionResult.refused },
  [decision.postponed]: { state: petitionState.discussed, result: petitionResult.postponed },
};

/**
 * Makes the minutes final: they are locked, whom they name is kept as it was said, and every petition moves as was decided.
 * What is missing (quorum, women, those who receive, people with disabilities) is allowed with a reason. Errors:
 * NOT_FOUND, NOT_OWNER, MEETING_LOCKED, MEETING_STATE, MEETING_UNDECIDED, MEETING_MISSING.
 */
export function finaliseMeeting(office: Writer, actor: Actor, { id, reason }: { id: string; reason?: string | null | undefined }): { moved: number } {
  const meeting = openMeeting(office, actor, id, [meetingState.underway, meetingState.drafted]);
  const items = itemsOf(office, meeting.uid);
  const undecided = items.filter((one) => one.values.decision === null).length;
  if (undecided > 0) fail('MEETING_UNDECIDED', { count: undecided });
  const missing = missingOf(attendanceOf(meeting, guestsOf(office, meeting.uid)), items.length);
  if (missing.length > 0 && !reason?.trim()) fail('MEETING_MISSING', { count: missing.length });
  const before = decidedBefore(office, meeting);
  const said = spokenOf(office, items);
  return writeChanges(office, { user: actor.user, kind: 'decision', reason: reason?.trim() || null }, (log) => {
    let moved = 0;
    for (const item of items) {
      log.update('meetingItem', item.id, said(item, true));
      const changed = item.values.decision !== before.get(String(item.values.petition));
      if (changed && moveItem(office, log, actor, meeting, item)) moved += 1;
    }
    log.update('meeting', meeting.id, { state: meetingState.final, finalOn: today(office), finalBy: actor.user.name, finalReason: reason?.trim() || null });
    return { moved };
  });
}

/**
 * Begins a further version of final minutes: a copy of everything, which may be put right and made final in its turn; what
 * was final stays as it is. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, MEETING_STATE (not final, or a later version exists).
 */
export function reviseMeeting(office: Writer, actor: Actor, id: string, reason: string): { id: string } {
  const meeting = needMeeting(office, id, actor.scope);
  requireOwn(office, meeting);
  const last = versionsOf(office, meeting).at(-1);
  if (meeting.values.state !== meetingState.final || last?.uid !== meeting.uid) fail('MEETING_STATE');
  return writeChanges(office, { user: actor.user, kind: 'meeting', reason }, (log) => {
    const next = log.create('meeting', {
      ...meeting.values, state: meetingState.drafted, finalOn: null, finalBy: null, finalReason: null, version: Number(meeting.values.version ?? 1) + 1, series: seriesOf(meeting), revisedFor: reason,
    });
    for (const { values } of itemsOf(office, meeting.uid)) log.create('meetingItem', { ...values, meeting: next.uid });
    for (const { values } of guestsOf(office, meeting.uid)) log.create('meetingGuest', { ...values, meeting: next.uid });
    return { id: next.uid };
  });
}

/** What the version before decided about each petition. */
function decidedBefore(office: Writer, meeting: StoredRecord): ReadonlyMap<string, unknown> {
  const earlier = versionsOf(office, meeting).filter((one) => Number(one.values.version) < Number(meeting.values.version)).at(-1);
  return new Map((earlier ? itemsOf(office, earlier.uid) : []).flatMap(({ values }) => (values.petition === null ? [] : [[String(values.petition), values.decision] as const])));
}

/** Moves a petition as was decided, unless it was taken back or an office above has closed it meanwhile. */
function moveItem(office: Writer, log: Log, actor: Actor, meeting: StoredRecord, item: StoredRecord): boolean {
  const uid = textOf(item.values.petition);
  const petition = uid === null ? undefined : findRecord(office, 'petition', uid);
  const move = moves[Number(item.values.decision)];
  if (!petition || !move || petition.values.voided !== null || isSettled(office, petition)) return false;
  movePetition(office, log, actor, petition, move.state, { result: move.result, date: textOf(meeting.values.date) ?? today(office), reason: textOf(item.values.reason), meeting: meeting.uid });
  return true;
}

function isSettled(office: Writer, petition: StoredRecord): boolean {
  const { state, result } = petition.values;
  if (state === petitionState.done || (state === petitionState.rejected && result === petitionResult.denied)) return true;
  const answers = answersAmong(office.identity.code, stepsOf(office, [petition.uid]).get(petition.uid) ?? []).filter((one) => one.round === roundOf(petition));
  return answers.some((one) => one.state === petitionState.done || one.state === petitionState.rejected);
}
