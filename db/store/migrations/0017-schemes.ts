/** Schemes, target lists, plans of a year and patterns of programmes; what a list of tasks says of the target list it is part of. */
export const migration0017 = {
  name: '0017-schemes',
  sql: `
CREATE TABLE "scheme" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "title" TEXT, "source" TEXT, "version" INTEGER, "ended" TEXT, "content" TEXT
) STRICT;
CREATE TABLE "targetSet" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "title" TEXT, "version" INTEGER, "content" TEXT, "chosenOn" TEXT, "ended" TEXT
) STRICT;
CREATE TABLE "plan" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "year" INTEGER, "activity" TEXT, "agency" TEXT, "place" TEXT, "placeNote" TEXT, "target" INTEGER, "measure" INTEGER, "unitKind" INTEGER,
  "budget" INTEGER, "programmes" TEXT, "basis" TEXT, "note" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "programmeTemplate" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "title" TEXT, "version" INTEGER, "content" TEXT, "ended" TEXT
) STRICT;
ALTER TABLE "targetList" ADD COLUMN "targetSet" TEXT;
ALTER TABLE "targetList" ADD COLUMN "version" INTEGER;
ALTER TABLE "targetList" ADD COLUMN "content" TEXT;
CREATE INDEX targetList_set ON targetList (targetSet);
CREATE INDEX task_family ON task (family);
`,
} as const;
