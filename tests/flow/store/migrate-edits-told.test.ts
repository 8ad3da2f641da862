import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordLine } from '../../../db/store/group-line.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import type { ChangeId } from '../../../db/store/change-log.ts';
import { TEST_META, tempOffice } from '../../helpers/temp-office.ts';
import { undoEditsTold } from './undo-edits-told.ts';

let temp: ReturnType<typeof tempOffice>;
beforeEach(() => void (temp = tempOffice()));
afterEach(() => temp.remove());

const id = (counter: number): ChangeId => ({ device: 1, epoch: 9, counter });

test('what a decision was told together with stays known with it, is part of the chain, and an office of before knows of none', () => {
  const made = writeChanges(temp.office.writer, TEST_META, (log) => log.create('family', { address: 'Gg. Damai 4', notes: null }));
  const receive = (counter: number, edited?: readonly ChangeId[]): void => writeChanges(temp.office.writer, TEST_META, (log) => log.receiveChange('family', made.id, {
    id: id(counter), parent: null, field: 'notes', old: null, value: `catatan ${counter}`, seen: [id(2)], edited, standing: 'taken',
  }));
  const told = (at = temp.office): unknown[] => recordLine(at.writer, 'family', made.id).filter((entry) => entry.field > 0).map(({ counter, seen, edited }) => [counter, seen.map((one) => one.counter), edited?.map((one) => one.counter)]);
  receive(5, [id(3), id(2)]);
  receive(7);
  expect(told()).toEqual([[5, [2, 3], [2, 3]], [7, [2], undefined]]);
  expect(verifyOffice(temp.office.writer)).toMatchObject({ auditOk: true, problems: [] });
  undoEditsTold(temp.office.writer.db);
  temp.office.close();
  const again = temp.reopen();
  expect(told(again)).toEqual([[5, [2, 3], undefined], [7, [2], undefined]]);
  expect(verifyOffice(again.writer)).toMatchObject({ auditOk: true, problems: [] });
});
