import type { EntityDef } from '../field.ts';

/** What the owner of a record said to another office's proposal; its own record, so that each office writes only its own. */
export const answer = {
  id: 15,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    proposal: { id: 2, kind: 'text' },
    verdict: { id: 3, kind: 'code', list: 'TEPAT.jawabanUsulan' },
    reason: { id: 4, kind: 'text' },
    decidedOn: { id: 5, kind: 'date' },
    decidedBy: { id: 6, kind: 'text' },
  },
} as const satisfies EntityDef;
