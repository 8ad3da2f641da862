import { textOf } from '../../rules/field.ts';
import type { FieldValue } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { annexPartOf, annexParts, meetingState } from '../../rules/petitions/minutes.ts';
import type { AnnexPart } from '../../rules/petitions/minutes.ts';
import { missingOf } from '../../rules/petitions/quorum.ts';
import type { Attendance, MeetingWarning } from '../../rules/petitions/quorum.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord, toRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { isOwn, mayTouch } from '../access.ts';
import type { Scope } from '../access.ts';
import { attendanceOf } from './attendance.ts';
import { guestsOf, itemsOf, needMeeting, seriesOf, versionsOf } from './meeting-records.ts';
import { spokenOf } from './spoken.ts';
import type { Spoken } from './spoken.ts';

export interface MeetingRow {
  readonly id: string; readonly owner: string; readonly own: boolean; readonly kind: number; readonly number: string | null; readonly title: string; readonly date: string; readonly place: string | null;
  readonly state: number; readonly version: number; readonly items: number; readonly undecided: number; readonly attendance: Attendance; readonly missing: readonly MeetingWarning[];
}

export interface ItemView extends Spoken {
  readonly id: string; readonly petition: string | null; readonly number: string | null; readonly sequence: number;
  /** What it is about, for an item that is no petition. */
  readonly title: string | null;
  /** What the citizen wrote; on the wall nobody else's name. */
  readonly request: string | null;
  readonly decision: number | null; readonly reason: string | null; readonly part: AnnexPart;
}

export interface GuestView {
  readonly id: string; readonly name: string; readonly position: string | null; readonly element: number | null; readonly sex: number | null;
  readonly present: boolean; readonly forRecipients: boolean; readonly forDisabled: boolean;
}

export interface MeetingView extends MeetingRow {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly locked: boolean;
  readonly agenda: readonly ItemView[];
  readonly guests: readonly GuestView[];
  /** How many of the items stand under which part of the annex. */
  readonly parts: Readonly<Record<AnnexPart, number>>;
  readonly versions: readonly { readonly id: string; readonly version: number; readonly state: number; readonly finalOn: string | null; readonly finalBy: string | null; readonly finalReason: string | null; readonly revisedFor: string | null }[];
}

/** Musyawarah of an area, the latest first; of each the last version. */
export function listMeetings(office: Reader, scope: Scope, region?: string): MeetingRow[] {
  const rows = sql(office, 'SELECT * FROM meeting WHERE voided IS NULL ORDER BY date DESC, id DESC').all() as Parameters<typeof toRecord>[1][];
  const meetings = rows.map((row) => toRecord('meeting', row)).filter((one) => mayTouch(office, textOf(one.values.owner), scope) && (!region || textOf(one.values.owner) === region));
  const last = new Map<string, number>();
  for (const one of meetings) last.set(seriesOf(one), Math.max(last.get(seriesOf(one)) ?? 0, Number(one.values.version ?? 1)));
  return meetings.filter((one) => Number(one.values.version ?? 1) === last.get(seriesOf(one))).map((one) => rowOf(office, one));
}

/** One musyawarah with agenda, attendance and versions; NIK and No KK masked. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function meetingView(office: Reader, id: string, scope: Scope): MeetingView {
  const meeting = needMeeting(office, id, scope);
  const agenda = agendaOf(office, meeting);
  const parts = Object.fromEntries(annexParts.map((part) => [part, agenda.filter((item) => item.part === part).length])) as Record<AnnexPart, number>;
  return {
    ...rowOf(office, meeting), values: meeting.values, locked: meeting.values.state === meetingState.final, agenda, parts, guests: guestsOf(office, meeting.uid).map(guestView),
    versions: versionsOf(office, meeting).map(({ uid, values }) => ({
      id: uid, version: Number(values.version ?? 1), state: Number(values.state), finalOn: textOf(values.finalOn), finalBy: textOf(values.finalBy), finalReason: textOf(values.finalReason), revisedFor: textOf(values.revisedFor),
    })),
  };
}

/** The items as they are said: of final minutes as they were signed, else as the register has it now. `whole` for a paper that names people fully. */
export function agendaOf(office: Reader, meeting: StoredRecord, whole = false): ItemView[] {
  const items = itemsOf(office, meeting.uid);
  const now = spokenOf(office, items);
  const isFinal = meeting.values.state === meetingState.final;
  return items.map((item, index): ItemView => {
    const said = isFinal ? keptOf(item, whole) : now(item, whole);
    const petition = textOf(item.values.petition);
    const of = petition === null ? undefined : findRecord(office, 'petition', petition)?.values;
    const decided = typeof item.values.decision === 'number' ? item.values.decision : null;
    return {
      ...(said as unknown as Spoken), id: item.uid, petition, number: textOf(of?.number), sequence: index + 1, title: textOf(item.values.title), request: textOf(of?.request), decision: decided, reason: textOf(item.values.reason),
      part: annexPartOf(typeof said.subject === 'number' ? said.subject : null, decided),
    };
  });
}

function keptOf({ values }: StoredRecord, whole: boolean): Record<keyof Spoken, FieldValue> {
  const { name = null, nik = null, noKk = null, address = null, rt = null, rw = null, subject = null, programme = null, finding = null } = values;
  const shown = (value: FieldValue): FieldValue => (typeof value === 'string' && !whole ? mask(value) : value);
  return { name, nik: shown(nik), noKk: shown(noKk), address, rt, rw, subject, programme, finding };
}

function rowOf(office: Reader, meeting: StoredRecord): MeetingRow {
  const { values } = meeting;
  const items = itemsOf(office, meeting.uid);
  const attendance = attendanceOf(meeting, guestsOf(office, meeting.uid));
  return {
    id: meeting.uid, owner: textOf(values.owner) ?? '', own: isOwn(office, meeting), kind: Number(values.kind ?? 1), number: textOf(values.number), title: textOf(values.title) ?? '', date: textOf(values.date) ?? '', place: textOf(values.place),
    state: Number(values.state ?? meetingState.planned), version: Number(values.version ?? 1), items: items.length, undecided: items.filter((one) => one.values.decision === null).length, attendance, missing: missingOf(attendance, items.length),
  };
}

function guestView({ uid, values }: StoredRecord): GuestView {
  const code = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null);
  return {
    id: uid, name: textOf(values.name) ?? '', position: textOf(values.position), element: code(values.element), sex: code(values.sex), present: values.present === 1, forRecipients: values.forRecipients === 1, forDisabled: values.forDisabled === 1,
  };
}
