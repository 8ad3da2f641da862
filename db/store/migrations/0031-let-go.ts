/** Up to where an old owner's PCs wrote of a family before they knew that it was handed over; the heads of other PCs' chains that were seen. */
export const migration0031 = {
  name: '0031-let-go',
  sql: `
ALTER TABLE transfer ADD COLUMN letGo TEXT;
ALTER TABLE packageOut ADD COLUMN counter INTEGER;
CREATE TABLE originHead (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, head TEXT NOT NULL, PRIMARY KEY (device, epoch, counter)
) STRICT, WITHOUT ROWID;
INSERT INTO originHead (device, epoch, counter, head) SELECT device, epoch, counter, head FROM position WHERE counter > 0 AND head <> '${'0'.repeat(64)}';
`,
} as const;
