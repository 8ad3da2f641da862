import type { EntityDef } from '../field.ts';

/** A rumah tangga: one or more keluarga that share a dwelling. Which they are stands on the families. */
export const household = {
  id: 13,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    /** The number some lists give it (BDT, OpenSID). */
    number: { id: 2, kind: 'text' },
    label: { id: 3, kind: 'text' },
    ended: { id: 4, kind: 'date', group: 'ended' },
    endedReason: { id: 5, kind: 'text', group: 'ended' },
  },
} as const satisfies EntityDef;
