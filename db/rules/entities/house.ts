import type { EntityDef } from '../field.ts';

/**
 * A house (rumah): the building, not who lives in it. Families come and go; what the house was given stays with it, so
 * that it is not given again too soon. Where a family lives now stands on the family.
 */
export const house = {
  id: 33,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    address: { id: 2, kind: 'text', group: 'address' },
    rt: { id: 3, kind: 'text', group: 'address' },
    rw: { id: 4, kind: 'text', group: 'address' },
    region: { id: 5, kind: 'text', group: 'address' },
    /** What it is known by where the address is not enough: "di belakang musala". */
    label: { id: 6, kind: 'text' },
    ended: { id: 7, kind: 'date', group: 'ended' },
    endedReason: { id: 8, kind: 'text', group: 'ended' },
  },
} as const satisfies EntityDef;
