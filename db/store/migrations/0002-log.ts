/** The change log, the devices and epochs it speaks of, the office's own state, and the indexes of the register. */
export const migration0002 = {
  name: '0002-log',
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE device (no INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, office TEXT NOT NULL, officeName TEXT NOT NULL) STRICT;
CREATE TABLE epoch (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, nonce TEXT NOT NULL, baseEpoch INTEGER, baseCounter INTEGER,
  startedAt TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;
CREATE TABLE tx (
  id INTEGER PRIMARY KEY, device INTEGER NOT NULL, epoch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  at TEXT NOT NULL, user TEXT, userName TEXT, kind TEXT NOT NULL, reason TEXT, sourceKind TEXT, sourceId TEXT, detail TEXT,
  previous BLOB NOT NULL, hash BLOB NOT NULL
) STRICT;
CREATE INDEX tx_at ON tx (at);
CREATE INDEX tx_source ON tx (sourceId) WHERE sourceId IS NOT NULL;
CREATE TABLE change (
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, counter INTEGER NOT NULL, tx INTEGER NOT NULL,
  entity INTEGER NOT NULL, record INTEGER NOT NULL, field INTEGER NOT NULL, old TEXT, new TEXT,
  parentDevice INTEGER, parentEpoch INTEGER, parentCounter INTEGER, taken INTEGER NOT NULL, salt BLOB, digest BLOB,
  PRIMARY KEY (device, epoch, counter)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_record ON change (entity, record, field, tx);
CREATE INDEX change_tx ON change (tx);
CREATE TABLE draft (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, target TEXT, title TEXT NOT NULL, content TEXT NOT NULL,
  savedAt TEXT NOT NULL, savedBy TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX family_noKk ON family (noKk) WHERE noKk IS NOT NULL;
CREATE INDEX person_family ON person (family);
CREATE INDEX person_nik ON person (nik) WHERE nik IS NOT NULL;
CREATE INDEX person_birth ON person (birthDate, sex);
CREATE INDEX familyNumber_family ON familyNumber (family);
CREATE INDEX familyNumber_noKk ON familyNumber (noKk);
CREATE INDEX ranking_family ON ranking (family);
CREATE INDEX enrolment_family ON enrolment (family);
CREATE INDEX enrolment_person ON enrolment (person) WHERE person IS NOT NULL;
CREATE INDEX enrolment_programme ON enrolment (programme);
CREATE INDEX event_person ON event (person);
CREATE INDEX bridge_bps ON bridge (bpsCode);
`,
} as const;
