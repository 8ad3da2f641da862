import { needFamily } from '../../registry/access.ts';
import { listCases } from '../../registry/cases/case-list.ts';
import { familyCase } from '../../registry/cases/case-view.ts';
import { acceptNeed, closeNeed, dismissNeed, planNeed, reopenNeed, stopNeed, voidNeed } from '../../registry/cases/decide-need.ts';
import { answerReferral, referNeeds } from '../../registry/cases/refer.ts';
import { listNeedRules, needRulesSetBy } from '../../registry/needs/need-rules.ts';
import { needTurns } from '../../registry/needs/need-turns.ts';
import { renewNeeds, saveNeedRule, tryNeedRule } from '../../registry/needs/save-need-rule.ts';
import type { needCalls } from '../contract/needs.ts';
import type { Context, Handlers } from '../handler.ts';

/** Does something to a case, tells the window, and says so. */
function doing(context: Context, work: () => void): { ok: true } {
  work();
  context.changed('register');
  return { ok: true };
}

export const needHandlers: Handlers<keyof typeof needCalls> = {
  'need.rules': (_input, { reader }) => ({ rules: listNeedRules(reader), from: needRulesSetBy(reader) }),
  'need.rule.save': async ({ job, ...input }, { writer, actor, changed, progress }) => {
    const saved = saveNeedRule(writer, actor, input);
    const tell = progress(job);
    const families = await renewNeeds(writer, (done, total) => tell({ phase: 'needs', done, total, perSecond: null, secondsLeft: null }));
    changed('register', 'programme');
    return { ...saved, families };
  },
  'need.rule.try': ({ content }, { reader, scope }) => tryNeedRule(reader, scope, content),
  'need.turns': ({ family }, { reader, scope }) => needTurns(reader, needFamily(reader, family, scope).id),
  'case.family': ({ family }, { reader, scope }) => familyCase(reader, family, scope),
  'case.list': (query, { reader, scope }) => listCases(reader, query, scope),
  'case.accept': (input, { writer, actor, changed }) => {
    const made = acceptNeed(writer, actor, input);
    changed('register');
    return made;
  },
  'case.dismiss': (input, { writer, actor, changed }) => {
    const made = dismissNeed(writer, actor, input);
    changed('register');
    return made;
  },
  'case.plan': ({ id, ...plan }, context) => doing(context, () => planNeed(context.writer, context.actor, id, plan)),
  'case.close': (input, context) => doing(context, () => closeNeed(context.writer, context.actor, input)),
  'case.stop': ({ id, reason }, context) => doing(context, () => stopNeed(context.writer, context.actor, id, reason)),
  'case.reopen': ({ id, reason }, context) => doing(context, () => reopenNeed(context.writer, context.actor, id, reason)),
  'case.void': ({ id, reason }, context) => doing(context, () => voidNeed(context.writer, context.actor, id, reason)),
  'case.refer': (input, { writer, actor, changed }) => {
    const done = referNeeds(writer, actor, input);
    changed('register');
    return done;
  },
  'case.answer': (input, context) => doing(context, () => answerReferral(context.writer, context.actor, input)),
};
