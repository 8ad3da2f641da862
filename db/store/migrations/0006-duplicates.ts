/**
 * Records that are one (aliases), what was decided about pairs, and rumah tangga. `duplicateFound` holds the open
 * questions of the last look: it follows from the records, is not logged and never travels.
 */
export const migration0006 = {
  name: '0006-duplicates',
  sql: `
CREATE TABLE "alias" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "fromFamily" TEXT, "toFamily" TEXT, "fromPerson" TEXT, "toPerson" TEXT, "date" TEXT, "reason" TEXT, "ended" TEXT, "endedReason" TEXT
) STRICT;
CREATE TABLE "pair" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "kind" INTEGER, "left" TEXT, "right" TEXT, "decision" INTEGER, "merged" INTEGER, "decidedOn" TEXT, "reason" TEXT, "score" REAL, "agreements" TEXT
) STRICT;
CREATE TABLE "household" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "number" TEXT, "label" TEXT, "ended" TEXT, "endedReason" TEXT
) STRICT;
ALTER TABLE "family" ADD COLUMN "household" TEXT;
CREATE INDEX family_household ON family (household) WHERE household IS NOT NULL;
CREATE INDEX alias_fromPerson ON alias (fromPerson) WHERE fromPerson IS NOT NULL;
CREATE INDEX alias_toPerson ON alias (toPerson) WHERE toPerson IS NOT NULL;
CREATE INDEX alias_fromFamily ON alias (fromFamily) WHERE fromFamily IS NOT NULL;
CREATE INDEX alias_toFamily ON alias (toFamily) WHERE toFamily IS NOT NULL;
CREATE INDEX pair_records ON pair ("left", "right");
CREATE TABLE duplicateFound (
  id TEXT PRIMARY KEY, kind INTEGER NOT NULL, "left" TEXT NOT NULL, "right" TEXT NOT NULL, score REAL NOT NULL, sure INTEGER NOT NULL,
  agreements TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (kind, "left", "right")
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicateFound_score ON duplicateFound (score, id);
`,
} as const;
