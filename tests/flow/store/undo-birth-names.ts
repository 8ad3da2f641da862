import type { Connection } from '../../../db/store/connection.ts';
import { undoOftenChanged } from './undo-often-changed.ts';

/** Takes a database back to before migration 0009, and what came after it. */
export function undoBirthNames(db: Connection): void {
  undoOftenChanged(db);
  for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (name GLOB '*_line_*' OR name GLOB '*_work_*')").pluck().all() as string[]) db.exec(`DROP TRIGGER ${name}`);
  db.exec("DROP INDEX change_made; DROP INDEX change_field; CREATE INDEX change_record ON change (entity, record, field, tx); DELETE FROM migration WHERE name = '0044-changes-apart'");
  db.exec('ALTER TABLE familySummary ADD COLUMN changedTx INTEGER NOT NULL DEFAULT 0; UPDATE familySummary SET changedTx = (SELECT tx FROM lineChange l WHERE l.family = familySummary.family)');
  db.exec('CREATE INDEX familySummary_changed ON familySummary (changedTx, family); DROP TABLE lineChange; DROP TABLE lineOrder');
  db.exec("DROP INDEX person_aid; DROP INDEX enrolment_aid; DROP INDEX familySummary_aid; DROP TABLE workTouched; DROP INDEX duplicateFound_right; DELETE FROM migration WHERE name IN ('0042-worklists', '0043-parted-families', '0045-versions-of-rules', '0046-answers-to-tell', '0048-aid-columns')");
  // The tables of recaps and the triggers of lists of aid go with 0028 and 0020.
  db.exec("DELETE FROM migration WHERE name = '0041-recap-order'");
  db.exec("DROP TABLE caseLine; DROP TABLE petitionLine; DELETE FROM migration WHERE name = '0039-standings'");
  db.exec("DROP TABLE destroyed; DELETE FROM migration WHERE name = '0036-destroyed'");
  db.exec("ALTER TABLE transfer DROP COLUMN letGo; ALTER TABLE packageOut DROP COLUMN counter; DROP TABLE originHead; DELETE FROM migration WHERE name = '0031-let-go'");
  db.exec("DROP TABLE letter; DELETE FROM migration WHERE name = '0027-letters'");
  db.exec("DROP TABLE petition; DROP TABLE petitionStep; DROP TABLE meeting; DROP TABLE meetingItem; DROP TABLE meetingGuest; DELETE FROM migration WHERE name = '0024-petitions'");
  db.exec("DROP TABLE checkpoint; DROP TABLE checkpointPart; DROP TABLE indicator; DROP TABLE indicatorValue; DROP TABLE finalReport; DELETE FROM migration WHERE name = '0026-outcomes'");
  db.exec("DROP TRIGGER programme_credit_changed; DELETE FROM migration WHERE name = '0049-credit-is-no-aid'");
  for (const name of ['made', 'changed', 'gone']) db.exec(`DROP TRIGGER familySummary_recap_${name}`);
  db.exec("DROP TABLE recapCell; DROP TABLE recapTotal; DROP TABLE recapPending; DROP TABLE boundary; ALTER TABLE familySummary DROP COLUMN faults; ALTER TABLE familySummary DROP COLUMN badNiks; DELETE FROM migration WHERE name = '0028-recaps'");
  db.exec("DROP TABLE enumerator; DROP TABLE visitRound; DROP TABLE visit; DROP TABLE photo; DROP INDEX family_dasawisma; ALTER TABLE family DROP COLUMN dasawisma; DELETE FROM migration WHERE name = '0023-verval'");
  db.exec(`DROP TABLE needRule; DROP TABLE caseNeed; DROP TABLE referral; DROP TABLE needTurn; ALTER TABLE familySummary DROP COLUMN tags; DELETE FROM migration WHERE name = '0025-cases'`);
  db.exec("DROP TABLE incident; DROP TABLE disclosed; ALTER TABLE user DROP COLUMN classes; DELETE FROM migration WHERE name = '0029-trust'");
  db.exec("DROP TABLE sideBySide; DELETE FROM migration WHERE name = '0022-side-by-side'");
  for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (name GLOB '*_aid_*' OR name = 'aidState_housemates')").pluck().all() as string[]) db.exec(`DROP TRIGGER ${name}`);
  db.exec("DROP TABLE aidFinding; DROP TABLE aidState; DROP TABLE aidEdition; ALTER TABLE familySummary DROP COLUMN renews; DELETE FROM migration WHERE name = '0020-aid-answers'");
  db.exec("DROP TABLE serviceDay; DELETE FROM migration WHERE name = '0019-visits'");
  db.exec(`DROP TABLE scheme; DROP TABLE targetSet; DROP TABLE plan; DROP TABLE programmeTemplate; DELETE FROM migration WHERE name = '0017-schemes'`);
  db.exec(`DROP TABLE peopleGroup; DROP TABLE groupMember; DROP TABLE groupFigure; DROP TABLE stageResult; DROP TABLE house; DROP INDEX family_house; ALTER TABLE family DROP COLUMN house;
    DROP INDEX enrolment_group; DROP INDEX enrolment_household; DROP INDEX enrolment_house; ALTER TABLE enrolment DROP COLUMN peopleGroup; ALTER TABLE enrolment DROP COLUMN household; ALTER TABLE enrolment DROP COLUMN house;
    ALTER TABLE enrolment DROP COLUMN bank; ALTER TABLE enrolment DROP COLUMN creditLimit; ALTER TABLE enrolment DROP COLUMN creditState; ALTER TABLE programme DROP COLUMN stages; ALTER TABLE programme DROP COLUMN funds; ALTER TABLE programme DROP COLUMN targets;
    ALTER TABLE delivery DROP COLUMN peopleGroup; DELETE FROM migration WHERE name = '0018-groups'`);
  db.exec("DROP TABLE partner; DROP TABLE agreement; ALTER TABLE user DROP COLUMN agency; DELETE FROM migration WHERE name = '0021-partners'");
  db.exec(`DROP TABLE enrolmentStep; DROP INDEX enrolment_emergency; ALTER TABLE enrolment DROP COLUMN proposedOn; ALTER TABLE enrolment DROP COLUMN statusDate; ALTER TABLE enrolment DROP COLUMN statusReason; ALTER TABLE enrolment DROP COLUMN until; ALTER TABLE enrolment DROP COLUMN emergency; ALTER TABLE enrolment DROP COLUMN verifyBy; ALTER TABLE enrolment DROP COLUMN verifiedOn; ALTER TABLE enrolment DROP COLUMN replaces;
    DELETE FROM migration WHERE name = '0016-enrolment-states'`);
  db.exec("DROP TABLE delivery; DELETE FROM migration WHERE name = '0015-deliveries'");
  db.exec("DROP TABLE aidRule; DROP TABLE override; DELETE FROM migration WHERE name = '0014-aid-rules'");
  db.exec(`ALTER TABLE card DROP COLUMN revokedAt; ALTER TABLE card DROP COLUMN revokedReason; ALTER TABLE card DROP COLUMN lastEpoch; ALTER TABLE card DROP COLUMN lastCounter;
    DELETE FROM migration WHERE name = '0013-revoked-cards'`);
  db.exec("ALTER TABLE askedBack DROP COLUMN said; DELETE FROM migration WHERE name = '0012-exchange'");
  db.exec(`DROP TABLE targetList; DROP TABLE task; DROP TABLE taskResult; DROP TABLE reference; DROP TABLE starter; DROP TABLE transfer; DROP TABLE relay; DROP TABLE approval; DROP TABLE upload;
    ALTER TABLE packageOut DROP COLUMN approvedBy; DELETE FROM migration WHERE name = '0011-kinds'`);
  db.exec("DROP TABLE proposal; DROP TABLE answer; DELETE FROM migration WHERE name = '0010-proposals'");
  db.exec("DROP INDEX person_birth; CREATE INDEX person_birth ON person (birthDate, sex); DELETE FROM migration WHERE name = '0009-birth-names'");
}
