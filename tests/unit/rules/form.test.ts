import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldDef, fieldsOf } from '../../../db/rules/entities.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { blockProgress, blocks, childrenToClear, questionOf, questions, visibleQuestions } from '../../../db/rules/form.ts';
import { codeList } from '../../../db/rules/lists.ts';

const today = '2026-11-22';
const born = (age: number) => `${2026 - age}-06-01`;
const visible = (entity: 'family' | 'person', values: Record<string, FieldValue>) =>
  visibleQuestions(entity, values, today).map((question) => question.field);
const asks = (field: string, values: Record<string, FieldValue>, entity: 'family' | 'person' = 'person') =>
  visible(entity, values).includes(field);

describe('the form is the paper', () => {
  test('numbers come in the order of the paper within their block, and each field is asked once', () => {
    expect(new Set(questions.map(({ entity, field }) => `${entity}.${field}`)).size).toBe(questions.length);
    for (const block of ['III', 'V']) {
      const numbers = questions.filter((q) => q.block === block && !q.supplement).map((q) => fieldDef(q.entity, q.field)?.question ?? '');
      expect(numbers).toEqual([...numbers].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })));
    }
    expect(questions.map((q) => blocks.indexOf(q.block))).toEqual(questions.map((q) => blocks.indexOf(q.block)).sort());
  });

  test('every numbered field of the register is asked', () => {
    for (const entity of ['family', 'person'] as const) {
      for (const field of fieldsOf(entity)) {
        if (field.question) expect(questionOf(entity, field.key), `${entity}.${field.key}`).toBeDefined();
      }
    }
    for (const { entity, field } of questions) expect(fieldDef(entity, field)).toBeDefined();
  });
});

describe('skip rules of the domain reference §2.5', () => {
  test.each([
    ['landProof', 'buildingOwnership', [1]],
    ['waterDistance', 'waterSource', [4, 5, 6, 7, 8]],
    ['power1', 'lighting', [1]],
    ['toiletBowl', 'toilet', [1, 2, 3]],
    ['pkhMonth', 'pkh', [1]],
    ['lpgSubsidyYear', 'lpgSubsidy', [1]],
  ])('%s is asked for the right answers of %s', (child, parent, opening) => {
    for (const [code] of codeList(fieldDef('family', parent)?.list ?? '')?.codes ?? []) {
      expect(asks(child, { [parent]: code }, 'family'), `${parent} = ${code}`).toBe(opening.includes(code));
    }
    expect(asks(child, {}, 'family')).toBe(false);
  });

  test('a second meter only after the first', () => {
    expect(asks('power2', { lighting: 1 }, 'family')).toBe(false);
    expect(asks('power2', { lighting: 1, power1: 2 }, 'family')).toBe(true);
    expect(asks('power3', { lighting: 1, power1: 2, power2: 2 }, 'family')).toBe(true);
  });

  test('pregnancy: women from 10 to 54', () => {
    for (const [sex, age, asked] of [[2, 9, false], [2, 10, true], [2, 54, true], [2, 55, false], [1, 30, false]] as const) {
      expect(asks('pregnant', { sex, birthDate: born(age) }), `${sex} ${age}`).toBe(asked);
    }
  });

  test('school and work from age 5, nutrition below', () => {
    expect(asks('schooling', { birthDate: born(4) })).toBe(false);
    expect(asks('schooling', { birthDate: born(5) })).toBe(true);
    expect(asks('works', { birthDate: born(4) })).toBe(false);
    expect(asks('nutrition', { birthDate: born(4) })).toBe(true);
    expect(asks('nutrition', { birthDate: born(5) })).toBe(false);
    for (const [schooling, asked] of [[1, false], [2, true], [3, true]] as const) {
      for (const field of ['schoolLevel', 'schoolYear', 'diploma']) expect(asks(field, { birthDate: born(12), schooling })).toBe(asked);
    }
    for (const field of ['workHours', 'workField', 'workPosition']) {
      expect(asks(field, { birthDate: born(30), works: 1 })).toBe(true);
      expect(asks(field, { birthDate: born(30), works: 2 })).toBe(false);
    }
    for (const field of ['businessCount', 'turnover', 'businessInternet']) {
      expect(asks(field, { birthDate: born(30), hasBusiness: 1 })).toBe(true);
      expect(asks(field, { birthDate: born(30), hasBusiness: 2 })).toBe(false);
    }
  });

  test('a carer is asked for where a difficulty is severe', () => {
    expect(asks('carer', { seeing: 3, walking: 4 })).toBe(false);
    expect(asks('carer', { seeing: 3, walking: 2 })).toBe(true);
  });

  test('404: nothing more is asked of the dead, the moved and the not found', () => {
    for (const [presence, asked] of [[1, true], [2, false], [3, false], [4, false], [5, true], [6, false]] as const) {
      expect(asks('identityCards', { presence }), String(presence)).toBe(asked);
      expect(asks('birthDate', { presence })).toBe(true);
    }
  });

  test('a reason is asked for where there is no NIK or No KK', () => {
    expect(asks('nikReason', {})).toBe(true);
    expect(asks('nikReason', { nik: '6171014507850003' })).toBe(false);
    expect(asks('noKkReason', {}, 'family')).toBe(true);
  });

  test('an answer that cannot be told hides nothing', () => {
    const raw = { list: 'RSEK.306a', version: '2022', code: null, raw: 'Air entah' };
    expect(asks('waterDistance', { waterSource: raw }, 'family')).toBe(true);
    expect(asks('schooling', {})).toBe(true);
  });
});

describe('what a change would clear', () => {
  test('children and their children, in the order of the paper', () => {
    const person = { birthDate: born(30), schooling: 3, schoolLevel: 8, schoolYear: 8, diploma: 8, works: 1, workHours: 40 };
    expect(childrenToClear('person', 'schooling', 1, person, today)).toEqual(['schoolLevel', 'schoolYear', 'diploma']);
    expect(childrenToClear('person', 'works', 2, person, today)).toEqual(['workHours']);
    expect(childrenToClear('person', 'birthDate', born(3), person, today)).toEqual([
      'schooling', 'schoolLevel', 'schoolYear', 'diploma', 'works', 'workHours',
    ]);
    const dwelling = { lighting: 1, power1: 2, power2: 3, buildingOwnership: 1, landProof: 1 };
    expect(childrenToClear('family', 'lighting', 3, dwelling, today)).toEqual(['power1', 'power2']);
    expect(childrenToClear('family', 'power1', null, dwelling, today)).toEqual(['power2']);
    expect(childrenToClear('family', 'buildingOwnership', 1, dwelling, today)).toEqual([]);
  });

  test('a death clears nothing that was known', () => {
    const person = { birthDate: born(30), schooling: 3, schoolLevel: 8, works: 1, workHours: 40, presence: 1 };
    expect(childrenToClear('person', 'presence', 2, person, today)).toEqual([]);
  });

  test('a child that grew out of a question keeps its answer until something changes', () => {
    const person = { birthDate: born(6), nutrition: 2, nik: '' };
    expect(childrenToClear('person', 'nik', '6171014507850003', person, today)).toEqual([]);
  });
});

const codedFields = questions.filter(({ entity, field }) => fieldDef(entity, field)?.kind === 'code');

/** Any answers to the coded questions of one entity, with a birth date. */
const answers = (entity: 'family' | 'person') =>
  fc.record(
    {
      ...Object.fromEntries(
        codedFields
          .filter((question) => question.entity === entity)
          .map(({ field }) => [field, fc.constantFrom(...(codeList(fieldDef(entity, field)?.list ?? '')?.codes ?? []).map(([code]) => code))]),
      ),
      ...(entity === 'person' ? { birthDate: fc.integer({ min: 0, max: 90 }).map(born) } : {}),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Record<string, FieldValue>>;

test.each(['family', 'person'] as const)('clearing never takes what stays visible, and leaves nothing open behind (%s)', (entity) => {
  const fields = codedFields.filter((question) => question.entity === entity).map(({ field }) => field);
  fc.assert(
    fc.property(answers(entity), fc.constantFrom(...fields), fc.nat(30), (values, field, pick) => {
      const codes = codeList(fieldDef(entity, field)?.list ?? '')?.codes ?? [];
      const newValue = codes[pick % codes.length]?.[0] ?? null;
      const cleared = childrenToClear(entity, field, newValue, values, today);
      const after: Record<string, FieldValue> = { ...values, [field]: newValue };
      for (const child of cleared) after[child] = null;
      const shown = new Set(visible(entity, after));
      for (const child of cleared) {
        expect(shown.has(child)).toBe(false);
        expect(values[child]).toBeDefined();
        expect(child).not.toBe(field);
      }
      expect(childrenToClear(entity, field, newValue, after, today)).toEqual([]);
      const before = new Set(visible(entity, values));
      const left = Object.keys(after).filter((key) => after[key] !== null && key !== field);
      if (field !== 'presence') for (const key of left) if (before.has(key)) expect(shown.has(key), key).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('progress counts what is required and applies, for each person apart', () => {
  const people: Record<string, FieldValue>[] = [{ name: 'ANI', sex: 2, birthDate: born(30), relationship: 1 }, { birthDate: born(2) }];
  const progress = blockProgress({ address: 'Jl. Mawar 1', rt: '003' }, people, today);
  expect(progress.map(({ block }) => block)).toEqual([...blocks]);
  const place = progress[0];
  expect(place?.missing).toEqual(['region', 'rw', 'noKkReason'].map((field) => ({ person: null, field })));
  expect(place && place.answered + place.missing.length).toBe(place?.required);
  const missing = progress[3]?.missing ?? [];
  expect(missing).toContainEqual({ person: 1, field: 'name' });
  expect(missing).toContainEqual({ person: 1, field: 'nutrition' });
  expect(missing).not.toContainEqual({ person: 1, field: 'works' });
  expect(missing).toContainEqual({ person: 0, field: 'pregnant' });
  expect(progress[5]).toEqual({ block: 'VI', required: 0, answered: 0, missing: [] });
});
