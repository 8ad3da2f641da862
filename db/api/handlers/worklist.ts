import { listConflicts } from '../../handoff/list-conflicts.ts';
import { closeQuarantine, listQuarantine } from '../../handoff/list-quarantine.ts';
import { retryQuarantine } from '../../handoff/retry-quarantine.ts';
import { narrowing, requireWholeOffice } from '../../registry/access.ts';
import { countPairs } from '../../registry/duplicates/list-pairs.ts';
import type { OfficeName } from '../../registry/duplicates/pair-sides.ts';
import { withoutHealth } from '../../registry/health-answers.ts';
import { decideProposal } from '../../registry/proposals/decide-proposal.ts';
import { listProposals } from '../../registry/proposals/list-proposals.ts';
import { makeProposal, withdrawProposal } from '../../registry/proposals/make-proposal.ts';
import type { worklistCalls } from '../contract/worklist.ts';
import type { Context, Handlers } from '../handler.ts';

/** Offices by their names; a code that is no region is said as itself. */
const officeNames = ({ host }: Context): OfficeName => (code) => host.regions().get(code)?.displayName ?? code;

export const worklistHandlers: Handlers<keyof typeof worklistCalls> = {
  'worklist.count': (_input, context) => {
    const { reader, scope } = context;
    // Konflik and quarantine are of the whole office; a user of a part of it is not asked about them.
    const whole = narrowing(reader, scope) === null;
    return {
      conflicts: whole ? listConflicts(reader, 'id', officeNames(context)).length : 0,
      proposals: listProposals(reader, { direction: 'in', state: 'open', lang: 'id' }, scope, officeNames(context)).length,
      quarantine: whole ? listQuarantine(reader, 'id', officeNames(context)).length : 0,
      duplicates: countPairs(reader, scope).open,
    };
  },
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
    if (context.session.permissions.includes('health.read')) return proposals;
    return proposals.map((one) => ({ ...one, fields: one.fields.filter(({ field }) => field in withoutHealth(one.entity, { [field]: null })) }));
  },
  'proposal.decide': (input, { writer, actor, changed }) => {
    const decided = decideProposal(writer, actor, input);
    changed('register', 'package', 'office');
    return decided;
  },
  'quarantine.list': ({ lang }, context) => {
    requireWholeOffice(context.reader, context.scope);
    return listQuarantine(context.reader, lang, officeNames(context));
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
