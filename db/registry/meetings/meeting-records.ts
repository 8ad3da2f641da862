import { fail } from '../../rules/failure.ts';
import { meetingState } from '../../rules/petitions/minutes.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needRecord, requireArea, requireOwn, textValue } from '../access.ts';
import type { Actor, Scope } from '../access.ts';

type Row = Parameters<typeof toRecord>[1];

/** The musyawarah, refused when it does not exist (NOT_FOUND) or lies outside the area (OUTSIDE_AREA). */
export function needMeeting(office: Reader, id: string, scope: Scope): StoredRecord {
  const meeting = needRecord(office, 'meeting', id);
  requireArea(office, textValue(meeting, 'owner'), scope);
  return meeting;
}

/** The musyawarah of this office while its minutes are not final. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, MEETING_LOCKED, MEETING_STATE. */
export function openMeeting(office: Reader, actor: Actor, id: string, states: readonly number[] = [meetingState.planned, meetingState.underway, meetingState.drafted]): StoredRecord {
  const meeting = needMeeting(office, id, actor.scope);
  requireOwn(office, meeting);
  const { state, voided, finalOn, version } = meeting.values;
  if (state === meetingState.final) fail('MEETING_LOCKED', { date: String(finalOn ?? ''), version: String(version ?? 1) });
  if (voided !== null || !states.includes(Number(state))) fail('MEETING_STATE');
  return meeting;
}

/** The items of an agenda in their order. */
export function itemsOf(office: Reader, meeting: string): StoredRecord[] {
  const rows = sql(office, 'SELECT * FROM meetingItem WHERE meeting = ? AND voided IS NULL ORDER BY sequence, id').all(meeting) as Row[];
  return rows.map((row) => toRecord('meetingItem', row));
}

/** Who was invited, in the order they were written down. */
export function guestsOf(office: Reader, meeting: string): StoredRecord[] {
  const rows = sql(office, 'SELECT * FROM meetingGuest WHERE meeting = ? AND voided IS NULL ORDER BY sequence, id').all(meeting) as Row[];
  return rows.map((row) => toRecord('meetingGuest', row));
}

/** The id that all versions of one musyawarah share. */
export function seriesOf(meeting: StoredRecord): string {
  return textValue(meeting, 'series') ?? meeting.uid;
}

/** Every version of a musyawarah, the first first. */
export function versionsOf(office: Reader, meeting: StoredRecord): StoredRecord[] {
  const series = seriesOf(meeting);
  const rows = sql(office, 'SELECT * FROM meeting WHERE (uid = ? OR series = ?) AND voided IS NULL ORDER BY version, id').all(series, series) as Row[];
  return rows.map((row) => toRecord('meeting', row));
}
