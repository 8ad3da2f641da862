/** Proposals about other offices' records, and the answers of the owners. */
export const migration0010 = {
  name: '0010-proposals',
  sql: `
CREATE TABLE "proposal" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "entity" TEXT, "record" TEXT, "values" TEXT, "before" TEXT, "reason" TEXT, "proposedOn" TEXT, "proposedBy" TEXT, "withdrawn" TEXT
) STRICT;
CREATE TABLE "answer" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "proposal" TEXT, "verdict" INTEGER, "reason" TEXT, "decidedOn" TEXT, "decidedBy" TEXT
) STRICT;
CREATE INDEX answer_proposal ON answer (proposal);
CREATE INDEX proposal_record ON proposal (record);
`,
} as const;
