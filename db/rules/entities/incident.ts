import type { EntityDef } from '../field.ts';

/** Personal data that was lost or seen by somebody who had no right to it (UU 27/2022 article 46). */
export const incident = {
  id: 64,
  travels: false,
  fields: {
    /** `package`, `file`, `device`, `backup`, `access` or `other`. */
    kind: { id: 1, kind: 'text' },
    happenedOn: { id: 2, kind: 'date' },
    /** The moment from which the 3 × 24 hours run. */
    foundAt: { id: 3, kind: 'text' },
    what: { id: 4, kind: 'text' },
    handling: { id: 5, kind: 'text' },
    /** The packages, files and backups that it is about, as they are named in the log. */
    sources: { id: 6, kind: 'json' },
    /** People whose data it was, counted when it was written down. */
    affected: { id: 7, kind: 'int', min: 0 },
    classes: { id: 8, kind: 'text' },
    informedOn: { id: 9, kind: 'date' },
    reportedOn: { id: 10, kind: 'date' },
    closedOn: { id: 11, kind: 'date' },
    madeBy: { id: 12, kind: 'text' },
  },
} as const satisfies EntityDef;
