/**
 * Imports of this office. A batch is local: what it changed travels as changes. `rowsHash` is over the records as they
 * were imported, so that `verify` can rebuild them from the log (DESIGN §2.4).
 */
export const migration0005 = {
  name: '0005-intake',
  sql: `
CREATE TABLE batch (
  uid TEXT PRIMARY KEY, tx INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, profile TEXT, at TEXT NOT NULL,
  byUid TEXT, byName TEXT NOT NULL, rows INTEGER NOT NULL, result TEXT NOT NULL, rowsHash TEXT NOT NULL,
  undoneAt TEXT, undoTx INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_sha256 ON batch (sha256);
CREATE INDEX ranking_person ON ranking (person) WHERE person IS NOT NULL;
`,
} as const;
