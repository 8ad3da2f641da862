/** Verification at home: enumerators, periods, visits, photos, and the dasawisma of a family. */
export const migration0023 = {
  name: '0023-verval',
  sql: `
CREATE TABLE "enumerator" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "name" TEXT, "role" INTEGER, "phone" TEXT, "dasawisma" TEXT, "rt" TEXT, "rw" TEXT, "region" TEXT, "ended" TEXT, "endedReason" TEXT
) STRICT;
CREATE TABLE "visitRound" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "name" TEXT, "region" TEXT, "from" TEXT, "until" TEXT, "olderThan" INTEGER, "list" TEXT, "doubts" INTEGER, "note" TEXT, "closed" TEXT
) STRICT;
CREATE TABLE "visit" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "round" TEXT, "family" TEXT, "person" TEXT, "enumerator" TEXT, "plannedOn" TEXT, "state" INTEGER, "date" TEXT, "method" INTEGER, "result" INTEGER, "visitor" TEXT, "enteredBy" TEXT, "enteredId" TEXT, "onBehalf" INTEGER, "note" TEXT, "latitude" REAL, "longitude" REAL, "locationFrom" INTEGER, "effects" TEXT, "checkedBy" TEXT, "checkedId" TEXT, "checkedOn" TEXT, "decidedBy" TEXT, "decidedId" TEXT, "decidedOn" TEXT, "remark" TEXT, "task" TEXT, "aboutKind" TEXT, "about" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "photo" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "visit" TEXT, "family" TEXT, "sha256" TEXT, "bytes" INTEGER, "width" INTEGER, "height" INTEGER, "subject" INTEGER, "takenOn" TEXT, "latitude" REAL, "longitude" REAL, "note" TEXT, "voided" INTEGER
) STRICT;
ALTER TABLE "family" ADD COLUMN "dasawisma" TEXT;
CREATE INDEX family_dasawisma ON family (dasawisma) WHERE dasawisma IS NOT NULL;
CREATE INDEX visit_round ON visit (round, family);
CREATE INDEX visit_family ON visit (family);
CREATE INDEX visit_open ON visit (state) WHERE state IN (3, 4, 6) AND voided IS NULL;
CREATE INDEX photo_visit ON photo (visit);
CREATE INDEX photo_family ON photo (family);
CREATE INDEX photo_sha256 ON photo (sha256);
`,
} as const;
