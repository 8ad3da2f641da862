/** Partners outside government, the agreements with them, and the agency that a user with the role OPD is bound to. */
export const migration0021 = {
  name: '0021-partners',
  sql: `
CREATE TABLE "partner" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "name" TEXT, "kind" INTEGER, "contact" TEXT, "phone" TEXT, "email" TEXT, "address" TEXT, "notes" TEXT, "active" INTEGER, "madeBy" TEXT
) STRICT;
CREATE TABLE "agreement" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "partner" TEXT, "number" TEXT, "date" TEXT, "purpose" TEXT, "programmes" TEXT, "regions" TEXT, "wider" INTEGER, "fields" TEXT, "level" TEXT,
  "from" TEXT, "until" TEXT, "endedOn" TEXT, "endReason" TEXT, "madeBy" TEXT
) STRICT;
CREATE INDEX agreement_partner ON agreement (partner);
ALTER TABLE user ADD COLUMN "agency" TEXT;
`,
} as const;
