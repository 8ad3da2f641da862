import { describe, expect, test } from 'vitest';
import { deriveFamily, summaryColumns } from '../../../db/registry/derive.ts';
import type { Fact, FamilyFacts } from '../../../db/registry/family-facts.ts';
import { lineEffect } from '../../../db/registry/line-effect.ts';
import { fieldsOf } from '../../../db/rules/entities.ts';
import type { NamedField } from '../../../db/rules/entities.ts';
import type { FieldValue, FieldValues } from '../../../db/rules/field.ts';
import { defaultNeedRules } from '../../../db/rules/needs.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import { createRandom } from '../../../db/sample/random.ts';

const context = { today: '2025-11-20', source: 'import', area: '64.74.03.1002', isKnownRegion: () => true, needs: defaultNeedRules } as const;
const random = createRandom('line-effect');
const { pick, chance } = random;

/** Something that a field may come to hold: usual, empty, outside its limits, unknown, or no date at all. */
function anyValue(field: NamedField): FieldValue {
  if (chance(0.15)) return null;
  switch (field.kind) {
    case 'code': {
      const list = field.list ?? '';
      if (chance(0.2)) return { list, version: '1', code: null, raw: 'entah' };
      return pick(codeList(list)?.codes.map(([code]) => code) ?? [1]);
    }
    case 'int': case 'real': return pick([0, 1, 2.5, -3, 40, 99_999_999]);
    case 'date': return pick(['2025-02-30', '2025-03-01', '1890-01-01', 'kemarin']);
    case 'flag': return pick([0, 1]);
    case 'bits': return pick([0, 1, 3, 8]);
    default: return pick(['x', 'Jalan Melati 3', '08123456789']);
  }
}

function fact(id: number, values: FieldValues): Fact {
  return { id, uid: `r${id}`, values };
}

/** Generated families, many of them made odd, so that checks and needs find something. */
function oddFamilies(): FamilyFacts[] {
  const samples = [...generateFamilies({ seed: 'line-effect', families: 120, region: '64.74.03.1002', today: context.today })];
  return samples.map((sample, number): FamilyFacts => {
    const odd = (entity: 'family' | 'person', values: FieldValues): FieldValues => {
      const changed: Record<string, FieldValue> = { ...values };
      for (const field of fieldsOf(entity)) if (!['owner', 'family'].includes(field.key) && chance(0.05)) changed[field.key] = anyValue(field);
      return changed;
    };
    const head = { owner: '64.74.03.1002', region: '64.74.03.1002', status: number % 7 === 0 ? 3 : 1, ...sample.family };
    return {
      family: fact(1000 * number, odd('family', head)), rankings: [], enrolments: [], former: [],
      people: sample.people.map((values, place) => fact(1000 * number + place + 1, odd('person', { owner: '64.74.03.1002', ...values }))),
    };
  });
}

const families = oddFamilies();
const lineOf = (facts: FamilyFacts) => deriveFamily(facts, 7, new Map(), context);

/** Gives a field of a family, or of one of its people, another value and compares what is derived anew with what the effect says. */
function tryField(entity: 'family' | 'person', field: NamedField, facts: FamilyFacts): 'told' | 'anew' {
  const record = entity === 'family' ? facts.family : pick(facts.people);
  const now = { ...record.values, [field.key]: anyValue(field) };
  const effect = lineEffect(entity, record.values, now, [field.key]);
  if (effect === null) return 'anew';
  const before = lineOf(facts);
  const after = lineOf(entity === 'family' ? { ...facts, family: { ...facts.family, values: now } } : { ...facts, people: facts.people.map((one) => (one === record ? { ...one, values: now } : one)) });
  const place = (column: (typeof summaryColumns)[number]): number => summaryColumns.indexOf(column);
  const summary = [...before.summary];
  if (summary[place('active')] === 1) summary[place('warnings')] = Number(summary[place('warnings')]) + effect.warnings;
  if (effect.surveyDate !== undefined) summary[place('surveyDate')] = effect.surveyDate;
  expect({ ...after, field: field.key }).toEqual({ ...before, summary, field: field.key });
  return 'told';
}

describe('what changes of a record do to its line in the lists', () => {
  for (const entity of ['family', 'person'] as const) {
    test(`of a ${entity}: every field that is told without the family leaves the line as it would be derived`, () => {
      const outcomes = fieldsOf(entity).map((field) => {
        const tried = families.map((facts) => tryField(entity, field, facts));
        expect(new Set(tried).size, field.key).toBe(1);
        return tried[0];
      });
      // Neither is everything derived anew, nor nothing.
      expect(outcomes.filter((one) => one === 'told').length).toBeGreaterThan(20);
      expect(outcomes.filter((one) => one === 'anew').length).toBeGreaterThan(10);
    });
  }

  test('several fields add up, and one that needs the family needs it for all', () => {
    const before = { occupationKk: 1, educationKk: 2, nik: null };
    const wrong = { list: 'x', version: '1', code: null, raw: 'entah' };
    expect(lineEffect('person', before, { ...before, occupationKk: wrong, educationKk: wrong }, ['occupationKk', 'educationKk'])).toEqual({ warnings: 2 });
    expect(lineEffect('person', { ...before, occupationKk: wrong }, before, ['occupationKk'])).toEqual({ warnings: -1 });
    expect(lineEffect('person', before, { ...before, nik: '1' }, ['occupationKk', 'nik'])).toBeNull();
    expect(lineEffect('family', {}, { surveyDate: '2025-03-01' }, ['surveyDate'])).toEqual({ warnings: 0, surveyDate: '2025-03-01' });
  });
});
