import { closeQuarantine, listQuarantine } from '../../handoff/list-quarantine.ts';
import { retryQuarantine } from '../../handoff/retry-quarantine.ts';
import { requireWholeOffice } from '../../registry/access.ts';
import { listBreaches } from '../../registry/breaches.ts';
import { closedTo, isOpenField } from '../../registry/closed-answers.ts';
import { decideProposal } from '../../registry/proposals/decide-proposal.ts';
import { listProposals } from '../../registry/proposals/list-proposals.ts';
import { makeProposal, withdrawProposal } from '../../registry/proposals/make-proposal.ts';
import { isEntityKey } from '../../rules/entities.ts';
import { may } from '../../rules/roles.ts';
import type { worklistCalls } from '../contract/worklist.ts';
import type { Handlers } from '../handler.ts';
import { officeNames, openQuestions } from '../open-questions.ts';

export const worklistHandlers: Handlers<keyof typeof worklistCalls> = {
  'worklist.count': (_input, context) => openQuestions(context),
  'worklist.breaches': ({ lang }, context) => listBreaches(context.reader, lang, context.scope, officeNames(context)),
  'proposal.make': (input, { writer, actor, changed }) => {
    const made = makeProposal(writer, actor, input);
    changed('package');
    return made;
  },
  'proposal.withdraw': ({ id, reason }, { writer, actor, changed }) => {
    withdrawProposal(writer, actor, id, reason);
    changed('package');
    return { id };
  },
  'proposal.list': (query, context) => {
    const proposals = listProposals(context.reader, query, context.scope, officeNames(context));
    const closed = closedTo(context.session.permissions);
    return proposals.map((one) => ({ ...one, fields: one.fields.filter(({ field }) => isOpenField(one.entity, field, closed)) }));
  },
  'proposal.decide': (input, { writer, actor, session, changed }) => {
    const decided = decideProposal(writer, actor, { ...input, mayConfirm: may(session.user.role, 'second.confirm') });
    changed('register', 'package', 'office');
    return decided;
  },
  'quarantine.list': ({ lang }, context) => {
    requireWholeOffice(context.reader, context.scope);
    const items = listQuarantine(context.reader, lang, officeNames(context));
    const closed = closedTo(context.session.permissions);
    return items.map((one) => ({ ...one, values: one.values.filter(({ field }) => !isEntityKey(one.entity) || isOpenField(one.entity, field, closed)) }));
  },
  'quarantine.retry': (_input, { writer, host, actor, changed }) => {
    const settled = retryQuarantine({ office: writer, secrets: host.secrets(), user: actor.user });
    if (settled > 0) changed('register', 'package', 'office');
    return { settled };
  },
  'quarantine.close': ({ id, reason }, { writer, actor, changed }) => {
    const closed = closeQuarantine(writer, actor, id, reason);
    changed('package', 'office');
    return closed;
  },
};
