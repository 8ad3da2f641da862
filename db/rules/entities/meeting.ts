import type { EntityDef } from '../field.ts';

/**
 * A musyawarah kelurahan (musdes in a desa) with the head of its minutes. Final minutes are locked; what has to be put
 * right is a new version: another record of the same `series`, with items and attendance of its own.
 */
export const meeting = {
  id: 46,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    kind: { id: 2, kind: 'code', list: 'TEPAT.jenisMusyawarah' },
    number: { id: 3, kind: 'text' },
    title: { id: 4, kind: 'text' },
    date: { id: 5, kind: 'date', group: 'when' },
    startTime: { id: 6, kind: 'text', group: 'when' },
    endTime: { id: 7, kind: 'text', group: 'when' },
    place: { id: 8, kind: 'text', group: 'when' },
    leader: { id: 9, kind: 'text' },
    secretary: { id: 10, kind: 'text' },
    legalBasis: { id: 11, kind: 'text' },
    /** How many have to attend for it to decide. */
    quorum: { id: 12, kind: 'int', min: 1 },
    notes: { id: 13, kind: 'text' },
    state: { id: 14, kind: 'code', list: 'TEPAT.statusMusyawarah', group: 'state' },
    finalOn: { id: 15, kind: 'date', group: 'state' },
    finalBy: { id: 16, kind: 'text', group: 'state' },
    /** Why the minutes were made final although something was missing, such as the quorum. */
    finalReason: { id: 17, kind: 'text', group: 'state' },
    version: { id: 18, kind: 'int', min: 1 },
    /** Id of the first version; null on that itself. */
    series: { id: 19, kind: 'text' },
    /** Why there is a further version. */
    revisedFor: { id: 20, kind: 'text' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 21, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;

/** One item of an agenda with what was decided about it. */
export const meetingItem = {
  id: 47,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    meeting: { id: 2, kind: 'ref', to: 'meeting' },
    /** The petition it is about; null for an item of its own, which `title` says. */
    petition: { id: 3, kind: 'text' },
    sequence: { id: 4, kind: 'int' },
    title: { id: 5, kind: 'text' },
    decision: { id: 6, kind: 'code', list: 'TEPAT.putusanMusyawarah', group: 'decision' },
    reason: { id: 7, kind: 'text', group: 'decision' },
    /** Taken off the agenda. */
    voided: { id: 8, kind: 'code', list: 'TEPAT.alasanBatal' },
    /** As the minutes said it when they became final: whatever is mended in the register later, minutes stay as they were signed. */
    name: { id: 9, kind: 'text', group: 'said' },
    nik: { id: 10, kind: 'text', masked: true, group: 'said' },
    noKk: { id: 11, kind: 'text', masked: true, group: 'said' },
    address: { id: 12, kind: 'text', group: 'said' },
    rt: { id: 13, kind: 'text', group: 'said' },
    rw: { id: 14, kind: 'text', group: 'said' },
    subject: { id: 15, kind: 'code', list: 'TEPAT.pokokUsulan', group: 'said' },
    programme: { id: 16, kind: 'text', group: 'said' },
    finding: { id: 17, kind: 'code', list: 'TEPAT.hasilUsulan', group: 'said' },
  },
} as const satisfies EntityDef;

/** Somebody invited to a musyawarah. */
export const meetingGuest = {
  id: 48,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    meeting: { id: 2, kind: 'ref', to: 'meeting' },
    sequence: { id: 3, kind: 'int' },
    name: { id: 4, kind: 'text' },
    /** What they are there for: ketua RT 004, ketua PKK. */
    position: { id: 5, kind: 'text' },
    element: { id: 6, kind: 'code', list: 'TEPAT.unsurMusyawarah' },
    sex: { id: 7, kind: 'code', list: 'RSEK.405' },
    present: { id: 8, kind: 'flag' },
    /** Speaks for those who receive, or for people with disabilities: what they represent, not what they are. */
    forRecipients: { id: 9, kind: 'flag' },
    forDisabled: { id: 10, kind: 'flag' },
    voided: { id: 11, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
