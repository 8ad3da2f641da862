import { addItems, addTopic, decideItem, pendingFor, removeItem } from '../../registry/meetings/agenda.ts';
import { finaliseMeeting, reviseMeeting } from '../../registry/meetings/finalise.ts';
import { listMeetings, meetingView } from '../../registry/meetings/meeting-view.ts';
import { beginMeeting, cancelMeeting, closeMeeting, inviteAsBefore, removeGuest, saveGuests, saveMeeting } from '../../registry/meetings/save-meeting.ts';
import { needMeeting } from '../../registry/meetings/meeting-records.ts';
import { minutesModel } from '../../reports/petitions/minutes-model.ts';
import { fail } from '../../rules/failure.ts';
import type { meetingCalls } from '../contract/meetings.ts';
import type { Context, Handlers } from '../handler.ts';
import { letterheadOf } from '../letterhead.ts';
import { writeDocument } from '../write-document.ts';

export const meetingHandlers: Handlers<keyof typeof meetingCalls> = {
  'meeting.list': ({ region }, { reader, scope }) => listMeetings(reader, scope, region),
  'meeting.get': ({ id }, { reader, scope }) => meetingView(reader, id, scope),
  'meeting.pending': ({ lang }, { reader, actor }) => pendingFor(reader, actor, lang),
  'meeting.save': (input, context) => told(context, saveMeeting(context.writer, context.actor, input)),
  'meeting.addItems': ({ id, petitions }, context) => told(context, addItems(context.writer, context.actor, id, petitions)),
  'meeting.addTopic': ({ id, title }, context) => told(context, addTopic(context.writer, context.actor, id, title)),
  'meeting.removeItem': ({ item }, context) => done(context, () => removeItem(context.writer, context.actor, item)),
  'meeting.saveGuests': ({ id, guests }, context) => told(context, saveGuests(context.writer, context.actor, id, guests)),
  'meeting.inviteAsBefore': ({ id }, context) => told(context, inviteAsBefore(context.writer, context.actor, id)),
  'meeting.removeGuest': ({ id, guest }, context) => done(context, () => removeGuest(context.writer, context.actor, id, guest)),
  'meeting.begin': ({ id }, context) => done(context, () => beginMeeting(context.writer, context.actor, id)),
  'meeting.decide': ({ item, decision, reason }, context) => done(context, () => decideItem(context.writer, context.actor, { id: item, decision, reason })),
  'meeting.close': ({ id, endTime }, context) => done(context, () => closeMeeting(context.writer, context.actor, id, endTime)),
  'meeting.cancel': ({ id, reason }, context) => done(context, () => cancelMeeting(context.writer, context.actor, id, reason)),
  'meeting.finalise': (input, context) => told(context, finaliseMeeting(context.writer, context.actor, input)),
  'meeting.document': async ({ id, format, path, purpose, full, job }, context) => {
    const { reader, scope, host, session } = context;
    if (full && !session.permissions.includes('identity.reveal')) fail('NOT_ALLOWED', { role: session.user.role, call: 'meeting.document' });
    const { owner } = needMeeting(reader, id, scope).values;
    const model = minutesModel(reader, id, scope, { letterhead: letterheadOf(context), place: placeName(host.regions().get(String(owner))?.displayName ?? String(owner), reader.identity.level), full });
    const written = await writeDocument({ model, format, path, job, purpose, detail: { name: 'minutes', meeting: id, identifiers: full ? 'full' : 'masked' } }, context);
    return { file: written.file, sha256: written.sha256, pages: written.pages };
  },
  'meeting.revise': ({ id, reason }, context) => told(context, reviseMeeting(context.writer, context.actor, id, reason)),
};

/** "Kelurahan Gunung Telihan": the kind is said once. */
function placeName(name: string, level: string): string {
  const kind = level === 'desa' ? 'Desa' : 'Kelurahan';
  return /^(Kelurahan|Desa) /i.test(name) ? name : `${kind} ${name}`;
}

function done(context: Context, work: () => void): { ok: true } {
  work();
  return told(context, { ok: true });
}

/** Tells the window that a musyawarah, and with it petitions, changed, and answers. */
function told<T>({ changed }: Context, answer: T): T {
  changed('register');
  return answer;
}
