import type { EntityDef } from '../field.ts';

/** Somebody who goes from house to house for the office without being its user: a kader, the head of an RT, an officer. */
export const enumerator = {
  id: 39,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    name: { id: 2, kind: 'text' },
    role: { id: 3, kind: 'code', list: 'TEPAT.jenisPendata' },
    phone: { id: 4, kind: 'text' },
    /** Whom they visit: the houses of a dasawisma, or those of an RT or RW. */
    dasawisma: { id: 5, kind: 'ref', to: 'peopleGroup' },
    rt: { id: 6, kind: 'text', group: 'place' },
    rw: { id: 7, kind: 'text', group: 'place' },
    region: { id: 8, kind: 'text', group: 'place' },
    ended: { id: 9, kind: 'date', group: 'ended' },
    endedReason: { id: 10, kind: 'text', group: 'ended' },
  },
} as const satisfies EntityDef;

/** A period in which the data of a kelurahan is brought up to date, and who is due in it. */
export const visitRound = {
  id: 40,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    name: { id: 2, kind: 'text' },
    region: { id: 3, kind: 'text' },
    from: { id: 4, kind: 'date', group: 'period' },
    until: { id: 5, kind: 'date', group: 'period' },
    /** Due when not visited for so many days, or never; empty when age alone makes nobody due. */
    olderThan: { id: 6, kind: 'int', min: 1, group: 'due' },
    /** Due when named in this list of tasks (SASARAN). Text: the list is another office's. */
    list: { id: 7, kind: 'text', group: 'due' },
    /** Due when a check or a possible duplicate is open. */
    doubts: { id: 8, kind: 'flag', group: 'due' },
    note: { id: 9, kind: 'text' },
    closed: { id: 10, kind: 'date' },
  },
} as const satisfies EntityDef;

/**
 * One verification of one family (verval): who is to go, what was found, who checked it and who approved it. What was
 * found changes the register only with the approval; the finding itself stays as it was.
 */
export const visit = {
  id: 41,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    round: { id: 2, kind: 'ref', to: 'visitRound' },
    family: { id: 3, kind: 'ref', to: 'family' },
    person: { id: 4, kind: 'ref', to: 'person' },
    enumerator: { id: 5, kind: 'ref', to: 'enumerator' },
    plannedOn: { id: 6, kind: 'date' },
    state: { id: 7, kind: 'code', list: 'TEPAT.statusVerval', group: 'state' },
    date: { id: 8, kind: 'date', group: 'finding' },
    method: { id: 9, kind: 'code', list: 'TEPAT.caraVerval', group: 'finding' },
    result: { id: 10, kind: 'code', list: 'TEPAT.hasilVerval', group: 'finding' },
    /** Who went. */
    visitor: { id: 11, kind: 'text', group: 'finding' },
    /** Who typed it, and whether on behalf of the one who went. */
    enteredBy: { id: 12, kind: 'text', group: 'finding' },
    enteredId: { id: 13, kind: 'text', group: 'finding' },
    onBehalf: { id: 14, kind: 'flag', group: 'finding' },
    note: { id: 15, kind: 'text', group: 'finding' },
    latitude: { id: 16, kind: 'real', min: -90, max: 90, group: 'location' },
    longitude: { id: 17, kind: 'real', min: -180, max: 180, group: 'location' },
    locationFrom: { id: 18, kind: 'code', list: 'TEPAT.sumberKoordinat', group: 'location' },
    /** What the register is to say afterwards, as JSON (`db/rules/visits/effect.ts`). */
    effects: { id: 19, kind: 'json', group: 'finding' },
    checkedBy: { id: 20, kind: 'text', group: 'state' },
    checkedId: { id: 21, kind: 'text', group: 'state' },
    checkedOn: { id: 22, kind: 'date', group: 'state' },
    decidedBy: { id: 23, kind: 'text', group: 'state' },
    decidedId: { id: 24, kind: 'text', group: 'state' },
    decidedOn: { id: 25, kind: 'date', group: 'state' },
    /** What whoever checked, approved or sent it back said. */
    remark: { id: 26, kind: 'text', group: 'state' },
    /** The task (SASARAN) that it answers, and what else it was made for: `usulan` or `sanggah` with its id. Text: not every reader holds them. */
    task: { id: 27, kind: 'text' },
    aboutKind: { id: 28, kind: 'text', group: 'about' },
    about: { id: 29, kind: 'text', group: 'about' },
    voided: { id: 30, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;

/** What is known of a photo. The picture itself lies in the photo store under its hash and travels apart, if at all. */
export const photo = {
  id: 42,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    visit: { id: 2, kind: 'ref', to: 'visit' },
    family: { id: 3, kind: 'ref', to: 'family' },
    sha256: { id: 4, kind: 'text' },
    bytes: { id: 5, kind: 'int', min: 0 },
    width: { id: 6, kind: 'int', min: 1 },
    height: { id: 7, kind: 'int', min: 1 },
    subject: { id: 8, kind: 'code', list: 'TEPAT.isiFoto' },
    takenOn: { id: 9, kind: 'date' },
    latitude: { id: 10, kind: 'real', min: -90, max: 90, group: 'location' },
    longitude: { id: 11, kind: 'real', min: -180, max: 180, group: 'location' },
    note: { id: 12, kind: 'text' },
    voided: { id: 13, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
