/** The states of a part in a programme: since when, until when, by which document; emergencies; whose place was taken. */
export const migration0016 = {
  name: '0016-enrolment-states',
  sql: `
ALTER TABLE enrolment ADD COLUMN "proposedOn" TEXT;
ALTER TABLE enrolment ADD COLUMN "statusDate" TEXT;
ALTER TABLE enrolment ADD COLUMN "statusReason" TEXT;
ALTER TABLE enrolment ADD COLUMN "until" TEXT;
ALTER TABLE enrolment ADD COLUMN "emergency" INTEGER;
ALTER TABLE enrolment ADD COLUMN "verifyBy" TEXT;
ALTER TABLE enrolment ADD COLUMN "verifiedOn" TEXT;
ALTER TABLE enrolment ADD COLUMN "replaces" TEXT;
CREATE TABLE "enrolmentStep" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "enrolment" TEXT, "family" TEXT, "person" TEXT, "from" INTEGER, "to" INTEGER, "date" TEXT, "decisionNo" TEXT, "decisionDate" TEXT, "reason" TEXT, "exitReason" INTEGER,
  "until" TEXT, "by" TEXT, "voided" INTEGER, "peopleGroup" TEXT
) STRICT;
CREATE INDEX enrolmentStep_enrolment ON enrolmentStep (enrolment);
CREATE INDEX enrolment_emergency ON enrolment (verifyBy) WHERE emergency IS NOT NULL;
`,
} as const;
