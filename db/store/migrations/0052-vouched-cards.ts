/** The PC of its office on whose word a card is trusted. */
export const migration0052 = {
  name: '0052-vouched-cards',
  sql: `
ALTER TABLE card ADD COLUMN vouchedBy TEXT;
`,
} as const;
