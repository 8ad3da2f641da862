/**
 * The log by record in two: makings, which an import writes by the million and nobody touches again, and changes. A change then stands
 * among changes; among the makings it took a page of its own in a large register. All that is asked of a making stands in its index. And when a family
 * last changed, apart from its line in the lists: see `db/registry/line-changes.ts`.
 */
export const migration0044 = {
  name: '0044-changes-apart',
  sql: `
CREATE INDEX change_made ON change (entity, record, tx) WHERE field = 0;
CREATE INDEX change_field ON change (entity, record, field, tx) WHERE field > 0;
DROP INDEX change_record;
CREATE TABLE lineChange (family INTEGER PRIMARY KEY, tx INTEGER NOT NULL) STRICT;
CREATE TABLE lineOrder (tx INTEGER NOT NULL, family INTEGER NOT NULL, PRIMARY KEY (tx, family)) STRICT, WITHOUT ROWID;
INSERT INTO lineChange SELECT family, changedTx FROM familySummary ORDER BY family;
INSERT INTO lineOrder SELECT changedTx, family FROM familySummary ORDER BY changedTx, family;
DROP INDEX familySummary_changed;
ALTER TABLE familySummary DROP COLUMN changedTx;
`,
} as const;
