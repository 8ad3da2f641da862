import type { EntityDef } from '../field.ts';

/** A dated outside ranking of a family or a person. Never computed here; an empty `value` is "belum diperingkat". */
export const ranking = {
  id: 4,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    family: { id: 2, kind: 'ref', to: 'family' },
    person: { id: 3, kind: 'ref', to: 'person' },
    source: { id: 4, kind: 'code', list: 'TEPAT.sumberPeringkat', group: 'ranking' },
    scope: { id: 5, kind: 'code', list: 'TEPAT.cakupanPeringkat', group: 'ranking' },
    measure: { id: 6, kind: 'code', list: 'TEPAT.ukuranPeringkat', group: 'ranking' },
    value: { id: 7, kind: 'int', min: 1, max: 100, group: 'ranking' },
    date: { id: 8, kind: 'date', group: 'ranking' },
    document: { id: 9, kind: 'text' },
    batchLabel: { id: 10, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 11, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
