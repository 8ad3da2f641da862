import type { EntityDef } from '../field.ts';

/** Something that happened to a person or a family: birth, death, move. Its date is data, not the time of entry. */
export const event = {
  id: 7,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    person: { id: 2, kind: 'ref', to: 'person' },
    family: { id: 3, kind: 'ref', to: 'family' },
    kind: { id: 4, kind: 'code', list: 'KK.peristiwa' },
    date: { id: 5, kind: 'date' },
    reason: { id: 6, kind: 'text' },
    place: { id: 7, kind: 'text' },
    note: { id: 8, kind: 'text' },
    certificateNo: { id: 9, kind: 'text' },
    moveKind: { id: 10, kind: 'code', list: 'KK.jenis_pindah', group: 'move' },
    /** Kemendagri code of where they went to or came from, when known. */
    otherRegion: { id: 11, kind: 'text', group: 'move' },
    otherAddress: { id: 12, kind: 'text', group: 'move' },
    /** Why this record does not count; empty while it does. Nothing is deleted. */
    voided: { id: 13, kind: 'code', list: 'TEPAT.alasanBatal' },
  },
} as const satisfies EntityDef;
