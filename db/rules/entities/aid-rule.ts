import type { EntityDef } from '../field.ts';

/**
 * A rule of programmes as the city set it (`db/rules/aid/aid-rule`). Nobody owns it: it goes down with the reference
 * data, whole, and never comes back up.
 */
export const aidRule = {
  id: 19,
  travels: false,
  fields: {
    title: { id: 1, kind: 'text' },
    basis: { id: 2, kind: 'text' },
    version: { id: 3, kind: 'int', min: 1 },
    from: { id: 4, kind: 'date' },
    to: { id: 5, kind: 'date' },
    content: { id: 6, kind: 'json' },
    /** What it said before, and until when: lists of those days go by that. */
    earlier: { id: 7, kind: 'json' },
  },
} as const satisfies EntityDef;

/** That somebody was enrolled although a rule spoke against it: which rule, by which facts, why all the same, and whose decision. */
export const override = {
  id: 20,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    family: { id: 2, kind: 'ref', to: 'family' },
    person: { id: 3, kind: 'ref', to: 'person' },
    enrolment: { id: 4, kind: 'ref', to: 'enrolment' },
    programme: { id: 5, kind: 'ref', to: 'programme' },
    /** Rules need not be known to whoever reads this. */
    rule: { id: 6, kind: 'text' },
    ruleTitle: { id: 7, kind: 'text' },
    ruleVersion: { id: 8, kind: 'int', min: 1 },
    result: { id: 9, kind: 'text' },
    facts: { id: 10, kind: 'text' },
    reason: { id: 11, kind: 'text' },
    decidedOn: { id: 12, kind: 'date' },
    decidedBy: { id: 13, kind: 'text' },
  },
} as const satisfies EntityDef;
