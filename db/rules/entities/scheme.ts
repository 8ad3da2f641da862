import type { EntityDef } from '../field.ts';

/**
 * A scheme that programmes and needs are told apart by (`db/rules/schemes/scheme`). As a rule of aid it belongs to nobody
 * and goes down with the reference data, whole.
 */
export const scheme = {
  id: 24,
  travels: false,
  fields: {
    title: { id: 1, kind: 'text' },
    /** Where its items come from: a law, a document, the reference. */
    source: { id: 2, kind: 'text' },
    version: { id: 3, kind: 'int', min: 1 },
    /** Set when it is used no more. */
    ended: { id: 4, kind: 'date' },
    content: { id: 5, kind: 'json' },
  },
} as const satisfies EntityDef;

/** A target list (daftar sasaran) as the city chooses it; each office below gets its families as a `targetList`. */
export const targetSet = {
  id: 25,
  travels: false,
  fields: {
    title: { id: 1, kind: 'text' },
    version: { id: 2, kind: 'int', min: 1 },
    content: { id: 3, kind: 'json' },
    chosenOn: { id: 4, kind: 'date' },
    ended: { id: 5, kind: 'date' },
  },
} as const satisfies EntityDef;

/** A row of the yearly action plan (RAT), or what a programme is to reach in a year: one target, of output or of outcome. */
export const plan = {
  id: 26,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    year: { id: 2, kind: 'int', min: 1990, max: 2100 },
    activity: { id: 3, kind: 'text' },
    agency: { id: 4, kind: 'text' },
    /** Region code; empty is the whole area of the office. */
    place: { id: 5, kind: 'text' },
    placeNote: { id: 6, kind: 'text' },
    target: { id: 7, kind: 'int', min: 0, group: 'target' },
    measure: { id: 8, kind: 'code', list: 'TEPAT.ukuranTarget', group: 'target' },
    unitKind: { id: 9, kind: 'code', list: 'TEPAT.satuanPenerima', group: 'target' },
    /** Whole rupiah. */
    budget: { id: 10, kind: 'int', min: 0 },
    /** Ids of programmes, as a JSON list. */
    programmes: { id: 11, kind: 'json' },
    basis: { id: 12, kind: 'text' },
    note: { id: 13, kind: 'text' },
    voided: { id: 14, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;

/** A programme as a pattern for others (jamban, UMKM …); it goes down with the reference data where the city changed it. */
export const programmeTemplate = {
  id: 27,
  travels: false,
  fields: {
    title: { id: 1, kind: 'text' },
    version: { id: 2, kind: 'int', min: 1 },
    /** Values of the programme's fields. */
    content: { id: 3, kind: 'json' },
    ended: { id: 4, kind: 'date' },
  },
} as const satisfies EntityDef;
