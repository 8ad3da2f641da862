import type { EntityDef } from '../field.ts';

/** A BPS region code beside the Kemendagri code of the same place, learned from a file and confirmed by a person. */
export const bridge = {
  id: 8,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    bpsCode: { id: 2, kind: 'text', identity: true },
    region: { id: 3, kind: 'text', group: 'bridge' },
    bpsName: { id: 4, kind: 'text' },
    confirmedBy: { id: 5, kind: 'text', group: 'bridge' },
    confirmedOn: { id: 6, kind: 'date', group: 'bridge' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 7, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
