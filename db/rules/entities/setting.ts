import type { EntityDef } from '../field.ts';

/** A setting of this office. */
export const setting = {
  id: 9,
  travels: false,
  fields: {
    key: { id: 1, kind: 'text' },
    value: { id: 2, kind: 'json' },
  },
} as const satisfies EntityDef;
