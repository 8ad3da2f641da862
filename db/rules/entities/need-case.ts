import type { EntityDef } from '../field.ts';

/**
 * A rule that needs are proposed by (`db/rules/needs/need-rule`). As a rule of aid it belongs to nobody and goes down
 * with the reference data, whole.
 */
export const needRule = {
  id: 49,
  travels: false,
  fields: {
    title: { id: 1, kind: 'text' },
    basis: { id: 2, kind: 'text' },
    version: { id: 3, kind: 'int', min: 1 },
    /** Set when it is used no more. */
    ended: { id: 4, kind: 'date' },
    content: { id: 5, kind: 'json' },
  },
} as const satisfies EntityDef;

/** A need of a family that was decided on: taken up with a plan until it is met, or dismissed with a reason. */
export const caseNeed = {
  id: 50,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    family: { id: 2, kind: 'ref', to: 'family' },
    /** Name of the need in its rule, and what it was called when it was taken up: not every reader has the rule. */
    need: { id: 3, kind: 'text' },
    label: { id: 4, kind: 'text' },
    state: { id: 5, kind: 'code', list: 'TEPAT.statusKebutuhan', group: 'state' },
    stateDate: { id: 6, kind: 'date', group: 'state' },
    /** Why it was dismissed or given up. */
    reason: { id: 7, kind: 'text', group: 'state' },
    /** What showed that it was met; a text, a photo (its name in the store of photos), or both. */
    evidence: { id: 8, kind: 'text', group: 'state' },
    photo: { id: 9, kind: 'text', group: 'state' },
    openedOn: { id: 10, kind: 'date' },
    /** The answers that showed it then, or what whoever added it by hand saw. */
    because: { id: 11, kind: 'text' },
    byHand: { id: 12, kind: 'flag' },
    plan: { id: 13, kind: 'text', group: 'plan' },
    agency: { id: 14, kind: 'text', group: 'plan' },
    dueOn: { id: 15, kind: 'date', group: 'plan' },
    programme: { id: 16, kind: 'ref', to: 'programme', group: 'plan' },
    /** Who of the office goes after it. */
    companion: { id: 17, kind: 'text', group: 'plan' },
    by: { id: 18, kind: 'text' },
    voided: { id: 19, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;

/** A need that was put before an agency, and what it answered; by the office that did so, which need not be the family's. */
export const referral = {
  id: 51,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    family: { id: 2, kind: 'ref', to: 'family' },
    caseNeed: { id: 3, kind: 'ref', to: 'caseNeed' },
    agency: { id: 4, kind: 'text' },
    number: { id: 5, kind: 'text' },
    date: { id: 6, kind: 'date' },
    answer: { id: 7, kind: 'code', list: 'TEPAT.jawabanRujukan', group: 'answer' },
    answerNote: { id: 8, kind: 'text', group: 'answer' },
    answeredOn: { id: 9, kind: 'date', group: 'answer' },
    by: { id: 10, kind: 'text' },
    voided: { id: 11, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
