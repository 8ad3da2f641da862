/** Changes that came in a package and were made without knowing what was changed here in other fields of the record meanwhile. */
export const migration0022 = {
  name: '0022-side-by-side',
  sql: `
CREATE TABLE sideBySide (device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, PRIMARY KEY (device, epoch, counter)) STRICT, WITHOUT ROWID;
`,
} as const;
