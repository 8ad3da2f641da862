/**
 * Indicators with their figures, and reports of a period. And how every family stood on a day, kept: local, not logged, never sent. Checkpoints of days between which nothing was
 * written share their parts; a part holds the families of one kelurahan, packed by columns.
 */
export const migration0026 = {
  name: '0026-outcomes',
  sql: `
CREATE TABLE checkpoint (
  id INTEGER PRIMARY KEY, day TEXT NOT NULL, kind TEXT NOT NULL, title TEXT, madeAt TEXT NOT NULL, madeBy TEXT, parts INTEGER NOT NULL,
  families INTEGER NOT NULL, people INTEGER NOT NULL
) STRICT;
CREATE INDEX checkpoint_day ON checkpoint (day);
CREATE TABLE checkpointPart (
  id INTEGER PRIMARY KEY, parts INTEGER NOT NULL, region TEXT NOT NULL, content BLOB NOT NULL, UNIQUE (parts, region)
) STRICT;
CREATE TABLE "indicator" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "name" TEXT, "unit" TEXT, "lower" INTEGER, "beside" INTEGER, "note" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "indicatorValue" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "indicator" TEXT, "area" TEXT, "year" INTEGER, "kind" INTEGER, "value" REAL, "source" TEXT, "document" TEXT, "date" TEXT, "note" TEXT, "voided" INTEGER
) STRICT;
CREATE INDEX indicatorValue_indicator ON indicatorValue (indicator, area, year);
CREATE TABLE "finalReport" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "title" TEXT, "period" TEXT, "version" INTEGER, "status" INTEGER, "narrative" TEXT, "content" TEXT, "finalOn" TEXT, "finalBy" TEXT, "previous" TEXT, "voided" INTEGER
) STRICT;
`,
} as const;
