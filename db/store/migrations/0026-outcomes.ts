/**
 * How every family stood on a day, kept: local, not logged, never sent. Checkpoints of days between which nothing was
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
`,
} as const;
