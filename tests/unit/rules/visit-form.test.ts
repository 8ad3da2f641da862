import { expect, test } from 'vitest';
import { formLines, visitForms } from '../../../db/reports/visit-form.ts';
import { questions } from '../../../db/rules/form.ts';
import type { StoredRecord } from '../../../db/store/records.ts';

const paper = questions.filter((question) => question.supplement !== true);

test('PTK-12 the paper asks the questions of the entry screen, every one, in its order', () => {
  expect(formLines.flatMap((line) => line.questions)).toEqual(paper);
  expect(formLines.find((line) => line.number === '428')?.label).toMatch(/^428a–j /);
  expect(formLines.length).toBeLessThan(110);
});

test('PTK-12 what is known is filled in; a No KK is masked, left out or told', () => {
  const family: StoredRecord = { id: 1, uid: 'f', values: { noKk: '6474031203150001', address: 'Jl. Kenanga 1', rt: '001', rw: '003', toilet: 1 } };
  const person: StoredRecord = { id: 2, uid: 'p', values: { name: 'Rosmini', nik: '6474035705800001', sex: 2, birthDate: '1980-05-17' } };
  const text = (identifiers: 'masked' | 'none' | 'full'): string => JSON.stringify(visitForms([{ families: [{ record: family, people: [person], headName: 'Rosmini', dasawisma: 'Melati 3' }] }, { families: [] }], { office: 'Gunung Telihan', day: '2026-11-20', identifiers }));
  expect(text('masked')).toContain('6474••••••••0001');
  expect(text('masked')).not.toContain('6474031203150001');
  expect(text('none')).not.toContain('6474');
  expect(text('full')).toContain('6474031203150001');
  expect(text('masked')).toContain('Dasawisma Melati 3');
  expect(text('masked')).toContain('17-05-1980');
  expect((text('masked').match(/pageBreak/g) ?? []).length).toBe(1);
});
