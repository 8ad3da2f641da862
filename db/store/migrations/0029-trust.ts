/** The classes of specific data that a user may read, incidents with personal data, and whom each file and print of a list was about. */
export const migration0029 = {
  name: '0029-trust',
  sql: `
ALTER TABLE user ADD COLUMN "classes" TEXT;
CREATE TABLE "incident" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "kind" TEXT, "happenedOn" TEXT, "foundAt" TEXT, "what" TEXT, "handling" TEXT, "sources" TEXT, "affected" INTEGER, "classes" TEXT,
  "informedOn" TEXT, "reportedOn" TEXT, "closedOn" TEXT, "madeBy" TEXT
) STRICT;
CREATE TABLE disclosed (tx INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (tx, person)) STRICT, WITHOUT ROWID;
CREATE INDEX disclosed_person ON disclosed (person);
`,
} as const;
