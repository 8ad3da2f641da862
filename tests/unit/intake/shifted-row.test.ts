import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../db/intake/readers/cell.ts';
import { shiftedRows } from '../../../db/intake/shifted-row.ts';
import type { SheetPlan } from '../../../db/intake/sheet-plan.ts';

const targets = ['@skip', 'name', 'nik', '@noKk', 'sex', 'birthDate', 'family.address'];
const plan: SheetPlan = {
  no: 1, layout: 'list', shape: 'flat', entity: 'person', headerRow: 1, headerEnd: 1, why: [],
  columns: targets.map((target, index) => ({ index, header: target, target: target === '@skip' ? null : target, reason: 'header' })),
};
const cells = (...texts: (string | null)[]): (Cell | null)[] => texts.map((text) => (text === null ? null : { type: 'text', text, formula: false }));
const isShifted = shiftedRows(plan);
const person = ['1', 'BUDI', '6474030507850003', '6474030606130004', 'L', '05-07-1985', 'JL. MADURA'];

describe('rows that slipped by one column', () => {
  it.each([
    ['a blank cell put before the name', ['1', null, ...person.slice(1)]],
    ['a blank cell put before the NIK', [...person.slice(0, 2), null, ...person.slice(2)]],
    ['a cell taken out before the name', person.slice(1)],
    ['the name taken out', ['1', ...person.slice(2)]],
  ])('%s', (_, row) => expect(isShifted(cells(...row))).toBe(true));

  it.each([
    ['as it should be', person],
    ['no NIK', person.with(2, '-')],
    ['no No KK', person.with(3, '')],
    ['neither', person.with(2, '').with(3, '')],
    ['a NIK of 15 digits', person.with(2, '647403050785000')],
    ['NIK and No KK changed round', [...person.slice(0, 2), '6474030606130004', '6474030507850003', ...person.slice(4)]],
    ['a note behind the last column', [...person, 'cek lagi']],
    ['no NIK, no birth date, and a note behind the last column', [...person.with(2, '').with(5, ''), 'cek lagi']],
    ['a name only', ['1', 'BUDI']],
  ])('not: %s', (_, row) => expect(isShifted(cells(...row))).toBe(false));
});
