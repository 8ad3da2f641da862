/** Other rules of needs: no kept answer holds, and the line of every family in the lists is due. */
const toldAnew = "UPDATE aidEdition SET edition = edition + 1; UPDATE familySummary SET renews = '';";

/**
 * Rules of needs, needs that are followed in a family's case and what agencies answered; marks of vulnerability in the
 * lists; and when a family's needs changed, kept here: not logged, never sent.
 */
export const migration0025 = {
  name: '0025-cases',
  sql: `
CREATE TABLE "needRule" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "title" TEXT, "basis" TEXT, "version" INTEGER, "ended" TEXT, "content" TEXT
) STRICT;
CREATE TABLE "caseNeed" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "family" TEXT, "need" TEXT, "label" TEXT, "state" INTEGER, "stateDate" TEXT, "reason" TEXT, "evidence" TEXT, "photo" TEXT, "openedOn" TEXT, "because" TEXT, "byHand" INTEGER,
  "plan" TEXT, "agency" TEXT, "dueOn" TEXT, "programme" TEXT, "companion" TEXT, "by" TEXT, "voided" INTEGER
) STRICT;
CREATE TABLE "referral" (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, raw TEXT,
  "owner" TEXT, "family" TEXT, "caseNeed" TEXT, "agency" TEXT, "number" TEXT, "date" TEXT, "answer" INTEGER, "answerNote" TEXT, "answeredOn" TEXT, "by" TEXT, "voided" INTEGER
) STRICT;
CREATE INDEX caseNeed_family ON "caseNeed" (family);
CREATE INDEX caseNeed_state ON "caseNeed" (state, dueOn);
CREATE INDEX referral_need ON "referral" (caseNeed);
ALTER TABLE familySummary ADD COLUMN tags TEXT NOT NULL DEFAULT '';
DELETE FROM meta WHERE key IN ('derivedVersion', 'derivedRenewing') AND EXISTS (SELECT 1 FROM family);
CREATE TABLE needTurn (
  id INTEGER PRIMARY KEY, family INTEGER NOT NULL, day TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT NOT NULL
) STRICT;
CREATE INDEX needTurn_family ON needTurn (family);
CREATE INDEX needTurn_day ON needTurn (day);
CREATE TRIGGER needRule_aid_made AFTER INSERT ON needRule BEGIN ${toldAnew} END;
CREATE TRIGGER needRule_aid_changed AFTER UPDATE ON needRule BEGIN ${toldAnew} END;
`,
} as const;
