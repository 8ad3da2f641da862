/** Usulan and sanggah of citizens with their steps, and musyawarah with agenda and attendance. */
export const migration0024 = {
  name: '0024-petitions',
  sql: `
CREATE TABLE "petition" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "kind" INTEGER, "subject" INTEGER, "number" TEXT, "receivedOn" TEXT, "source" INTEGER, "applicant" TEXT, "phone" TEXT, "family" TEXT, "person" TEXT, "name" TEXT, "nik" TEXT, "noKk" TEXT, "address" TEXT, "rt" TEXT, "rw" TEXT, "birthDate" TEXT, "region" TEXT, "programme" TEXT, "request" TEXT, "documents" INTEGER, "state" INTEGER, "result" INTEGER, "stateDate" TEXT, "stateReason" TEXT, "round" INTEGER, "enteredBy" TEXT, "toldOn" TEXT, "toldHow" TEXT, "toldBy" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "petitionStep" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "petition" TEXT, "state" INTEGER, "result" INTEGER, "round" INTEGER, "date" TEXT, "method" INTEGER, "reason" TEXT, "letterNo" TEXT, "letterDate" TEXT, "meeting" TEXT, "by" TEXT
) STRICT;
CREATE TABLE "meeting" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "kind" INTEGER, "number" TEXT, "title" TEXT, "date" TEXT, "startTime" TEXT, "endTime" TEXT, "place" TEXT, "leader" TEXT, "secretary" TEXT, "legalBasis" TEXT, "quorum" INTEGER, "notes" TEXT, "state" INTEGER, "finalOn" TEXT, "finalBy" TEXT, "finalReason" TEXT, "version" INTEGER, "series" TEXT, "revisedFor" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "meetingItem" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "meeting" TEXT, "petition" TEXT, "sequence" INTEGER, "title" TEXT, "decision" INTEGER, "reason" TEXT, "voided" INTEGER,
  "name" TEXT, "nik" TEXT, "noKk" TEXT, "address" TEXT, "rt" TEXT, "rw" TEXT, "subject" INTEGER, "programme" TEXT, "finding" INTEGER
) STRICT;
CREATE TABLE "meetingGuest" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "meeting" TEXT, "sequence" INTEGER, "name" TEXT, "position" TEXT, "element" INTEGER, "sex" INTEGER, "present" INTEGER, "forRecipients" INTEGER, "forDisabled" INTEGER, "voided" INTEGER
) STRICT;
CREATE INDEX petition_family ON petition (family) WHERE family IS NOT NULL;
CREATE INDEX petition_person ON petition (person) WHERE person IS NOT NULL;
CREATE INDEX petition_nik ON petition (nik) WHERE nik IS NOT NULL;
CREATE INDEX petition_state ON petition (state, kind);
CREATE INDEX petitionStep_petition ON petitionStep (petition);
CREATE INDEX meetingItem_meeting ON meetingItem (meeting);
CREATE INDEX meetingItem_petition ON meetingItem (petition) WHERE petition IS NOT NULL;
CREATE INDEX meetingGuest_meeting ON meetingGuest (meeting);
`,
} as const;
