import type { EntityDef } from '../field.ts';

/** What became of a stage of a programme for one recipient: one result of each stage. Which stages there are stands on the programme. */
export const stageResult = {
  id: 32,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    enrolment: { id: 2, kind: 'ref', to: 'enrolment' },
    programme: { id: 3, kind: 'ref', to: 'programme' },
    family: { id: 4, kind: 'ref', to: 'family' },
    person: { id: 5, kind: 'ref', to: 'person' },
    peopleGroup: { id: 6, kind: 'ref', to: 'peopleGroup' },
    /** Key of the stage among those of the programme. */
    stage: { id: 7, kind: 'text' },
    date: { id: 8, kind: 'date', group: 'outcome' },
    result: { id: 9, kind: 'code', list: 'TEPAT.hasilTahap', group: 'outcome' },
    certificateNo: { id: 10, kind: 'text', group: 'outcome' },
    /** Where: the training centre, the workshop, the employer. */
    place: { id: 11, kind: 'text', group: 'outcome' },
    note: { id: 12, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 13, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
