import type { EntityDef } from '../field.ts';

/** A report of a period: what the office writes about it and, once final, its tables as they were then. It is the office's own paper and stays here. */
export const finalReport = {
  id: 56,
  travels: false,
  fields: {
    title: { id: 1, kind: 'text' },
    /** As `db/rules/report-period` reads it. */
    period: { id: 2, kind: 'text' },
    version: { id: 3, kind: 'int', min: 1 },
    status: { id: 4, kind: 'code', list: 'TEPAT.statusLaporan' },
    narrative: { id: 5, kind: 'text' },
    /** The tables, set when it becomes final and never after. */
    content: { id: 6, kind: 'json' },
    finalOn: { id: 7, kind: 'date' },
    finalBy: { id: 8, kind: 'text' },
    /** The version that this one continues. */
    previous: { id: 9, kind: 'ref', to: 'finalReport' },
    voided: { id: 10, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
