import type { EntityDef } from '../field.ts';

/** A letter that this office issued, under its number in the register of letters. It stays here: whoever got it has the paper. */
export const letter = {
  id: 58,
  travels: false,
  fields: {
    /** Which letter: sktm, terdaftar … */
    kind: { id: 1, kind: 'text' },
    year: { id: 2, kind: 'int' },
    /** Runs from 1 in every kind and year; a number is never given twice. */
    sequence: { id: 3, kind: 'int' },
    number: { id: 4, kind: 'text' },
    date: { id: 5, kind: 'date' },
    /** Whom or what it is about, in words. */
    subject: { id: 6, kind: 'text' },
    family: { id: 7, kind: 'ref', to: 'family' },
    person: { id: 8, kind: 'ref', to: 'person' },
    programme: { id: 9, kind: 'ref', to: 'programme' },
    package: { id: 10, kind: 'text' },
    purpose: { id: 11, kind: 'text' },
    validUntil: { id: 12, kind: 'date' },
    /** By which the paper is found here again. */
    code: { id: 13, kind: 'text' },
    /** What it says, as it was issued. */
    content: { id: 14, kind: 'json' },
    voidedOn: { id: 15, kind: 'date' },
    voidReason: { id: 16, kind: 'text' },
  },
} as const satisfies EntityDef;
