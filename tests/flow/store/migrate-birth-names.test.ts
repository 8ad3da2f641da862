import { expect, test } from 'vitest';
import { makePracticeRegister } from '../../../db/api/practice-register.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { tempOffice } from '../../helpers/temp-office.ts';
import { undoBirthNames } from './undo-birth-names.ts';

test('an office of before names stood in the index of birth dates gets them, and its records are as they were', () => {
  const temp = tempOffice({ practice: true });
  try {
    makePracticeRegister(temp.office.writer, 5);
    const people = (): unknown[] => temp.office.writer.db.prepare('SELECT uid, name, birthDate, sex FROM person ORDER BY id').all();
    const before = people();
    undoBirthNames(temp.office.writer.db);
    temp.office.close();
    const { writer } = temp.reopen();
    const plan = writer.db.prepare("EXPLAIN QUERY PLAN SELECT id, name FROM person WHERE birthDate = '2000-01-02' AND (sex = 1 OR sex IS NULL)").all() as { detail: string }[];
    expect(plan.map(({ detail }) => detail).join()).toContain('COVERING INDEX person_birth');
    expect(people()).toEqual(before);
    expect(verifyOffice(writer)).toMatchObject({ auditOk: true, problems: [] });
  } finally {
    temp.remove();
  }
});
