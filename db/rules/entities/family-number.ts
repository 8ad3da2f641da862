import type { EntityDef } from '../field.ts';

/** Every No KK that a family ever had; `until` is empty for the one in force. */
export const familyNumber = {
  id: 3,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    family: { id: 2, kind: 'ref', to: 'family' },
    noKk: { id: 3, kind: 'text', identity: true, masked: true },
    from: { id: 4, kind: 'date', group: 'period' },
    until: { id: 5, kind: 'date', group: 'period' },
    reason: { id: 6, kind: 'text', group: 'period' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 7, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
