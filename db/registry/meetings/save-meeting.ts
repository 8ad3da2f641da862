import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { meetingState } from '../../rules/petitions/minutes.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { requireWholeOffice } from '../access.ts';
import type { Actor } from '../access.ts';
import { readValues } from '../input-values.ts';
import { requirePast } from '../life-events.ts';
import { requireVillage } from '../petitions/petition-records.ts';
import { voidReason } from '../states.ts';
import { openMeeting } from './meeting-records.ts';

/** What follows from the work done, and is never typed. */
const kept = ['state', 'finalOn', 'finalBy', 'finalReason', 'version', 'series', 'revisedFor'] as const;

/** Plans a musyawarah, or changes its head while the minutes are not final. Errors: PETITION_VILLAGE, INVALID_INPUT (it needs a title and a date), NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, MEETING_LOCKED. */
export function saveMeeting(office: Writer, actor: Actor, input: { id?: string | undefined; values: FieldValues }): { id: string } {
  requireVillage(office);
  requireWholeOffice(office, actor.scope);
  const stored = input.id === undefined ? null : openMeeting(office, actor, input.id);
  const values = Object.fromEntries(Object.entries(readValues('meeting', input.values)).filter(([key]) => !(kept as readonly string[]).includes(key)));
  const after: Record<string, FieldValue> = { kind: office.identity.level === 'desa' ? 2 : 1, ...stored?.values, ...values };
  for (const field of ['title', 'date'] as const) if (textOf(after[field]) === null) fail('INVALID_INPUT', { detail: `meeting.${field}` });
  return writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => {
    if (!stored) return { id: log.create('meeting', { ...after, owner: office.identity.code, state: meetingState.planned, version: 1 }).uid };
    log.update('meeting', stored.id, values);
    return { id: stored.uid };
  });
}

/** Opens the musyawarah: from now on decisions are taken. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED, MEETING_STATE, DATE_FUTURE (it is for a later day). */
export function beginMeeting(office: Writer, actor: Actor, id: string): void {
  const meeting = openMeeting(office, actor, id, [meetingState.planned]);
  requirePast(office, String(meeting.values.date));
  writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => log.update('meeting', meeting.id, { state: meetingState.underway }));
}

/** Closes the musyawarah; the minutes are a draft that may still be put right. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED, MEETING_STATE. */
export function closeMeeting(office: Writer, actor: Actor, id: string, endTime?: string): void {
  const meeting = openMeeting(office, actor, id, [meetingState.underway]);
  writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => log.update('meeting', meeting.id, { state: meetingState.drafted, ...(endTime !== undefined && { endTime }) }));
}

/** Calls a planned musyawarah off; what stood on its agenda waits for the next. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED, MEETING_STATE. */
export function cancelMeeting(office: Writer, actor: Actor, id: string, reason: string): void {
  const meeting = openMeeting(office, actor, id, [meetingState.planned, meetingState.underway]);
  writeChanges(office, { user: actor.user, kind: 'meeting', reason }, (log) => log.update('meeting', meeting.id, { voided: voidReason.mistake }));
}

export interface GuestInput {
  readonly id?: string | undefined;
  readonly name: string;
  readonly position?: string | null | undefined;
  readonly element?: number | null | undefined;
  readonly sex?: number | null | undefined;
  readonly present: boolean;
  readonly forRecipients: boolean;
  readonly forDisabled: boolean;
}

/** Writes down who is invited or came, or changes it. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED. */
export function saveGuests(office: Writer, actor: Actor, meetingId: string, guests: readonly GuestInput[]): { ids: string[] } {
  const meeting = openMeeting(office, actor, meetingId);
  let sequence = sql(office, 'SELECT coalesce(max(sequence), 0) FROM meetingGuest WHERE meeting = ?').pluck().get(meeting.uid) as number;
  return writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => ({
    ids: guests.map(({ id, name, position, element, sex, present, forRecipients, forDisabled }) => {
      const values = {
        name: name.trim(), position: position?.trim() || null, element: element ?? null, sex: sex ?? null, present: present ? 1 : 0, forRecipients: forRecipients ? 1 : 0, forDisabled: forDisabled ? 1 : 0,
      };
      if (id === undefined) return log.create('meetingGuest', { owner: office.identity.code, meeting: meeting.uid, sequence: (sequence += 1), ...values }).uid;
      log.update('meetingGuest', guestIn(office, meeting, id), values);
      return id;
    }),
  }));
}

/** Takes somebody off the list. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED. */
export function removeGuest(office: Writer, actor: Actor, meetingId: string, id: string): void {
  const meeting = openMeeting(office, actor, meetingId);
  writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => log.update('meetingGuest', guestIn(office, meeting, id), { voided: voidReason.mistake }));
}

/** The guests of the last musyawarah before this one, written down as invited: mostly the same people come. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED. */
export function inviteAsBefore(office: Writer, actor: Actor, meetingId: string): { ids: string[] } {
  const meeting = openMeeting(office, actor, meetingId);
  const before = sql(office, 'SELECT uid FROM meeting WHERE owner = ? AND voided IS NULL AND uid <> ? AND coalesce(series, uid) <> coalesce(?, ?) ORDER BY date DESC, id DESC LIMIT 1').pluck()
    .get(office.identity.code, meeting.uid, meeting.values.series, meeting.uid) as string | undefined;
  if (before === undefined) return { ids: [] };
  const known = new Set(sql(office, 'SELECT name FROM meetingGuest WHERE meeting = ? AND voided IS NULL').pluck().all(meeting.uid));
  const rows = sql(office, 'SELECT name, position, element, sex, forRecipients, forDisabled FROM meetingGuest WHERE meeting = ? AND voided IS NULL ORDER BY sequence, id').all(before) as
    { name: string; position: string | null; element: number | null; sex: number | null; forRecipients: number; forDisabled: number }[];
  const guests = rows.filter((row) => !known.has(row.name)).map((row) => ({ ...row, present: false, forRecipients: row.forRecipients === 1, forDisabled: row.forDisabled === 1 }));
  return saveGuests(office, actor, meetingId, guests);
}

function guestIn(office: Writer, meeting: StoredRecord, id: string): number {
  const number = sql(office, 'SELECT id FROM meetingGuest WHERE uid = ? AND meeting = ? AND voided IS NULL').pluck().get(id, meeting.uid) as number | undefined;
  return number ?? fail('NOT_FOUND', { id });
}
