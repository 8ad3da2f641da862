import type { EntityDef } from '../field.ts';

/**
 * What someone decided about two records that look like one. Kept whatever the answer is: two different people are never
 * asked about again. `left` and `right` are texts, not references, because an office above its kelurahan decides about
 * records that not every receiver of the decision holds.
 */
export const pair = {
  id: 12,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    kind: { id: 2, kind: 'code', list: 'TEPAT.jenisDuplikat' },
    left: { id: 3, kind: 'text' },
    right: { id: 4, kind: 'text' },
    decision: { id: 5, kind: 'code', list: 'TEPAT.keputusanDuplikat', group: 'decision' },
    /** Whether the records were merged here; a decision about another office's records only proposes it. */
    merged: { id: 6, kind: 'flag', group: 'decision' },
    decidedOn: { id: 7, kind: 'date', group: 'decision' },
    reason: { id: 8, kind: 'text', group: 'decision' },
    score: { id: 9, kind: 'real' },
    /** What agreed when the question was asked, as JSON. */
    agreements: { id: 10, kind: 'json' },
    /** Whose the two records were when it was decided: an office that holds only one of them knows no more of the other. */
    leftOffice: { id: 11, kind: 'text' },
    rightOffice: { id: 12, kind: 'text' },
  },
} as const satisfies EntityDef;
