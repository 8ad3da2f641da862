import { describe, expect, it } from 'vitest';
import { ageOn } from '../../../db/rules/dates.ts';
import { planDayTwo } from '../../../db/sample/day-two.ts';
import type { KnownFamily } from '../../../db/sample/day-two.ts';
import { generateFamilies } from '../../../db/sample/families.ts';

const today = '2026-11-22';
const register: readonly KnownFamily[] = [...generateFamilies({ seed: 'hari', families: 300, region: '64.74.03.1002', today })].map(({ family, people }, i) => ({
  id: `k${i}`,
  values: family,
  people: people.map((values, j) => ({ id: `k${i}a${j}`, values })),
}));
const plan = planDayTwo(register, 'demo', today);
const people = new Map(register.flatMap((family) => family.people.map((person) => [person.id, person.values] as const)));
const families = new Map(register.map((family) => [family.id, family.values]));

describe('day two', () => {
  it('has 37 edits of different records, 2 births and 1 death', () => {
    expect(new Set(plan.edits.map((edit) => edit.id)).size).toBe(37);
    expect(plan.births).toHaveLength(2);
    expect(plan.deaths).toHaveLength(1);
  });

  it('really changes something in every edit', () => {
    for (const { entity, id, values } of plan.edits) {
      const before = (entity === 'family' ? families : people).get(id);
      expect(before).toBeDefined();
      for (const [field, value] of Object.entries(values)) expect(value).not.toBe(before?.[field]);
    }
  });

  it('lets children be born to mothers, and an old member die who is not the head', () => {
    for (const { family, values, date } of plan.births) {
      const mother = register.find(({ id }) => id === family)?.people.find((person) => person.values.name === values.motherName);
      expect(mother?.values.sex).toBe(2);
      expect(date < today && values.birthDate === date).toBe(true);
    }
    const dead = people.get(plan.deaths[0]?.person ?? '');
    expect(dead?.relationship).not.toBe(1);
    expect(ageOn(String(dead?.birthDate), today)).toBeGreaterThanOrEqual(60);
  });

  it('is the same for the same seed and refuses a register too small', () => {
    expect(planDayTwo(register, 'demo', today)).toEqual(plan);
    expect(planDayTwo(register, 'lain', today)).not.toEqual(plan);
    expect(() => planDayTwo(register.slice(0, 20), 'demo', today)).toThrow(RangeError);
  });
});
