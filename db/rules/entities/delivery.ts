import type { EntityDef } from '../field.ts';

/**
 * One delivery (penyaluran) of a programme to one recipient: what was handed over and taken by whom, or why it was not.
 * Being enrolled and having received are two things.
 */
export const delivery = {
  id: 21,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    enrolment: { id: 2, kind: 'ref', to: 'enrolment' },
    programme: { id: 3, kind: 'ref', to: 'programme' },
    family: { id: 4, kind: 'ref', to: 'family' },
    person: { id: 5, kind: 'ref', to: 'person' },
    /** The month, the day or the stage that it is for: one recipient has one delivery of each. */
    phase: { id: 6, kind: 'text' },
    date: { id: 7, kind: 'date', group: 'outcome' },
    status: { id: 8, kind: 'code', list: 'TEPAT.statusPenyaluran', group: 'outcome' },
    /** Whole rupiah: money is never a fraction. */
    rupiah: { id: 9, kind: 'int', min: 0, group: 'amount' },
    quantity: { id: 10, kind: 'real', min: 0, group: 'amount' },
    unit: { id: 11, kind: 'text', group: 'amount' },
    takenBy: { id: 12, kind: 'text', group: 'outcome' },
    relation: { id: 13, kind: 'code', list: 'TEPAT.pengambil', group: 'outcome' },
    proof: { id: 14, kind: 'code', list: 'TEPAT.buktiPenyaluran', group: 'outcome' },
    proofNo: { id: 15, kind: 'text', group: 'outcome' },
    /** Why it was not taken. */
    reason: { id: 16, kind: 'text', group: 'outcome' },
    place: { id: 17, kind: 'text' },
    officer: { id: 18, kind: 'text' },
    note: { id: 19, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 20, kind: 'code', list: 'TEPAT.alasanBatal' },
    /** What a visit leads to, in words of the office and not of a doctor. */
    followUp: { id: 21, kind: 'code', list: 'TEPAT.tindakLanjut', group: 'followUp' },
    followUpDate: { id: 22, kind: 'date', group: 'followUp' },
    /** For those with the health permission only, and not sent on; what a doctor writes stays at the puskesmas under `recordNo`. */
    healthNote: { id: 23, kind: 'text', dataClass: 'health', withheld: true },
    recordNo: { id: 24, kind: 'text', dataClass: 'health', withheld: true },
    peopleGroup: { id: 40, kind: 'ref', to: 'peopleGroup' },
  },
} as const satisfies EntityDef;
