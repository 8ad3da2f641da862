import { expect, test } from 'vitest';
import { entities, entityKeys, entityOfId, fieldOfId, fieldsOf, groupOf } from '../../../db/rules/entities.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { questions } from '../../../db/rules/form.ts';
import fieldIds from './field-ids.json' with { type: 'json' };

test('an id, once given, never changes: the log and every package ever written refer to it', () => {
  for (const [key, frozen] of Object.entries(fieldIds)) {
    expect(entityOfId(frozen.id)?.key).toBe(key);
    for (const [field, id] of Object.entries(frozen.fields)) {
      expect(fieldOfId(key as keyof typeof entities, id)?.key, `${key}.${field}`).toBe(field);
    }
  }
});

test('every declared field is in the frozen list of ids, and no id is used twice', () => {
  const frozen: Readonly<Record<string, { readonly fields: Readonly<Record<string, number>> }>> = fieldIds;
  for (const key of entityKeys) {
    const ids = fieldsOf(key).map((field) => field.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.fromEntries(fieldsOf(key).map((field) => [field.key, field.id]))).toEqual(frozen[key]?.fields);
  }
});

test('the numbers of the entities are the agreed ones', () => {
  expect(entityKeys.map((key) => entities[key].id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 25, 26, 27, 34, 29, 30, 31, 32, 33, 37, 38, 39, 40, 41, 42, 54, 55, 56, 44, 45, 46, 47, 48, 49, 50, 51, 58, 64]);
});

test('every record that travels has an owner office', () => {
  for (const key of entityKeys) {
    if (entities[key].travels) expect(fieldsOf(key)[0]).toMatchObject({ key: 'owner', id: 1, kind: 'text' });
  }
  expect(entityKeys.filter((key) => !entities[key].travels)).toEqual(['setting', 'user', 'aidRule', 'scheme', 'targetSet', 'programmeTemplate', 'partner', 'agreement', 'finalReport', 'needRule', 'letter', 'incident']);
});

test('every coded field names a list that exists, every reference an entity', () => {
  for (const key of entityKeys) {
    for (const field of fieldsOf(key)) {
      const coded = field.kind === 'code' || field.kind === 'bits';
      expect(codeList(field.list ?? '') !== undefined, `${key}.${field.key}`).toBe(coded);
      if (field.kind === 'bits') expect(codeList(field.list ?? '')?.bits).toBe(true);
      expect(field.kind === 'ref').toBe(field.to !== undefined);
      if (field.to) expect(entityKeys).toContain(field.to);
    }
  }
});

test('what is withheld between offices is exactly what DESIGN §4 names', () => {
  const withheld = entityKeys.flatMap((key) => fieldsOf(key).filter((field) => field.withheld).map((field) => field.question));
  expect(withheld).toEqual([
    '506', '410', '425', '427', '428a', '428b', '428c', '428d', '428e', '428f', '428g', '428h', '428i', '428j', '429', '430',
    // What was noted at a visit, and the number it has at the puskesmas: no questions of a form.
    undefined, undefined,
  ]);
});

test('what is health or money by UU 27/2022 and withheld carries its class', () => {
  for (const key of entityKeys) {
    for (const field of fieldsOf(key)) if (field.withheld) expect(field.dataClass).toMatch(/health|financial/);
  }
});

test('fields that only make sense together share a group', () => {
  expect(groupOf('family', 'rt')).toEqual(['address', 'rt', 'rw', 'dusun', 'region']);
  expect(groupOf('family', 'status')).toEqual(['status', 'statusDate', 'statusReason']);
  expect(groupOf('person', 'nikReason')).toEqual(['nik', 'nikReason']);
  expect(groupOf('family', 'noKk')).toEqual(['noKk', 'noKkReason']);
  expect(groupOf('person', 'shdk')).toEqual(['relationship', 'shdk']);
  expect(groupOf('person', 'name')).toEqual(['name']);
});

test('a skip question of the same record shares a merge group with the questions it opens', () => {
  const byPresenceOrAge = new Set(['presence', 'birthDate', 'sex']);
  for (const { entity, field, when } of questions) {
    const parents = JSON.stringify(when ?? {}).match(/(?<="field":")\w+/g) ?? [];
    for (const parent of parents) {
      if (!byPresenceOrAge.has(parent)) expect(groupOf(entity, parent), `${entity}.${field}`).toContain(field);
    }
  }
});

test('an unknown number is undefined, not an error', () => {
  expect(entityOfId(999)).toBeUndefined();
  expect(fieldOfId('family', 9999)).toBeUndefined();
});
