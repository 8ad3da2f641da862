/** Groups with members and figures, stages of programmes, houses, and credit beside aid. */
export const migration0018 = {
  name: '0018-groups',
  sql: `
CREATE TABLE "peopleGroup" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "name" TEXT, "kind" INTEGER, "business" TEXT, "decisionNo" TEXT, "decisionDate" TEXT, "founded" TEXT, "address" TEXT, "rt" TEXT, "rw" TEXT, "region" TEXT, "notes" TEXT, "ended" TEXT, "endedReason" TEXT
) STRICT;
CREATE TABLE "groupMember" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "peopleGroup" TEXT, "person" TEXT, "role" INTEGER, "joined" TEXT, "left" TEXT, "leftReason" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "groupFigure" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "peopleGroup" TEXT, "date" TEXT, "capital" INTEGER, "loans" INTEGER, "turnover" INTEGER, "source" TEXT, "note" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "stageResult" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "enrolment" TEXT, "programme" TEXT, "family" TEXT, "person" TEXT, "peopleGroup" TEXT, "stage" TEXT, "date" TEXT, "result" INTEGER, "certificateNo" TEXT, "place" TEXT, "note" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "house" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "address" TEXT, "rt" TEXT, "rw" TEXT, "region" TEXT, "label" TEXT, "ended" TEXT, "endedReason" TEXT
) STRICT;
ALTER TABLE "family" ADD COLUMN "house" TEXT;
ALTER TABLE "enrolment" ADD COLUMN "peopleGroup" TEXT;
ALTER TABLE "enrolment" ADD COLUMN "household" TEXT;
ALTER TABLE "enrolment" ADD COLUMN "house" TEXT;
ALTER TABLE "enrolment" ADD COLUMN "bank" TEXT;
ALTER TABLE "enrolment" ADD COLUMN "creditLimit" INTEGER;
ALTER TABLE "enrolment" ADD COLUMN "creditState" INTEGER;
ALTER TABLE "programme" ADD COLUMN "stages" TEXT;
ALTER TABLE "programme" ADD COLUMN "funds" TEXT;
ALTER TABLE "programme" ADD COLUMN "targets" TEXT;
ALTER TABLE "delivery" ADD COLUMN "peopleGroup" TEXT;
CREATE INDEX family_house ON family (house) WHERE house IS NOT NULL;
CREATE INDEX enrolment_group ON enrolment (peopleGroup) WHERE peopleGroup IS NOT NULL;
CREATE INDEX enrolment_household ON enrolment (household) WHERE household IS NOT NULL;
CREATE INDEX enrolment_house ON enrolment (house) WHERE house IS NOT NULL;
CREATE INDEX groupMember_group ON groupMember (peopleGroup);
CREATE INDEX groupMember_person ON groupMember (person);
CREATE INDEX groupFigure_group ON groupFigure (peopleGroup, date);
CREATE INDEX stageResult_enrolment ON stageResult (enrolment, stage);
CREATE INDEX stageResult_programme ON stageResult (programme, stage);
CREATE INDEX house_place ON house (region, rw, rt);
`,
} as const;
