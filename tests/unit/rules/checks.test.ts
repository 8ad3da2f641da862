import { describe, expect, test } from 'vitest';
import { checkFamily, checkField, checkPerson, checkRanking } from '../../../db/rules/checks.ts';
import type { CheckContext, CheckRecord, Finding } from '../../../db/rules/checks.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { findingText } from '../../../db/rules/text.ts';

const today = '2026-11-22';
const context: CheckContext = {
  today, source: 'form', area: '64.74.03.1002', isKnownRegion: (digits) => digits === '647403' || digits === '617101',
};
type Values = Record<string, FieldValue>;

const familyOf = (values: Values = {}): CheckRecord => ({
  key: 'f',
  values: { noKk: '6474030505120003', address: 'Jl. Flores No 5', rt: '012', rw: '001', region: '64.74.03.1002', ...values },
});
const head: Values = {
  name: 'BUDI', nik: '6474030507850003', birthDate: '1985-07-05', sex: 1, relationship: 1, maritalStatus: 2, presence: 1,
};
const wife: Values = {
  name: 'ANI', nik: '6474034507880004', birthDate: '1988-07-05', sex: 2, relationship: 2, maritalStatus: 2, presence: 1,
};
const child: Values = {
  name: 'CITRA', nik: '6474034507150005', birthDate: '2015-07-05', sex: 2, relationship: 3, maritalStatus: 1, presence: 1,
};
const peopleOf = (...people: Values[]): CheckRecord[] => people.map((values, index) => ({ key: `p${index}`, values }));
const brief = (findings: readonly Finding[]) =>
  findings.map(({ code, severity, record, field, params }) => [code, severity, record, field, params.case ?? null]);
const all = (family: CheckRecord, people: CheckRecord[], more: Partial<CheckContext> = {}) =>
  brief(checkFamily(family, people, { ...context, ...more }));
const one = (values: Values, more: Partial<CheckContext> = {}) =>
  brief(checkPerson({ key: 'p', values: { name: 'X', ...values } }, { ...context, ...more }));
const ofFamily = (values: Values, more: Partial<CheckContext> = {}) => all(familyOf(values), peopleOf(head), more);

test('a family in order gives no finding', () => {
  expect(all(familyOf({ floorArea: 36, buildingOwnership: 1, landProof: 1 }), peopleOf(head, wife, child))).toEqual([]);
});

describe('identity: V01 to V08, V13', () => {
  test('V01, V02: length, digits, placeholder block', () => {
    expect(one({ nik: '647403050785000' })).toEqual([['V01', 'block', 'p', 'nik', null]]);
    expect(one({ nik: '64740305078500O3' })).toEqual([['V01', 'block', 'p', 'nik', 'digits']]);
    expect(one({ nik: '6474030101010000' })).toEqual([['V02', 'block', 'p', 'nik', null]]);
    expect(one({ nik: null })).toEqual([]);
  });

  test('V03 to V06: region, date, birth date and sex only warn', () => {
    expect(one({ nik: '9999990507850003' })).toEqual([['V03', 'warn', 'p', 'nik', null]]);
    expect(one({ nik: '6474033202900001' })).toEqual([['V04', 'warn', 'p', 'nik', null]]);
    expect(one({ ...head, birthDate: '1985-05-07' })).toEqual([['V05', 'warn', 'p', 'nik', null]]);
    expect(one({ ...head, sex: 2 })).toEqual([['V06', 'warn', 'p', 'nik', 'female']]);
  });

  test('V05 is said as in the reference', () => {
    const [finding] = checkPerson({ key: 'p', values: { ...head, birthDate: '1985-05-07' } }, context);
    expect(finding && findingText('id', finding)).toBe(
      'NIK menunjukkan 05-07-1985, tanggal lahir 07-05-1985. NIK tidak diubah walau tanggal lahir salah — periksa KTP.',
    );
  });

  test('V07: on another active person, in the register or in the family; one’s own record does not count', () => {
    const sameNik = new Map([[String(head.nik), [{ key: 'other', name: 'BUDI S', place: 'RT 003/RW 001' }]]]);
    expect(one(head, { sameNik })).toEqual([['V07', 'block', 'p', 'nik', null]]);
    expect(one({ ...head, status: 2 }, { sameNik })).toEqual([]);
    expect(one(head, { sameNik: new Map([[String(head.nik), [{ key: 'p', name: 'BUDI', place: '' }]]]) })).toEqual([]);
    expect(all(familyOf(), peopleOf(head, { ...wife, nik: head.nik ?? null, sex: null, birthDate: null }))).toEqual([
      ['V07', 'block', 'p1', 'nik', 'family'],
    ]);
  });

  test.each([
    ['647403050512000', 'length'], ['64740305051200O3', 'digits'], ['0000000000000000', 'placeholder'],
    ['9999990505120003', 'region'], ['6474034505120003', 'date'], ['6474030512260003', 'future'],
  ])('V08 %s: %s', (noKk, problem) => {
    expect(ofFamily({ noKk })).toEqual([['V08', 'warn', 'f', 'noKk', problem]]);
  });

  test('V08: the same No KK on another active family', () => {
    const sameNoKk = new Map([['6474030505120003', [{ key: 'g', name: 'UMAR', place: 'RT 002/RW 001' }]]]);
    expect(ofFamily({}, { sameNoKk })).toEqual([['V08', 'warn', 'f', 'noKk', 'used']]);
    expect(ofFamily({ status: 2 }, { sameNoKk })).toEqual([]);
  });

  test('V13: a birth in the future blocks, an age over 120 warns', () => {
    expect(one({ birthDate: '2026-11-23' })).toEqual([['V13', 'block', 'p', 'birthDate', 'future']]);
    expect(one({ birthDate: '1905-05-01' })).toEqual([['V13', 'warn', 'p', 'birthDate', null]]);
    expect(one({ birthDate: '1906-11-22' })).toEqual([]);
  });
});

describe('the family together: V09 to V12, V15, V17', () => {
  test('V09: exactly one living head', () => {
    expect(all(familyOf(), peopleOf(wife))).toEqual([['V09', 'block', 'f', 'noKk', 'none']]);
    expect(all(familyOf(), peopleOf(head, { ...child, relationship: 1, birthDate: '2000-07-05', nik: null }))).toEqual([
      ['V09', 'block', 'f', 'noKk', 'several'],
    ]);
    expect(all(familyOf(), peopleOf({ ...head, status: 2 }, { ...wife, relationship: 1, maritalStatus: 4 }))).toEqual([]);
    expect(all(familyOf(), peopleOf({ ...head, relationship: null, shdk: 1 }))).toEqual([]);
    expect(all(familyOf({ status: 3 }), [])).toEqual([]);
    expect(all(familyOf(), peopleOf({ ...head, presence: 2 }))).toEqual([['V09', 'block', 'f', 'noKk', 'none']]);
  });

  test('V10: a child heads the family', () => {
    expect(all(familyOf(), peopleOf({ ...child, relationship: 1 }))).toEqual([['V10', 'warn', 'p0', 'relationship', null]]);
    const young = { name: 'EKO', relationship: 1, maritalStatus: 1 };
    expect(all(familyOf(), peopleOf({ ...young, birthDate: '2009-11-22' }))).toEqual([]);
    expect(all(familyOf(), peopleOf({ ...young, birthDate: '2009-11-23' }))).toHaveLength(1);
  });

  test('V11, V15: spouses', () => {
    expect(all(familyOf(), peopleOf(head, { ...wife, sex: 1, nik: null }))).toEqual([['V11', 'warn', 'p1', 'sex', null]]);
    expect(all(familyOf(), peopleOf({ ...head, maritalStatus: 4 }, wife))).toEqual([['V15', 'warn', 'p0', 'maritalStatus', null]]);
    expect(all(familyOf(), peopleOf({ ...head, maritalStatus: 4 }, { ...wife, status: 2 }))).toEqual([]);
  });

  test('V12: generations', () => {
    const parent = { name: 'OMAR', relationship: 6, birthDate: '1975-01-01' };
    expect(all(familyOf(), peopleOf(head, parent))).toEqual([['V12', 'warn', 'p1', 'birthDate', 'parent']]);
    expect(all(familyOf(), peopleOf(head, { ...parent, birthDate: '1973-07-05' }))).toEqual([]);
    expect(all(familyOf(), peopleOf(head, { ...parent, birthDate: '1973-07-06' }))).toHaveLength(1);
    const grown = { name: 'DEDI', relationship: 3, birthDate: '1990-01-01' };
    expect(all(familyOf(), peopleOf(head, grown))).toEqual([['V12', 'warn', 'p1', 'birthDate', 'child']]);
    expect(all(familyOf(), peopleOf(head, { ...grown, birthDate: '1995-07-05' }))).toEqual([]);
    expect(all(familyOf(), peopleOf(head, { ...grown, birthDate: '1995-07-04' }))).toHaveLength(1);
  });

  test('V17: floor area and floor area for each member', () => {
    expect(ofFamily({ floorArea: 0 })).toEqual([['V17', 'block', 'f', 'floorArea', 'range']]);
    expect(ofFamily({ floorArea: 1000 })).toContainEqual(['V17', 'block', 'f', 'floorArea', 'range']);
    expect(ofFamily({ floorArea: 2 })).toEqual([['V17', 'warn', 'f', 'floorArea', null]]);
    expect(ofFamily({ floorArea: 201 })).toEqual([['V17', 'warn', 'f', 'floorArea', null]]);
    expect(ofFamily({ floorArea: 200 })).toEqual([]);
  });
});

describe('answers: V14, V16, V18 to V21', () => {
  test('V14: married before 19', () => {
    expect(one({ birthDate: '2008-01-01', maritalStatus: 2 })).toEqual([['V14', 'warn', 'p', 'maritalStatus', null]]);
    expect(one({ birthDate: '2007-01-01', maritalStatus: 2 })).toEqual([]);
  });

  test('V16: blocks in the form, warns in an import', () => {
    expect(one({ pregnant: 1, sex: 1 })).toEqual([['V16', 'block', 'p', 'pregnant', null]]);
    expect(one({ pregnant: 1, sex: 2, birthDate: '1960-01-01' }, { source: 'import' })).toEqual([['V16', 'warn', 'p', 'pregnant', null]]);
    expect(one({ pregnant: 1, sex: 2, birthDate: '1990-01-01' })).toEqual([]);
    expect(one({ pregnant: 2, sex: 1 })).toEqual([]);
  });

  test.each([
    ['landProof', 'buildingOwnership', 2, 1],
    ['waterDistance', 'waterSource', 3, 4],
    ['power1', 'lighting', 2, 1],
    ['toiletBowl', 'toilet', 6, 1],
  ])('V18: %s against %s', (field, parent, wrong, right) => {
    expect(ofFamily({ [field]: 1, [parent]: wrong })).toEqual([['V18', 'block', 'f', field, null]]);
    expect(ofFamily({ [field]: 1, [parent]: wrong }, { source: 'import' })).toEqual([['V18', 'warn', 'f', field, null]]);
    expect(ofFamily({ [field]: 1, [parent]: right })).toEqual([]);
  });

  test('V19: at school at an unusual age', () => {
    expect(one({ schooling: 2, schoolLevel: 3, birthDate: '2009-01-01' })).toEqual([['V19', 'warn', 'p', 'schoolLevel', null]]);
    expect(one({ schooling: 2, schoolLevel: 13, birthDate: '2014-01-01' })).toEqual([['V19', 'warn', 'p', 'schoolLevel', null]]);
    expect(one({ schooling: 3, schoolLevel: 3, birthDate: '1980-01-01' })).toEqual([]);
    expect(one({ schooling: 2, schoolLevel: 11, birthDate: '1980-01-01' })).toEqual([]);
  });

  test('V20: working children and impossible weeks', () => {
    expect(one({ works: 1, birthDate: '2018-01-01' })).toEqual([['V20', 'warn', 'p', 'works', 'age']]);
    expect(one({ works: 1, workHours: 99 })).toEqual([['V20', 'warn', 'p', 'workHours', 'hours']]);
    expect(one({ works: 1, workHours: 98 })).toEqual([]);
  });

  test('V21: sums', () => {
    expect(one({ identityCards: 8 })).toEqual([['V21', 'block', 'p', 'identityCards', null]]);
    expect(one({ healthInsurance: 100 })).toEqual([['V21', 'block', 'p', 'healthInsurance', null]]);
    expect(one({ healthInsurance: 99, workInsurance: 0, businessInternet: 63 })).toEqual([]);
  });
});

describe('place: V22, V23, V25, V26, V38, V39', () => {
  test('V22, V23: address, RT and RW', () => {
    expect(ofFamily({ address: '', rt: '', rw: null })).toEqual([
      ['V22', 'warn', 'f', 'address', 'empty'], ['V22', 'warn', 'f', 'rt', 'rt'], ['V22', 'warn', 'f', 'rw', 'rw'],
    ]);
    expect(ofFamily({ address: 'Jl' })).toEqual([['V22', 'warn', 'f', 'address', 'short']]);
    expect(ofFamily({ rt: '7' })).toEqual([['V23', 'warn', 'f', 'rt', 'format']]);
    expect(ofFamily({}, { rtTable: new Set(['001/001']) })).toEqual([['V23', 'warn', 'f', 'rt', 'unknown']]);
    expect(ofFamily({}, { rtTable: new Set(['012/001']) })).toEqual([]);
  });

  test('V25, V26: regions', () => {
    expect(ofFamily({ region: '64.74.02.1001' })).toEqual([['V25', 'warn', 'f', 'region', null]]);
    expect(ofFamily({ region: '64.74.02.1001' }, { area: '64.74' })).toEqual([]);
    expect(ofFamily({ region: 'Telihan' })).toEqual([['V25', 'warn', 'f', 'region', 'unreadable']]);
    expect(ofFamily({ region: '6474030001' })).toEqual([['V26', 'info', 'f', 'region', null]]);
  });

  test('V38: coordinates', () => {
    const box = { south: 0.1, north: 0.2, west: 117.4, east: 117.5 };
    expect(ofFamily({ latitude: 0.13, longitude: 117.47 }, { box })).toEqual([]);
    expect(ofFamily({ latitude: 0.5, longitude: 117.47 }, { box })).toEqual([['V38', 'warn', 'f', 'latitude', 'outside']]);
    expect(ofFamily({ latitude: 0, longitude: 0 })).toEqual([['V38', 'warn', 'f', 'latitude', 'zero']]);
    expect(ofFamily({ latitude: 0.13 })).toEqual([['V38', 'warn', 'f', 'longitude', 'half']]);
    expect(ofFamily({ latitude: 95.2, longitude: 5.5 })).toContainEqual(['V38', 'warn', 'f', 'latitude', 'swapped']);
  });

  test('V39: mobile numbers', () => {
    for (const phone of ['081234567890', '+62 812-3456-7890', '6281234567890']) expect(one({ phone })).toEqual([]);
    for (const phone of ['0541123', '12345678901', '0812345']) expect(one({ phone })).toEqual([['V39', 'warn', 'p', 'phone', null]]);
    expect(ofFamily({ respondentPhone: '0541' })).toEqual([['V39', 'warn', 'f', 'respondentPhone', null]]);
  });
});

test('V24: a desil is 1 to 10, a percentile 1 to 100, and none is no error', () => {
  const check = (values: Values) => brief(checkRanking({ key: 'r', values }));
  expect(check({ measure: 1, value: 40 })).toEqual([['V24', 'block', 'r', 'value', null]]);
  expect(check({ measure: 1, value: 0 })).toEqual([['V24', 'block', 'r', 'value', null]]);
  expect(check({ measure: 1, value: 10 })).toEqual([]);
  expect(check({ measure: 1, value: null })).toEqual([]);
  expect(check({ measure: 2, value: 40 })).toEqual([]);
  expect(check({ measure: 2, value: 101 })).toEqual([['V24', 'block', 'r', 'value', 'percentile']]);
});

test('T01 to T04: limits, unknown answers, dates, names', () => {
  expect(one({ workHours: 169, works: 2 })).toEqual([['T01', 'block', 'p', 'workHours', null]]);
  expect(one({ workHours: 'banyak' })).toEqual([['T01', 'block', 'p', 'workHours', null]]);
  expect(ofFamily({ floor: { list: 'RSEK.303', version: '2022', code: null, raw: 'Pasir' } })).toEqual([['T02', 'warn', 'f', 'floor', null]]);
  expect(ofFamily({ floor: 77 })).toEqual([['T02', 'warn', 'f', 'floor', null]]);
  expect(ofFamily({ floor: { list: 'BDT15.lantai', version: '2015', code: 9, raw: 'Tanah' } })).toEqual([]);
  expect(ofFamily({ roof: { list: 'RSEK.305', version: 'DTSEN-2026', code: null, raw: 'Asbes/seng' } })).toEqual([]);
  expect(one({ statusDate: '2026-02-30' })).toEqual([['T03', 'block', 'p', 'statusDate', null]]);
  expect(one({ name: ' ' })).toEqual([['T04', 'block', 'p', 'name', null]]);
});

test('while typing, the findings of a field are those that it takes part in', () => {
  const record = { key: 'p', values: { ...head, birthDate: '1985-05-07', phone: '1' } };
  const codes = (field: string) => checkField('person', field, record, context).map(({ code }) => code);
  expect(codes('birthDate')).toEqual(['V05']);
  expect(codes('nik')).toEqual(['V05']);
  expect(codes('phone')).toEqual(['V39']);
  expect(codes('religion')).toEqual([]);
  expect(checkField('family', 'toilet', familyOf({ toilet: 6, toiletBowl: 1 }), context).map(({ code }) => code)).toEqual(['V18']);
});
