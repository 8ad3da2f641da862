/** What the hand-off keeps: trusted cards, packages out and in, positions, acknowledgements, and what could not be taken. */
export const migration0004 = {
  name: '0004-handoff',
  sql: `
CREATE TABLE card (
  deviceUid TEXT PRIMARY KEY, officeId TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL,
  signKey TEXT NOT NULL, ageKey TEXT NOT NULL, fingerprint TEXT NOT NULL, checked INTEGER NOT NULL, area TEXT NOT NULL,
  card TEXT NOT NULL, trustedAt TEXT NOT NULL, trustedBy TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX card_code ON card (code);
CREATE TABLE packageOut (
  packageId TEXT PRIMARY KEY, kind TEXT NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, stream TEXT NOT NULL,
  sequence INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, receivers TEXT NOT NULL,
  ranges TEXT NOT NULL, changes INTEGER NOT NULL, families INTEGER NOT NULL, people INTEGER NOT NULL,
  at TEXT NOT NULL, by TEXT NOT NULL, UNIQUE (device, epoch, stream, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE packageIn (
  sha256 TEXT PRIMARY KEY, packageId TEXT NOT NULL, kind TEXT NOT NULL, officeId TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  deviceUid TEXT NOT NULL, epoch INTEGER NOT NULL, stream TEXT NOT NULL, sequence INTEGER NOT NULL, file TEXT NOT NULL,
  outcome TEXT NOT NULL, reason TEXT, params TEXT NOT NULL, changes INTEGER NOT NULL, applied INTEGER NOT NULL, unchanged INTEGER NOT NULL,
  conflicts INTEGER NOT NULL, quarantined INTEGER NOT NULL, missing TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, receipt TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX packageIn_number ON packageIn (deviceUid, epoch, stream, sequence);
CREATE INDEX packageIn_office ON packageIn (officeId, at);
CREATE TABLE position (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, head TEXT NOT NULL, PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE originEpoch (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, nonce TEXT NOT NULL, baseEpoch INTEGER, baseCounter INTEGER, PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE originTx (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, at TEXT NOT NULL,
  user TEXT, userName TEXT, kind TEXT NOT NULL, reason TEXT, PRIMARY KEY (device, epoch, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE acknowledged (
  officeId TEXT NOT NULL, device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, PRIMARY KEY (officeId, device, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE receiptIn (
  officeId TEXT PRIMARY KEY, deviceUid TEXT NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE notSent (
  office TEXT NOT NULL, entity INTEGER NOT NULL, field INTEGER NOT NULL, PRIMARY KEY (office, entity, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, package TEXT NOT NULL, entity INTEGER NOT NULL, record TEXT NOT NULL,
  field INTEGER NOT NULL, reason TEXT NOT NULL, raw TEXT NOT NULL, at TEXT NOT NULL, resolvedAt TEXT, PRIMARY KEY (device, epoch, counter)
) STRICT, WITHOUT ROWID;
CREATE TABLE parked (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, entity INTEGER NOT NULL, field INTEGER NOT NULL,
  package TEXT NOT NULL, record TEXT NOT NULL, raw TEXT NOT NULL, at TEXT NOT NULL, appliedAt TEXT, PRIMARY KEY (device, epoch, counter, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE conflict (
  id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, record INTEGER NOT NULL, field INTEGER NOT NULL,
  ourDevice INTEGER, ourEpoch INTEGER, ourCounter INTEGER, theirDevice INTEGER NOT NULL, theirEpoch INTEGER NOT NULL, theirCounter INTEGER NOT NULL,
  package TEXT NOT NULL, at TEXT NOT NULL, closedAt TEXT, UNIQUE (theirDevice, theirEpoch, theirCounter)
) STRICT;
`,
} as const;
