/**
 * Reference data, starter files, transfers of ownership, relayed originals, tasks, approvals and the queue of uploads.
 * A transfer is kept as its signed papers; what they change is in the log.
 */
export const migration0011 = {
  name: '0011-kinds',
  sql: `
CREATE TABLE "targetList" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "office" TEXT, "title" TEXT, "purpose" TEXT, "programme" TEXT, "issuedOn" TEXT, "dueOn" TEXT, "note" TEXT, "withdrawn" TEXT
) STRICT;
CREATE TABLE "task" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "office" TEXT, "list" TEXT, "sequence" INTEGER, "family" TEXT, "person" TEXT, "name" TEXT, "nik" TEXT, "noKk" TEXT,
  "address" TEXT, "rt" TEXT, "rw" TEXT, "birthDate" TEXT, "ask" TEXT
) STRICT;
CREATE TABLE "taskResult" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "task" TEXT, "outcome" INTEGER, "note" TEXT, "family" TEXT, "person" TEXT, "doneOn" TEXT, "doneBy" TEXT
) STRICT;
CREATE INDEX task_list ON task (list);
CREATE INDEX taskResult_task ON taskResult (task);
ALTER TABLE packageOut ADD COLUMN approvedBy TEXT;
CREATE TABLE reference (
  id INTEGER PRIMARY KEY CHECK (id = 1), issuer TEXT NOT NULL, issuerName TEXT NOT NULL, edition INTEGER NOT NULL, issuedAt TEXT NOT NULL,
  receivedAt TEXT, content TEXT NOT NULL
) STRICT;
CREATE TABLE starter (
  code TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL, token TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, usedAt TEXT, deviceUid TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE transfer (
  uid TEXT PRIMARY KEY, family TEXT NOT NULL, fromCode TEXT NOT NULL, toCode TEXT NOT NULL, step INTEGER NOT NULL, state TEXT NOT NULL,
  offer TEXT NOT NULL, reply TEXT, at TEXT NOT NULL, counter INTEGER NOT NULL, epoch INTEGER NOT NULL,
  carried INTEGER NOT NULL DEFAULT 0, sentAt TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_family ON transfer (family, step);
CREATE TABLE relay (
  sha256 TEXT PRIMARY KEY, file TEXT NOT NULL, kind TEXT NOT NULL, officeId TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, receivers TEXT NOT NULL,
  sequence INTEGER NOT NULL, bytes INTEGER NOT NULL, at TEXT NOT NULL, sentAt TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE approval (
  stream TEXT PRIMARY KEY, digest TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE upload (
  packageId TEXT PRIMARY KEY, queuedAt TEXT NOT NULL, location TEXT, sent INTEGER NOT NULL, ceiling INTEGER NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL,
  nextAt TEXT, code TEXT, params TEXT NOT NULL, sentAt TEXT
) STRICT, WITHOUT ROWID;
`,
} as const;
