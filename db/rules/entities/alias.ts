import type { EntityDef } from '../field.ts';

/**
 * Two records found to be one: `from` is read as `to` from then on (DESIGN §2.7). Either the two families or the two
 * people are named. `to` is the smaller id, so that aliases never run in a circle. A merge that was undone has `ended`.
 */
export const alias = {
  id: 11,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    fromFamily: { id: 2, kind: 'ref', to: 'family' },
    toFamily: { id: 3, kind: 'ref', to: 'family' },
    fromPerson: { id: 4, kind: 'ref', to: 'person' },
    toPerson: { id: 5, kind: 'ref', to: 'person' },
    date: { id: 6, kind: 'date' },
    reason: { id: 7, kind: 'text' },
    ended: { id: 8, kind: 'date', group: 'ended' },
    endedReason: { id: 9, kind: 'text', group: 'ended' },
  },
} as const satisfies EntityDef;
