import type { EntityDef } from '../field.ts';

/**
 * That a programme of every day is not given on a date or a day of the week, or is given after all. What nobody said is
 * decided by the rule (`db/rules/service-days.ts`).
 */
export const serviceDay = {
  id: 34,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    programme: { id: 2, kind: 'ref', to: 'programme' },
    /** Either one date or every such day of the week, 1 (Monday) to 7. */
    date: { id: 3, kind: 'date' },
    weekday: { id: 4, kind: 'int', min: 1, max: 7 },
    off: { id: 5, kind: 'flag', group: 'off' },
    reason: { id: 6, kind: 'text', group: 'off' },
  },
} as const satisfies EntityDef;
