import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeChanges } from '../../../db/store/change-log.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { TEST_META, tempOffice } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';
import { undoMerge } from './undo-merge.ts';

let temp: TempOffice;
beforeEach(() => void (temp = tempOffice()));
afterEach(() => temp.remove());

test('an office of before the merge keeps its receipts, now by the PC that gave them, and the chain still verifies', () => {
  writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { address: 'Gg. Damai 4', rt: '001' }));
  const { db } = temp.office.writer;
  undoMerge(db);
  db.exec(`INSERT INTO receiptIn VALUES ('kantor', 'pc', 1, 4, '2026-11-20', '{}'); INSERT INTO acknowledged VALUES ('kantor', 1, 1, 7)`);
  temp.office.close();
  const again = temp.reopen().writer;
  expect(again.db.prepare('SELECT * FROM receiptIn').all()).toEqual([{ deviceUid: 'pc', officeId: 'kantor', epoch: 1, sequence: 4, at: '2026-11-20', content: '{}' }]);
  expect(again.db.prepare('SELECT * FROM acknowledged').all()).toEqual([{ receiver: 'pc', device: 1, epoch: 1, counter: 7 }]);
  expect(verifyOffice(again)).toMatchObject({ auditOk: true, problems: [] });
});
