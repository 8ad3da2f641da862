/** Rules of programmes, and the enrolments that were made in spite of one. */
export const migration0014 = {
  name: '0014-aid-rules',
  sql: `
CREATE TABLE "aidRule" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "title" TEXT, "basis" TEXT, "version" INTEGER, "from" TEXT, "to" TEXT, "content" TEXT
) STRICT;
CREATE TABLE "override" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "family" TEXT, "person" TEXT, "enrolment" TEXT, "programme" TEXT, "rule" TEXT, "ruleTitle" TEXT, "ruleVersion" INTEGER, "result" TEXT,
  "facts" TEXT, "reason" TEXT, "decidedOn" TEXT, "decidedBy" TEXT
) STRICT;
CREATE INDEX override_enrolment ON override (enrolment);
`,
} as const;
