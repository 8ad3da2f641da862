import { approveReport, reviewReport, withdrawApproval } from '../../handoff/approval.ts';
import { closedTo, isOpenField } from '../../registry/closed-answers.ts';
import type { approvalCalls } from '../contract/approval.ts';
import type { Handlers } from '../handler.ts';

export const approvalHandlers: Handlers<keyof typeof approvalCalls> = {
  'approval.review': ({ to, full, limit, lang }, { reader, session, scope }) => {
    const review = reviewReport(reader, to, full, limit, { lang, scope });
    const closed = closedTo(session.permissions);
    return { ...review, items: review.items.map((one) => ({ ...one, fields: one.fields.filter(({ field }) => one.entity !== null && isOpenField(one.entity, field, closed)) })) };
  },
  'approval.give': ({ to, full, digest }, { writer, actor, session, changed }) => {
    const given = approveReport(writer, actor.user, session.user.displayName, to, full, digest);
    changed('package');
    return given;
  },
  'approval.withdraw': ({ to }, { writer, actor, changed }) => {
    const done = withdrawApproval(writer, actor.user, to);
    changed('package');
    return done;
  },
};
