import type { EntityDef } from '../field.ts';

/** A published indicator (a rate of the statistics office, the figure of a plan): what it is, and which count of the register stands beside it under its own name. */
export const indicator = {
  id: 54,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    name: { id: 2, kind: 'text' },
    /** `%`, `jiwa`, `Rp` … */
    unit: { id: 3, kind: 'text' },
    /** Less is better: a poverty rate is reached when it is at or below its target. */
    lower: { id: 4, kind: 'flag' },
    /** The register's own count that is shown beside it, never mixed with it (DESIGN §2.2). */
    beside: { id: 5, kind: 'code', list: 'TEPAT.hitunganRegister' },
    note: { id: 6, kind: 'text' },
    voided: { id: 7, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;

/** One figure of an indicator: of an area and a year, published or aimed at, by whom and in which document. */
export const indicatorValue = {
  id: 55,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    indicator: { id: 2, kind: 'ref', to: 'indicator' },
    area: { id: 3, kind: 'text' },
    year: { id: 4, kind: 'int', min: 1990, max: 2100 },
    kind: { id: 5, kind: 'code', list: 'TEPAT.jenisNilai' },
    value: { id: 6, kind: 'real' },
    source: { id: 7, kind: 'text' },
    document: { id: 8, kind: 'text' },
    /** Day of the document. */
    date: { id: 9, kind: 'date' },
    note: { id: 10, kind: 'text' },
    voided: { id: 11, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
