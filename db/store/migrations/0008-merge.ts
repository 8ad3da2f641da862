/**
 * Merge by ancestry: what a change rests on beside its parent, and conflicts of whole field groups with what was decided.
 * `change.taken` is 2 for a change that is known and superseded by a person's decision. Receipts and acknowledgements are
 * kept per device that gave them, because an office may have several PCs.
 */
export const migration0008 = {
  name: '0008-merge',
  sql: `
CREATE TABLE seen (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL,
  seenDevice INTEGER NOT NULL, seenEpoch INTEGER NOT NULL, seenCounter INTEGER NOT NULL,
  PRIMARY KEY (device, epoch, counter, seenDevice, seenEpoch, seenCounter)
) STRICT, WITHOUT ROWID;
ALTER TABLE conflict ADD COLUMN theirs TEXT;
ALTER TABLE conflict ADD COLUMN outcome TEXT;
UPDATE acknowledged SET officeId = coalesce((SELECT r.deviceUid FROM receiptIn r WHERE r.officeId = acknowledged.officeId), officeId);
ALTER TABLE acknowledged RENAME COLUMN officeId TO receiver;
CREATE TABLE receiptNew (
  deviceUid TEXT PRIMARY KEY, officeId TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO receiptNew SELECT deviceUid, officeId, epoch, sequence, at, content FROM receiptIn;
DROP TABLE receiptIn;
ALTER TABLE receiptNew RENAME TO receiptIn;
CREATE TABLE askedBack (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_record ON conflict (entity, record);
CREATE INDEX quarantine_record ON quarantine (entity, record) WHERE resolvedAt IS NULL;
`,
} as const;
