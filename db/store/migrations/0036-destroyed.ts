/** Records that were destroyed by law: what stays of them is that they were, so that no package brings them back. */
export const migration0036 = {
  name: '0036-destroyed',
  sql: `
CREATE TABLE destroyed (
  entity INTEGER NOT NULL, uid TEXT NOT NULL, tx INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (entity, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX destroyed_tx ON destroyed (tx);
`,
} as const;
