import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { findDuplicates } from '../../../../db/rules/matching/find-duplicates.ts';
import type { DuplicatePair } from '../../../../db/rules/matching/find-duplicates.ts';
import { addPerson, countName, createPeopleColumns, homeNumbers } from '../../../../db/rules/matching/people-columns.ts';
import { plantDuplicates } from '../../../../db/sample/planted-duplicates.ts';
import type { PlantedPerson } from '../../../../db/sample/planted-duplicates.ts';
import { evaluateDuplicates } from '../../../helpers/duplicate-evaluation.ts';
import type { Evaluation } from '../../../helpers/duplicate-evaluation.ts';

function search(people: readonly PlantedPerson[], pause?: (done: number) => void): Promise<DuplicatePair[]> {
  const columns = createPeopleColumns(0, true);
  for (const { person, number } of people) {
    countName(columns, addPerson(columns, person, number, homeNumbers(person)));
    columns.people += 1;
  }
  return findDuplicates(columns, pause ? { pause } : {});
}

describe('duplicates within a register', () => {
  let found: Evaluation;
  beforeAll(async () => { found = await evaluateDuplicates({ seed: 'unit-duplicates', families: 3000 }); });

  test('finds what the error model hid, and asks little in vain', () => {
    expect(found.planted).toBeGreaterThan(250);
    expect(found.found / found.planted).toBeGreaterThanOrEqual(0.97);
    expect(found.found / found.proposed).toBeGreaterThanOrEqual(0.93);
  });

  test('is never wrong where it says it is sure', () => {
    expect(found.sure).toBeGreaterThan(150);
    expect(found.sureWrong).toBe(0);
  });

  test('answers the best first', () => {
    const order = found.pairs.map(({ verdict, score }) => (verdict === 'sure' ? 1000 : 0) + score);
    expect(order).toEqual([...order].sort((a, b) => b - a));
  });
});

describe('the search', () => {
  const people = [...plantDuplicates({ seed: 'unit-order', families: 150, today: '2025-11-20', share: 0.2 })];

  test('answers the same in whatever order people come', async () => {
    const expected = await search(people);
    expect(expected.length).toBeGreaterThan(50);
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(people, { minLength: people.length }), async (shuffled) => {
      expect(await search(shuffled)).toEqual(expected);
    }), { numRuns: 15 });
  });

  test('proposes every copy that is like its original, as sure where both have the NIK and stand apart', async () => {
    const originals = people.filter(({ copyOf, person }) => copyOf === null && person.nik !== null).slice(0, 200);
    const copies = originals.map((one) => ({ ...one, number: one.number + 100_000, person: { ...one.person, family: `x${one.number}`, noKk: null } }));
    const pairs = await search([...originals, ...copies]);
    for (const { number } of originals) expect(pairs.find(({ left, right }) => left === number && right === number + 100_000)?.verdict).toBe('sure');
  });

  test('a day that thousands give stays bounded', async () => {
    const base = people[0]?.person;
    if (!base) throw new Error('nobody');
    const crowd = people.slice(0, 400).map(({ person, number }) => ({ number, copyOf: null, kinds: [], person: { ...base, name: person.name, nik: null, birthDate: '1960-12-31' } }));
    const many = Array.from({ length: 10 }, (_, round) => crowd.map((one) => ({ ...one, number: one.number + round * 1000 }))).flat();
    expect((await search(many)).length).toBeLessThan(many.length * 60);
  });

  test('can be stopped', async () => {
    const crowd = [...plantDuplicates({ seed: 'unit-stop', families: 2500, today: '2025-11-20' })];
    await expect(search(crowd, () => { throw new Error('stopped'); })).rejects.toThrow('stopped');
  });
});
