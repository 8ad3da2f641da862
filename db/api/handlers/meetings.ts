import { addItems, addTopic, decideItem, pendingFor, removeItem } from '../../registry/meetings/agenda.ts';
import { finaliseMeeting, reviseMeeting } from '../../registry/meetings/finalise.ts';
import { listMeetings, meetingView } from '../../registry/meetings/meeting-view.ts';
import { beginMeeting, cancelMeeting, closeMeeting, inviteAsBefore, removeGuest, saveGuests, saveMeeting } from '../../registry/meetings/save-meeting.ts';
import type { meetingCalls } from '../contract/meetings.ts';
import type { Context, Handlers } from '../handler.ts';

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
  'meeting.revise': ({ id, reason }, context) => told(context, reviseMeeting(context.writer, context.actor, id, reason)),
};

function done(context: Context, work: () => void): { ok: true } {
  work();
  return told(context, { ok: true });
}

/** Tells the window that a musyawarah, and with it petitions, changed, and answers. */
function told<T>({ changed }: Context, answer: T): T {
  changed('register');
  return answer;
}
