import type { EntityDef } from '../field.ts';

/** A list of tasks that an office gives to one office below it (SASARAN): whom to verify, a list of recipients, a prelist. */
export const targetList = {
  id: 16,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    /** Region code of the office that has to do it. */
    office: { id: 2, kind: 'text' },
    title: { id: 3, kind: 'text' },
    /** verify, recipients, prelist or target. */
    purpose: { id: 4, kind: 'text' },
    programme: { id: 5, kind: 'text' },
    issuedOn: { id: 6, kind: 'date' },
    dueOn: { id: 7, kind: 'date' },
    note: { id: 8, kind: 'text' },
    /** Set when the list was taken back. */
    withdrawn: { id: 9, kind: 'date' },
    /** The target list that this is a part of, its version, and what it was chosen by. */
    targetSet: { id: 10, kind: 'text' },
    version: { id: 11, kind: 'int' },
    content: { id: 12, kind: 'json' },
  },
} as const satisfies EntityDef;

/**
 * One line of a list: whom it is about, as whoever asks knows them, and what to find out. It changes no fact of the
 * register. Family and person are text, not references: not every reader holds them.
 */
export const task = {
  id: 17,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    office: { id: 2, kind: 'text' },
    list: { id: 3, kind: 'ref', to: 'targetList' },
    sequence: { id: 4, kind: 'int' },
    family: { id: 5, kind: 'text' },
    person: { id: 6, kind: 'text' },
    name: { id: 7, kind: 'text' },
    nik: { id: 8, kind: 'text', masked: true },
    noKk: { id: 9, kind: 'text', masked: true },
    address: { id: 10, kind: 'text' },
    rt: { id: 11, kind: 'text' },
    rw: { id: 12, kind: 'text' },
    birthDate: { id: 13, kind: 'date' },
    ask: { id: 14, kind: 'text' },
  },
} as const satisfies EntityDef;

/** What was found; its own record, so that each office writes only its own. */
export const taskResult = {
  id: 18,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    task: { id: 2, kind: 'text' },
    outcome: { id: 3, kind: 'code', list: 'TEPAT.hasilTugas' },
    note: { id: 4, kind: 'text' },
    family: { id: 5, kind: 'text' },
    person: { id: 6, kind: 'text' },
    doneOn: { id: 7, kind: 'date' },
    doneBy: { id: 8, kind: 'text' },
  },
} as const satisfies EntityDef;
