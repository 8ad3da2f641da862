import type { EntityDef } from '../field.ts';

/** The part of a family, a person, a group or a house in a programme (kepesertaan), from proposal to exit. */
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
    /** Since when somebody waits; the waiting list is in the order of desil and of this day. */
    proposedOn: { id: 17, kind: 'date' },
    /** From when the present state holds. */
    statusDate: { id: 18, kind: 'date', group: 'status' },
    /** Why it is suspended. */
    statusReason: { id: 19, kind: 'text', group: 'status' },
    /** Until when it is suspended. */
    until: { id: 20, kind: 'date', group: 'status' },
    /** Enrolled in an emergency, before anybody could verify it (KPS-6). */
    emergency: { id: 21, kind: 'code', list: 'TEPAT.sebabDarurat', group: 'emergency' },
    verifyBy: { id: 22, kind: 'date', group: 'emergency' },
    verifiedOn: { id: 23, kind: 'date', group: 'emergency' },
    /** The part of whoever left, whose place this one took. */
    replaces: { id: 24, kind: 'ref', to: 'enrolment' },
    /** Where a kelompok, a rumah tangga or a house receives. The family is then who answers for it; a kelompok has none. */
    peopleGroup: { id: 40, kind: 'ref', to: 'peopleGroup', group: 'unit' },
    /** Ids that need not be known to whoever reads this: a family that moves away leaves house and rumah tangga behind. */
    household: { id: 41, kind: 'text', group: 'unit' },
    house: { id: 42, kind: 'text', group: 'unit' },
    /** Credit is paid back and no aid: which bank lends, up to how many whole rupiah, and how it stands. */
    bank: { id: 43, kind: 'text', group: 'credit' },
    creditLimit: { id: 44, kind: 'int', min: 0, group: 'credit', dataClass: 'financial' },
    creditState: { id: 45, kind: 'code', list: 'TEPAT.statusKredit', group: 'credit', dataClass: 'financial' },
  },
} as const satisfies EntityDef;

/**
 * One move of a part in a programme from a state to the next: when, by which document, why. How it began stands in the
 * enrolment itself.
 */
export const enrolmentStep = {
  id: 22,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    enrolment: { id: 2, kind: 'ref', to: 'enrolment' },
    family: { id: 3, kind: 'ref', to: 'family' },
    person: { id: 4, kind: 'ref', to: 'person' },
    from: { id: 5, kind: 'code', list: 'TEPAT.statusKepesertaan' },
    to: { id: 6, kind: 'code', list: 'TEPAT.statusKepesertaan' },
    date: { id: 7, kind: 'date' },
    decisionNo: { id: 8, kind: 'text' },
    decisionDate: { id: 9, kind: 'date' },
    /** Why it was suspended, or a remark on the exit. */
    reason: { id: 10, kind: 'text' },
    exitReason: { id: 11, kind: 'code', list: 'TEPAT.alasanKeluar' },
    until: { id: 12, kind: 'date' },
    by: { id: 13, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 14, kind: 'code', list: 'TEPAT.alasanBatal' },
    peopleGroup: { id: 15, kind: 'ref', to: 'peopleGroup' },
  },
} as const satisfies EntityDef;
