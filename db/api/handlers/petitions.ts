import { waysOf } from '../../handoff/ways.ts';
import { countWaiting, listPetitions, petitionPage } from '../../registry/petitions/list-petitions.ts';
import type { WaysOf } from '../../registry/petitions/list-petitions.ts';
import { petitionCounts } from '../../registry/petitions/petition-lines.ts';
import { answerPetitions, approvePetitions, finishPetition, refusePetition, verifyPetition } from '../../registry/petitions/move-petitions.ts';
import { petitionView } from '../../registry/petitions/petition-view.ts';
import { makePetitionVisit } from '../../registry/petitions/petition-visit.ts';
import { savePetition, submitPetition, tellPetition, voidPetition } from '../../registry/petitions/save-petition.ts';
import type { Reader } from '../../store/office.ts';
import type { petitionCalls } from '../contract/petitions.ts';
import type { Context, Handlers } from '../handler.ts';
import { officeNames } from '../open-questions.ts';

/** How far approvals have gone, as the hand-off knows it. */
export const petitionWays = (reader: Reader): WaysOf => (steps) => waysOf(reader, 'petitionStep', steps);

export const petitionHandlers: Handlers<keyof typeof petitionCalls> = {
  'petition.list': (query, { reader, scope }) => listPetitions(reader, query, scope, petitionWays(reader)),
  'petition.count': (_input, { reader, scope }) => countWaiting(reader, scope),
  'petition.page': ({ limit, offset, ...query }, { reader, scope }) => ({ counts: petitionCounts(reader, query, scope), ...petitionPage(reader, query, scope, petitionWays(reader), limit, offset) }),
  'petition.get': ({ id, lang }, context) => petitionView(context.reader, context.actor, id, lang, petitionWays(context.reader), officeNames(context)),
  'petition.save': (input, context) => told(context, savePetition(context.writer, context.actor, input)),
  'petition.submit': ({ id }, context) => done(context, () => submitPetition(context.writer, context.actor, id)),
  'petition.visit': (input, context) => told(context, makePetitionVisit(context.writer, context.actor, input)),
  'petition.verify': (input, context) => done(context, () => verifyPetition(context.writer, context.actor, input)),
  'petition.approve': (input, context) => told(context, approvePetitions(context.writer, context.actor, input)),
  'petition.refuse': ({ id, reason }, context) => done(context, () => refusePetition(context.writer, context.actor, id, reason)),
  'petition.finish': ({ id, reason }, context) => done(context, () => finishPetition(context.writer, context.actor, id, reason)),
  'petition.void': ({ id, reason }, context) => done(context, () => voidPetition(context.writer, context.actor, id, reason)),
  'petition.tell': (input, context) => done(context, () => tellPetition(context.writer, context.actor, input)),
  'petition.answer': (input, context) => told(context, answerPetitions(context.writer, context.actor, input)),
};

function done(context: Context, work: () => void): { ok: true } {
  work();
  return told(context, { ok: true });
}

/** Tells the window that petitions changed, and answers. */
function told<T>({ changed }: Context, answer: T): T {
  changed('register');
  return answer;
}
