import type { EntityDef } from '../field.ts';

/** A user of this office. Passphrases are not here: they wrap the key in the keyring. */
export const user = {
  id: 10,
  travels: false,
  fields: {
    name: { id: 1, kind: 'text' },
    displayName: { id: 2, kind: 'text' },
    role: { id: 3, kind: 'text' },
    /** The region code that bounds what this user may see; empty is the whole office. */
    areaPrefix: { id: 4, kind: 'text' },
    active: { id: 5, kind: 'flag' },
    endedOn: { id: 6, kind: 'date' },
    /** Role OPD: the provider whose programmes' recipients this user sees by name. */
    agency: { id: 7, kind: 'text' },
    /** Classes of specific data that this user may read, `health,child` or `none`; null is as the role has it. */
    classes: { id: 8, kind: 'text' },
  },
} as const satisfies EntityDef;
