import type { EntityDef } from '../field.ts';

/** A kelompok (kelompok usaha, UP2K, pokmas, kelompok tani): people who work together and may receive a programme as one. */
export const peopleGroup = {
  id: 29,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    name: { id: 2, kind: 'text' },
    kind: { id: 3, kind: 'code', list: 'TEPAT.jenisKelompok' },
    /** What it makes, sells or grows. */
    business: { id: 4, kind: 'text' },
    decisionNo: { id: 5, kind: 'text', group: 'decision' },
    decisionDate: { id: 6, kind: 'date', group: 'decision' },
    founded: { id: 7, kind: 'date' },
    address: { id: 8, kind: 'text', group: 'address' },
    rt: { id: 9, kind: 'text', group: 'address' },
    rw: { id: 10, kind: 'text', group: 'address' },
    /** Kemendagri code of the kelurahan or desa where it works. */
    region: { id: 11, kind: 'text', group: 'address' },
    notes: { id: 12, kind: 'text' },
    ended: { id: 13, kind: 'date', group: 'ended' },
    endedReason: { id: 14, kind: 'text', group: 'ended' },
  },
} as const satisfies EntityDef;

/** Somebody of the register in a kelompok, from the day they joined until they left. */
export const groupMember = {
  id: 30,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    peopleGroup: { id: 2, kind: 'ref', to: 'peopleGroup' },
    person: { id: 3, kind: 'ref', to: 'person' },
    role: { id: 4, kind: 'code', list: 'TEPAT.peranKelompok' },
    joined: { id: 5, kind: 'date' },
    left: { id: 6, kind: 'date', group: 'left' },
    leftReason: { id: 7, kind: 'text', group: 'left' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 8, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;

/** What a kelompok reported on a day: what it owns, owes and turned over since the report before. */
export const groupFigure = {
  id: 31,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    peopleGroup: { id: 2, kind: 'ref', to: 'peopleGroup' },
    date: { id: 3, kind: 'date' },
    /** Whole rupiah: money is never a fraction. */
    capital: { id: 4, kind: 'int', min: 0, dataClass: 'financial' },
    loans: { id: 5, kind: 'int', min: 0, dataClass: 'financial' },
    turnover: { id: 6, kind: 'int', min: 0, dataClass: 'financial' },
    source: { id: 7, kind: 'text' },
    note: { id: 8, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 9, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
