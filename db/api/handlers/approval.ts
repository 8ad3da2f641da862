import { approveReport, reviewReport, withdrawApproval } from '../../handoff/approval.ts';
import type { approvalCalls } from '../contract/approval.ts';
import type { Handlers } from '../handler.ts';

export const approvalHandlers: Handlers<keyof typeof approvalCalls> = {
  'approval.review': ({ to, full, limit }, { reader }) => reviewReport(reader, to, full, limit),
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
