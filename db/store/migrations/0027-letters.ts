/** The register of letters: what this office issued, under numbers that are never given twice. */
export const migration0027 = {
  name: '0027-letters',
  sql: `
CREATE TABLE "letter" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "kind" TEXT, "year" INTEGER, "sequence" INTEGER, "number" TEXT, "date" TEXT, "subject" TEXT, "family" TEXT, "person" TEXT, "programme" TEXT, "package" TEXT, "purpose" TEXT, "validUntil" TEXT, "code" TEXT, "content" TEXT, "voidedOn" TEXT, "voidReason" TEXT
) STRICT;
CREATE UNIQUE INDEX letter_number ON letter (kind, year, sequence);
CREATE INDEX letter_family ON letter (family);
`,
} as const;
