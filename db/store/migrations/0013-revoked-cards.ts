/** A card whose key must be believed no more: since when, why, and how far its device was applied then. */
export const migration0013 = {
  name: '0013-revoked-cards',
  sql: `
ALTER TABLE card ADD COLUMN revokedAt TEXT;
ALTER TABLE card ADD COLUMN revokedReason TEXT;
ALTER TABLE card ADD COLUMN lastEpoch INTEGER;
ALTER TABLE card ADD COLUMN lastCounter INTEGER;
`,
} as const;
