/** What a restored device said it has is kept with the epoch in which it said so: a later restore may lose it again. */
export const migration0012 = {
  name: '0012-exchange',
  sql: `
ALTER TABLE askedBack ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
`,
} as const;
