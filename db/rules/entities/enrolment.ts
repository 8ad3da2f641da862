import type { EntityDef } from '../field.ts';

/** A family's or a person's part in a programme (kepesertaan), from proposal to exit. */
export const enrolment = {
  id: 6,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    programme: { id: 2, kind: 'ref', to: 'programme' },
    unitKind: { id: 3, kind: 'code', list: 'TEPAT.satuanPenerima', group: 'unit' },
    family: { id: 4, kind: 'ref', to: 'family', group: 'unit' },
    person: { id: 5, kind: 'ref', to: 'person', group: 'unit' },
    status: { id: 6, kind: 'code', list: 'TEPAT.statusKepesertaan', group: 'status' },
    start: { id: 7, kind: 'date' },
    end: { id: 8, kind: 'date', group: 'status' },
    decisionNo: { id: 9, kind: 'text', group: 'decision' },
    decisionDate: { id: 10, kind: 'date', group: 'decision' },
    exitReason: { id: 11, kind: 'code', list: 'TEPAT.alasanKeluar', group: 'status' },
    exitNote: { id: 12, kind: 'text', group: 'status' },
    source: { id: 13, kind: 'text' },
    /** Who receives on the family's behalf. */
    pengurus: { id: 14, kind: 'ref', to: 'person' },
    notes: { id: 15, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 16, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
