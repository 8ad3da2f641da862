import type { EntityDef } from '../field.ts';

/**
 * What an office thinks another office's record should say. It changes nothing; the owner of the record answers it.
 * `record` is text, not a reference, because not every reader of the proposal holds the record.
 */
export const proposal = {
  id: 14,
  travels: true,
  fields: {
    owner: { id: 1, kind: 'text' },
    /** Key of the record's entity. */
    entity: { id: 2, kind: 'text' },
    record: { id: 3, kind: 'text' },
    /** Values by field as they should be, and as they stood when it was proposed, as JSON. */
    values: { id: 4, kind: 'json' },
    before: { id: 5, kind: 'json' },
    reason: { id: 6, kind: 'text' },
    proposedOn: { id: 7, kind: 'date' },
    proposedBy: { id: 8, kind: 'text' },
    /** Set when the proposing office took it back. */
    withdrawn: { id: 9, kind: 'date' },
  },
} as const satisfies EntityDef;
