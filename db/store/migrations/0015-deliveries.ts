/** What was handed over to whom, apart from who is enrolled. */
export const migration0015 = {
  name: '0015-deliveries',
  sql: `
CREATE TABLE "delivery" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "enrolment" TEXT, "programme" TEXT, "family" TEXT, "person" TEXT, "phase" TEXT, "date" TEXT, "status" INTEGER, "rupiah" INTEGER, "quantity" REAL, "unit" TEXT,
  "takenBy" TEXT, "relation" INTEGER, "proof" INTEGER, "proofNo" TEXT, "reason" TEXT, "place" TEXT, "officer" TEXT, "note" TEXT, "voided" INTEGER
) STRICT;
CREATE INDEX delivery_enrolment ON delivery (enrolment, phase);
CREATE INDEX delivery_programme ON delivery (programme, phase);
`,
} as const;
