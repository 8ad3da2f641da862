import { fail } from '../../rules/failure.ts';
import { textOf } from '../../rules/field.ts';
import { meetingState, decision as decisions } from '../../rules/petitions/minutes.ts';
import type { Lang } from '../../rules/text.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { findRecord, toRecord } from '../../store/records.ts';
import type { Actor } from '../access.ts';
import { listPetitions } from '../petitions/list-petitions.ts';
import type { PetitionRow } from '../petitions/list-petitions.ts';
import { requireSecret } from '../petitions/petition-records.ts';
import { voidReason } from '../states.ts';
import { itemsOf, openMeeting } from './meeting-records.ts';

const { underway, drafted, final } = meetingState;

/** Usulan and sanggah that are ready to be discussed and stand on no other agenda: what a musyawarah is for. */
export function pendingFor(office: Reader, actor: Actor, lang: Lang = 'id'): PetitionRow[] {
  const taken = new Set(sql(office, `SELECT i.petition FROM meetingItem i JOIN meeting m ON m.uid = i.meeting WHERE i.voided IS NULL AND m.voided IS NULL AND m.state <> ${final} AND i.petition IS NOT NULL`).pluck().all() as string[]);
  return listPetitions(office, { wait: 'discuss', lang }, actor.scope, () => new Map()).filter((one) => one.own && !taken.has(one.id));
}

/** Puts pending petitions on the agenda, by RT so that an RT is asked once. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED, ITEM_NOT_PENDING. */
export function addItems(office: Writer, actor: Actor, meetingId: string, petitions: readonly string[] | 'all'): { added: number } {
  const meeting = openMeeting(office, actor, meetingId);
  const pending = pendingFor(office, actor);
  const place = (one: PetitionRow): string => `${one.kind} ${one.about.rw ?? ''} ${one.about.rt ?? ''} ${one.number}`;
  const chosen = petitions === 'all' ? pending : petitions.map((id) => pending.find((one) => one.id === id) ?? fail('ITEM_NOT_PENDING'));
  let sequence = lastPlace(office, meeting);
  writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => {
    for (const one of chosen.toSorted((a, b) => place(a).localeCompare(place(b)))) log.create('meetingItem', { owner: office.identity.code, meeting: meeting.uid, petition: one.id, sequence: (sequence += 1) });
  });
  return { added: chosen.length };
}

/** Puts something else on the agenda, in words. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED. */
export function addTopic(office: Writer, actor: Actor, meetingId: string, title: string): { id: string } {
  const meeting = openMeeting(office, actor, meetingId);
  return writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => ({ id: log.create('meetingItem', { owner: office.identity.code, meeting: meeting.uid, title, sequence: lastPlace(office, meeting) + 1 }).uid }));
}

/** Takes an item off the agenda: it waits for the next. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED. */
export function removeItem(office: Writer, actor: Actor, id: string): void {
  const item = openItem(office, actor, id);
  writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => log.update('meetingItem', item.id, { voided: voidReason.mistake }));
}

/** What the musyawarah decided about an item; until the minutes are final it may be changed, null takes it back. Errors: NOT_FOUND, NOT_OWNER, MEETING_LOCKED, MEETING_STATE (not opened yet), REASON_NEEDED, PETITION_SECRET. */
export function decideItem(office: Writer, actor: Actor, { id, decision, reason }: { id: string; decision: number | null; reason?: string | null | undefined }): void {
  const item = openItem(office, actor, id, [underway, drafted]);
  const words = reason?.trim() || null;
  if (decision !== null && decision !== decisions.accepted && words === null) fail('REASON_NEEDED');
  const petition = textOf(item.values.petition);
  const about = petition === null ? undefined : findRecord(office, 'petition', petition);
  if (about) requireSecret(about.values, words);
  writeChanges(office, { user: actor.user, kind: 'meeting' }, (log) => log.update('meetingItem', item.id, { decision, reason: words }));
}

function openItem(office: Reader, actor: Actor, id: string, states?: readonly number[]): StoredRecord {
  const row = sql(office, 'SELECT * FROM meetingItem WHERE uid = ? AND voided IS NULL').get(id) as Parameters<typeof toRecord>[1] | undefined;
  const item = row ? toRecord('meetingItem', row) : fail('NOT_FOUND', { id });
  openMeeting(office, actor, String(item.values.meeting), states);
  return item;
}

function lastPlace(office: Reader, meeting: StoredRecord): number {
  return Number(itemsOf(office, meeting.uid).at(-1)?.values.sequence ?? 0);
}
