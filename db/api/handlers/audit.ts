import { auditAct } from '../../registry/audit/audit-act.ts';
import { auditActs, auditFacets } from '../../registry/audit/audit-list.ts';
import { closedTo, entriesWithoutClosed } from '../../registry/closed-answers.ts';
import type { auditCalls } from '../contract/audit.ts';
import type { Handlers } from '../handler.ts';

export const auditHandlers: Handlers<keyof typeof auditCalls> = {
  'audit.list': (query, { reader, scope }) => auditActs(reader, query, scope),
  'audit.facets': (_input, { reader }) => auditFacets(reader),
  'audit.show': ({ tx, lang }, { reader, scope, session }) => {
    const act = auditAct(reader, tx, lang, scope);
    return { ...act, entries: entriesWithoutClosed(reader, act.entries, closedTo(session.permissions)) };
  },
};
