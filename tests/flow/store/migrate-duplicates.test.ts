import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRecord } from '../../../db/store/records.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { TEST_META, tempOffice } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';
import { undoMerge } from './undo-merge.ts';

let temp: TempOffice;
beforeEach(() => void (temp = tempOffice()));
afterEach(() => temp.remove());

test('an office of before duplicates opens with its families as they were, and the chain still verifies', () => {
  const made = writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { address: 'Gg. Damai 4', rt: '001' }));
  const { db } = temp.office.writer;
  // Back to the database as 0005 left it.
  const later = db.prepare("SELECT name FROM migration WHERE name > '0005-intake' ORDER BY name").pluck().all();
  expect(later).toEqual(['0006-duplicates', '0007-finding', '0008-merge', '0009-birth-names', '0010-proposals', '0011-kinds', '0012-exchange', '0013-revoked-cards', '0014-aid-rules', '0015-deliveries', '0016-enrolment-states', '0017-schemes', '0018-groups', '0019-visits', '0020-aid-answers', '0021-partners', '0022-side-by-side', '0023-verval', '0024-petitions', '0025-cases', '0026-outcomes', '0027-letters', '0028-recaps', '0029-trust', '0031-let-go', '0036-destroyed', '0039-standings', '0041-recap-order', '0042-worklists', '0043-parted-families', '0044-changes-apart', '0045-versions-of-rules', '0046-answers-to-tell', '0048-aid-columns', '0049-credit-is-no-aid', '0050-often-changed', '0052-vouched-cards', '0053-offices-of-pairs', '0054-edits-told-with-decisions']);
  undoMerge(db);
  db.exec(`DROP TABLE alias; DROP TABLE pair; DROP TABLE household; DROP TABLE duplicateFound; DROP INDEX family_household; ALTER TABLE family DROP COLUMN household;
    DELETE FROM migration WHERE name IN ('0006-duplicates', '0007-finding')`);
  temp.office.close();
  const again = temp.reopen();
  expect(again.writer.db.prepare("SELECT count(*) FROM migration WHERE name = '0006-duplicates'").pluck().get()).toBe(1);
  expect(findRecord(again.writer, 'family', made.uid)?.values).toMatchObject({ address: 'Gg. Damai 4', rt: '001', household: null });
  expect(verifyOffice(again.writer)).toMatchObject({ auditOk: true, problems: [] });
});
