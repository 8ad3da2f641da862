import type { EntityDef } from '../field.ts';

/**
 * Somebody outside government who runs or supports programmes (mitra): a company, a campus, a community, a religious or
 * social institution, the media. Nobody owns the record; `madeBy` names the office that keeps it, and a city's partners
 * go down with its reference data, without the contact, who is a person.
 */
export const partner = {
  id: 37,
  travels: false,
  fields: {
    name: { id: 1, kind: 'text' },
    kind: { id: 2, kind: 'code', list: 'TEPAT.jenisPemilik' },
    contact: { id: 3, kind: 'text' },
    phone: { id: 4, kind: 'text' },
    email: { id: 5, kind: 'text' },
    address: { id: 6, kind: 'text' },
    notes: { id: 7, kind: 'text' },
    active: { id: 8, kind: 'flag' },
    /** Code of the office that keeps it. */
    madeBy: { id: 9, kind: 'text' },
  },
} as const satisfies EntityDef;

/** An agreement (perjanjian) under which lists may be given to a partner: what, of whom, where, until when. */
export const agreement = {
  id: 38,
  travels: false,
  fields: {
    partner: { id: 1, kind: 'ref', to: 'partner' },
    number: { id: 2, kind: 'text' },
    date: { id: 3, kind: 'date' },
    purpose: { id: 4, kind: 'text' },
    /** JSON list of the programmes whose recipients it is about. */
    programmes: { id: 5, kind: 'json' },
    /** JSON list of region codes; empty is the whole area of whoever gives the list. */
    regions: { id: 6, kind: 'json' },
    /** Also families that do not receive these programmes, as possible recipients. */
    wider: { id: 7, kind: 'flag' },
    /** JSON list of the fields of a masked list; empty allows counts only. */
    fields: { id: 8, kind: 'json' },
    /** By what counts are given: `rt` or `region`. */
    level: { id: 9, kind: 'text' },
    from: { id: 10, kind: 'date' },
    until: { id: 11, kind: 'date' },
    endedOn: { id: 12, kind: 'date' },
    endReason: { id: 13, kind: 'text' },
    madeBy: { id: 14, kind: 'text' },
  },
} as const satisfies EntityDef;
