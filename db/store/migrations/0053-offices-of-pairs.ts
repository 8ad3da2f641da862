/** Whose the two records of a pair were when it was decided, for offices that hold only one of them. */
export const migration0053 = {
  name: '0053-offices-of-pairs',
  sql: `
ALTER TABLE "pair" ADD COLUMN "leftOffice" TEXT;
ALTER TABLE "pair" ADD COLUMN "rightOffice" TEXT;
`,
} as const;
