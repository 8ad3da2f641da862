import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { ageOn } from '../../../db/rules/dates.ts';
import { fieldDef } from '../../../db/rules/entities.ts';
import { checkFamily, checkRanking } from '../../../db/rules/checks.ts';
import type { CheckContext } from '../../../db/rules/checks.ts';
import { applies, questionOf, questions } from '../../../db/rules/form.ts';
import { isAnswered } from '../../../db/rules/form/condition.ts';
import { isValidSum, labelOf } from '../../../db/rules/lists.ts';
import { programmeSeeds } from '../../../db/rules/programmes-seed.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import type { SampleFamily } from '../../../db/sample/families.ts';
import { knownRegions, sampleRegion } from '../../../db/sample/places.ts';
import { loadRegions } from '../../../db/store/regions.ts';

/** Generating thousands of families takes a second or two alone, and several times that beside other work. */
vi.setConfig({ testTimeout: 60_000 });

const today = '2026-11-22';
const telihan = '64.74.03.1002';
const regions = loadRegions();

function generate(families: number, seed = 'uji', region: Parameters<typeof generateFamilies>[0]['region'] = telihan): SampleFamily[] {
  return [...generateFamilies({ seed, families, region, today })];
}

const some = generate(3000);

function hashOf(families: readonly SampleFamily[]): string {
  return createHash('sha256').update(JSON.stringify(families)).digest('hex');
}

describe('generated families', () => {
  it('are the same for the same seed, on every machine, and others for another', () => {
    expect(hashOf(generate(200))).toBe(
      '390fdf93f4155b5b3b88e5c16f9045943682b12ae26d678a21cb3e241f172fb4',
    );
    expect(hashOf(generate(200, 'lain'))).not.toBe(hashOf(generate(200)));
  });

  it('never repeat a NIK or a No KK over 20,000 families of several kelurahan', () => {
    const niks = new Set<unknown>();
    const cards = new Set<unknown>();
    let withNik = 0;
    let withCard = 0;
    const weights = ['64.74.03.1001', '64.74.03.1002', '64.74.01.1001'].map((region) => ({ region, weight: 1 }));
    for (const { family, people } of generateFamilies({ seed: 'unik', families: 20_000, region: weights, today })) {
      if (family.noKk) {
        cards.add(family.noKk);
        withCard++;
      }
      for (const person of people.filter((member) => member.nik)) {
        niks.add(person.nik);
        withNik++;
      }
    }
    expect(niks.size).toBe(withNik);
    expect(cards.size).toBe(withCard);
    expect(withCard).toBeGreaterThan(19_600);
  });

  it('do not share numbers with those of another kelurahan generated apart', () => {
    const numbersOf = (region: string): unknown[] =>
      generate(1500, 'uji', region).flatMap(({ family, people }) => [family.noKk, ...people.map((person) => person.nik)]).filter(Boolean);
    const first = new Set(numbersOf(telihan));
    expect(numbersOf('64.74.03.1001').filter((number) => first.has(number))).toEqual([]);
  });

  it('have 3.43 people each, and 2 to 3 % of people without a NIK but with a reason', () => {
    const people = some.flatMap((family) => family.people);
    expect(people.length / some.length).toBeGreaterThan(3.33);
    expect(people.length / some.length).toBeLessThan(3.53);
    const without = people.filter((person) => !person.nik);
    expect(without.length / people.length).toBeGreaterThan(0.018);
    expect(without.length / people.length).toBeLessThan(0.032);
    expect(without.every((person) => isAnswered(person.nikReason))).toBe(true);
  });

  it('live in RT of 30 to 80 families and RW of at most ten RT', () => {
    const sizes = new Map<string, number>();
    for (const { family } of some) {
      const rt = `${String(family.rw)}/${String(family.rt)}`;
      sizes.set(rt, (sizes.get(rt) ?? 0) + 1);
    }
    const rws = Map.groupBy(sizes.keys(), (rt) => rt.slice(0, 3));
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(30);
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(80);
    expect(Math.max(...[...rws.values()].map((rts) => rts.length))).toBeLessThanOrEqual(10);
  });

  it('use only known fields, codes, and numbers within their limits', () => {
    const wrong = some.flatMap(({ family, people, rankings }) => [
      ...undeclared('family', family),
      ...people.flatMap((person) => undeclared('person', person)),
      ...rankings.flatMap((ranking) => undeclared('ranking', ranking)),
    ]);
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('answer every question that applies and none that does not', () => {
    const wrong = some.flatMap(({ family, people }) => [
      ...misanswered('family', family),
      ...people.flatMap((person) => misanswered('person', person)),
    ]);
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('pass the checks of the register without anything that blocks', () => {
    const context: CheckContext = { today, source: 'form', area: telihan, isKnownRegion: regions.knownNikPrefix };
    const found = some.flatMap(({ family, people, rankings }) => [
      ...checkFamily({ key: 'k', values: family }, people.map((values, i) => ({ key: `a${i}`, values })), context),
      ...rankings.flatMap((values) => checkRanking({ key: 'r', values })),
    ]);
    const count = Object.groupBy(found, (finding) => `${finding.code} ${finding.severity} ${finding.field ?? ''}`);
    const perThousand = Object.fromEntries(Object.entries(count).map(([code, list]) => [code, (list?.length ?? 0) / 3]));
    expect(found.filter((finding) => finding.severity === 'block')).toEqual([]);
    expect(Object.values(perThousand).every((share) => share < 40), JSON.stringify(perThousand)).toBe(true);
  });

  it('are enrolled in programmes of the catalogue, by the unit that each is for', () => {
    const unitOf = new Map(programmeSeeds.map((seed) => [seed.values.code, seed.values.unitKind]));
    for (const { people, enrolments } of some) {
      for (const { programme, person, pengurus } of enrolments) {
        expect(unitOf.get(programme), programme).toBe(person === null ? 2 : 1);
        expect(people[person ?? pengurus ?? -1]).toBeDefined();
      }
    }
    expect(new Set(some.flatMap((family) => family.enrolments.map((enrolment) => enrolment.programme))).size).toBeGreaterThanOrEqual(5);
  });

  it('are poorer in worse houses and with more aid at lower desil', () => {
    const desilOf = (family: SampleFamily): number => Number(family.rankings[0]?.value ?? 0);
    const poor = some.filter((family) => desilOf(family) >= 1 && desilOf(family) <= 2);
    const rich = some.filter((family) => desilOf(family) >= 9);
    const share = (families: readonly SampleFamily[], test: (family: SampleFamily) => boolean): number =>
      families.filter(test).length / families.length;
    const differs = (test: (family: SampleFamily) => boolean): number => share(poor, test) - share(rich, test);
    expect(differs((family) => family.enrolments.some((enrolment) => enrolment.programme === 'PKH'))).toBeGreaterThan(0.2);
    expect(differs((family) => family.enrolments.some((enrolment) => enrolment.programme === 'PBI-JK'))).toBeGreaterThan(0.5);
    expect(differs((family) => family.family.car === 1)).toBeLessThan(-0.1);
    expect(differs((family) => [7, 8].includes(Number(family.family.floor)))).toBeGreaterThan(0);
    expect(share(some, (family) => family.rankings[0]?.value === null)).toBeGreaterThan(0.04);
  });

  it('have heads, and children younger than their mothers', () => {
    for (const { people } of some) {
      expect(people.filter((person) => person.relationship === 1)).toHaveLength(1);
      const head = ageOn(String(people[0]?.birthDate), today);
      expect(head).toBeGreaterThanOrEqual(19);
      for (const child of people.filter((person) => person.relationship === 3)) {
        expect(head - ageOn(String(child.birthDate), today)).toBeGreaterThanOrEqual(15);
      }
    }
  });

  it('can be generated for any region with its names, and refuse an unknown code without them', () => {
    const names = { village: 'Contoh', district: 'Contoh Timur', regency: 'Kabupaten Contoh', province: 'Jawa Timur' };
    const [family] = generate(1, 'uji', sampleRegion('35.05.01.2003', names));
    expect(family?.family.region).toBe('35.05.01.2003');
    expect(family?.family.bpsRegion).toBe('3505010503');
    expect(() => generate(1, 'uji', '35.05.01.2003')).toThrow(RangeError);
  });

  it('know their kelurahan by the names that the decree knows', () => {
    const wrong = knownRegions.filter(
      (region) =>
        !regions.isNameOf(region.code, region.village) ||
        !regions.isNameOf(region.code.slice(0, 8), region.district) ||
        !regions.isNameOf(region.code.slice(0, 5), region.regency) ||
        !regions.isNameOf(region.code.slice(0, 2), region.province),
    );
    expect(wrong).toEqual([]);
    expect(new Set(knownRegions.map((region) => region.bps)).size).toBe(knownRegions.length);
  });
});

/** Fields that the entity does not declare, codes that the list does not have, numbers outside the limits. */
function undeclared(entity: 'family' | 'person' | 'ranking', values: FieldValues): string[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const def = fieldDef(entity, field);
    if (!def) return [`${entity}.${field}`];
    if (value === null) return [];
    const list = def.list ?? '';
    const wrongCode = def.kind === 'code' && labelOf(list, Number(value)) === undefined;
    const wrongSum = def.kind === 'bits' && !isValidSum(list, Number(value));
    const outside = typeof value === 'number' && (value < (def.min ?? -Infinity) || value > (def.max ?? Infinity));
    return wrongCode || wrongSum || outside ? [`${entity}.${field}=${String(value)}`] : [];
  });
}

function misanswered(entity: 'family' | 'person', values: FieldValues): string[] {
  const missing = questions
    .filter((question) => question.entity === entity && question.required && applies(question, values, today) === true)
    .filter((question) => !isAnswered(values[question.field]))
    .map((question) => `${entity}.${question.field} missing`);
  const beside = Object.keys(values).filter((field) => {
    const question = questionOf(entity, field);
    return question && isAnswered(values[field]) && applies(question, values, today) === false;
  });
  return [...missing, ...beside.map((field) => `${entity}.${field} does not apply`)];
}
