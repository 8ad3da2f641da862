import type { EntityDef } from '../field.ts';

/**
 * What a citizen, an RT or a kader asks of the office: a usulan (somebody should be in the data, or receive) or a sanggah
 * (an objection). Not to be confused with `proposal`, by which one office asks another to correct a record. The kelurahan
 * that took it down owns it; offices above answer with steps of their own.
 */
export const petition = {
  id: 44,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    kind: { id: 2, kind: 'code', list: 'TEPAT.jenisUsulanWarga' },
    subject: { id: 3, kind: 'code', list: 'TEPAT.pokokUsulan' },
    /** Number in the register of usulan or of sanggah. */
    number: { id: 4, kind: 'text' },
    receivedOn: { id: 5, kind: 'date' },
    source: { id: 6, kind: 'code', list: 'TEPAT.pengusul' },
    /** Who asks. Never told to whoever it is about. */
    applicant: { id: 7, kind: 'text' },
    phone: { id: 8, kind: 'text' },
    /** Whom it is about: of the register, or, where nobody there fits, as told. */
    family: { id: 9, kind: 'ref', to: 'family', group: 'about' },
    person: { id: 10, kind: 'ref', to: 'person', group: 'about' },
    name: { id: 11, kind: 'text', group: 'about' },
    nik: { id: 12, kind: 'text', masked: true, group: 'about' },
    noKk: { id: 13, kind: 'text', masked: true, group: 'about' },
    address: { id: 14, kind: 'text', group: 'about' },
    rt: { id: 15, kind: 'text', group: 'about' },
    rw: { id: 16, kind: 'text', group: 'about' },
    birthDate: { id: 17, kind: 'date', group: 'about' },
    region: { id: 18, kind: 'text', group: 'about' },
    programme: { id: 19, kind: 'ref', to: 'programme' },
    request: { id: 20, kind: 'text' },
    documents: { id: 21, kind: 'bits', list: 'TEPAT.berkasUsulan' },
    state: { id: 22, kind: 'code', list: 'TEPAT.statusUsulan', group: 'state' },
    result: { id: 23, kind: 'code', list: 'TEPAT.hasilUsulan', group: 'state' },
    stateDate: { id: 24, kind: 'date', group: 'state' },
    stateReason: { id: 25, kind: 'text', group: 'state' },
    /** How often it was handed in: what an office above sent back is handed in again. */
    round: { id: 26, kind: 'int', min: 1, group: 'state' },
    /** Who took it down; verified by somebody else where the office wants two people. */
    enteredBy: { id: 27, kind: 'text' },
    /** When the citizen was told the answer, how, and by whom. */
    toldOn: { id: 28, kind: 'date', group: 'told' },
    toldHow: { id: 29, kind: 'text', group: 'told' },
    toldBy: { id: 30, kind: 'text', group: 'told' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 31, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;

/**
 * One step of a petition: a move of the office that owns it, or the answer of an office above; its own record, so that each
 * office writes only its own. `petition` is text, because not every reader of an answer holds the petition.
 */
export const petitionStep = {
  id: 45,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    petition: { id: 2, kind: 'text' },
    state: { id: 3, kind: 'code', list: 'TEPAT.statusUsulan' },
    result: { id: 4, kind: 'code', list: 'TEPAT.hasilUsulan' },
    /** Which handing in it belongs to. */
    round: { id: 5, kind: 'int', min: 1 },
    date: { id: 6, kind: 'date' },
    method: { id: 7, kind: 'code', list: 'TEPAT.caraVerval' },
    reason: { id: 8, kind: 'text' },
    letterNo: { id: 9, kind: 'text' },
    letterDate: { id: 10, kind: 'date' },
    /** The musyawarah that decided. */
    meeting: { id: 11, kind: 'text' },
    by: { id: 12, kind: 'text' },
  },
} as const satisfies EntityDef;
