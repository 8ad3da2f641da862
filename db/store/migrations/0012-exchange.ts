/**
 * What a device said it has is kept with the epoch in which it said so: a later restore may lose it again. Cards can be
 * revoked from a change on, replaced by a newer one signed with the key before, and told not to be waited for. An epoch
 * may take over the counters of a forked one from `baseCounter` on up to `until`; those were hashed under `baseEpoch`.
 */
export const migration0012 = {
  name: '0012-exchange',
  sql: `
ALTER TABLE askedBack ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN revoked TEXT;
ALTER TABLE card ADD COLUMN silent TEXT;
ALTER TABLE epoch ADD COLUMN until INTEGER;
`,
} as const;
