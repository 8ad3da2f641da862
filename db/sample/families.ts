import { addDays, ageOn } from '../rules/dates.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { isDesa } from '../rules/region-code.ts';
import { drawAid } from './aid.ts';
import type { SampleEnrolment } from './aid.ts';
import { aidAnswers, assetAnswers, dwellingAnswers } from './dwelling.ts';
import { birthDateFor, composeHousehold } from './household.ts';
import type { Member } from './household.ts';
import { createNumberIssuer, phoneNumber, slotOf } from './identity-numbers.ts';
import type { NumberIssuer } from './identity-numbers.ts';
import { makeAddress, planNeighbourhoods } from './neighbourhoods.ts';
import type { Neighbourhood } from './neighbourhoods.ts';
import { nameHousehold } from './household-names.ts';
import { personValues } from './person-answers.ts';
import { cityOf, knownRegion } from './places.ts';
import type { SampleRegion } from './places.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { drawSchooling } from './schooling.ts';

/** One generated family. All people are made up; any likeness to somebody real is chance. */
export interface SampleFamily {
  readonly region: SampleRegion;
  /** Values by field key of the family entity, without `owner`. */
  readonly family: FieldValues;
  /** Values by field key of the person entity, without `owner` and `family`; the head comes first. */
  readonly people: readonly FieldValues[];
  /** Values by field key of the ranking entity, without `owner` and `family`. */
  readonly rankings: readonly FieldValues[];
  readonly enrolments: readonly SampleEnrolment[];
}

/** Where to generate: a code that the generator knows, or any region with its names. */
export type RegionChoice = string | SampleRegion;

export interface SampleOptions {
  readonly seed: string;
  readonly families: number;
  /** One region, or several with the share of families that each gets. */
  readonly region: RegionChoice | readonly { readonly region: RegionChoice; readonly weight: number }[];
  /** The day on which ages are counted, `YYYY-MM-DD`; nothing happens after it. */
  readonly today: string;
}

/**
 * Generates families lazily, RT by RT, the same for the same options on every machine. No NIK or No KK repeats within one
 * run. Memory does not grow with the number of families.
 */
export function* generateFamilies(options: SampleOptions): Generator<SampleFamily> {
  const issuer = createNumberIssuer();
  for (const { region, families } of shareOut(options)) {
    const plan = createRandom(`${options.seed}:${region.code}`);
    for (const place of planNeighbourhoods(plan, region, families)) {
      const random = createRandom(`${options.seed}:${region.code}:${place.rw}:${place.rt}`);
      for (let number = 1; number <= place.families; number++) yield makeFamily(random, issuer, place, number, options.today);
    }
  }
}

/** Families per region by weight; the last takes what rounding leaves. */
function shareOut({ region, families }: SampleOptions): { region: SampleRegion; families: number }[] {
  const choices = Array.isArray(region) ? region : [{ region: region as RegionChoice, weight: 1 }];
  const total = choices.reduce((sum, choice) => sum + choice.weight, 0);
  let left = families;
  return choices.map((choice, i) => {
    const count = i === choices.length - 1 ? left : Math.round((families * choice.weight) / total);
    left -= count;
    return { region: resolveRegion(choice.region), families: count };
  });
}

function resolveRegion(choice: RegionChoice): SampleRegion {
  if (typeof choice !== 'string') return choice;
  const region = knownRegion(choice);
  if (!region) throw new RangeError(`the generator does not know region ${choice}: give its names`);
  return region;
}

function makeFamily(random: Random, issuer: NumberIssuer, place: Neighbourhood, number: number, today: string): SampleFamily {
  const drawn = composeHousehold(random);
  const births = drawn.map((member) => birthDateFor(random, member.age, today));
  const members = drawn.map((member, i) => ({ ...member, age: ageOn(births[i] ?? today, today) }));
  const poverty = drawPoverty(random, place, members);
  const desil = random.chance(0.07) ? null : Math.min(10, 1 + Math.floor(10 * clamp(1 - poverty + random.between(-12, 12) / 100)));
  const schooling = members.map((member) => drawSchooling(random, member.age, poverty));
  const attends = schooling.map((school) => school.attends);
  const aid = drawAid(random, { desil, members, attends, isDesa: isDesa(place.region.code), today });
  const names = nameHousehold(random, { members, births, poverty, peoples: cityOf(place.region.code).peoples, diplomas: schooling.map((school) => school.diploma) });
  const people = members.map((member, i) =>
    personValues(random, issuer, {
      place, member, today, poverty,
      index: i,
      birthDate: births[i] ?? today,
      size: members.length,
      schooling: schooling[i] ?? drawSchooling(random, member.age, poverty),
      name: names.people[i]?.full ?? '',
      father: names.fathers[i] ?? '',
      mother: names.mothers[i] ?? '',
      religion: names.religion,
      pbi: aid.some((enrolment) => enrolment.programme === 'PBI-JK' && enrolment.person === i && enrolment.values.status === 3),
      isPengurus: aid.some((enrolment) => enrolment.pengurus === i),
    }),
  );
  const family = familyValues(random, issuer, { place, number, today, poverty, members, people, aid, desil });
  return { region: place.region, family, people, rankings: rankingsOf(random, desil, today), enrolments: aid };
}

/** 0 rich to 1 poor: chance, the neighbourhood, and what is hard: living alone when old, raising children alone. */
function drawPoverty(random: Random, place: Neighbourhood, members: readonly Member[]): number {
  const head = members[0];
  const alone = members.length === 1 && (head?.age ?? 0) >= 60 ? 0.15 : 0;
  const lone = head?.sex === 2 && members.length > 1 ? 0.08 : 0;
  const crowded = members.length > 5 ? 0.1 : 0;
  return clamp(random.next() + place.poverty * 0.6 + alone + lone + crowded - 0.04);
}

function clamp(value: number): number {
  return Math.min(0.999, Math.max(0, value));
}

interface FamilyFacts {
  readonly place: Neighbourhood;
  readonly number: number;
  readonly today: string;
  readonly poverty: number;
  readonly desil: number | null;
  readonly members: readonly Member[];
  readonly people: readonly FieldValues[];
  readonly aid: readonly SampleEnrolment[];
}

function familyValues(random: Random, issuer: NumberIssuer, facts: FamilyFacts): FieldValues {
  const { place, number, today, poverty, people } = facts;
  const circumstances = {
    poverty, terrain: place.terrain, size: people.length, month: Number(today.slice(5, 7)), year: Number(today.slice(0, 4)),
  };
  const dwelling = dwellingAnswers(random, circumstances);
  const hasMeter = dwelling.lighting === 1;
  const received = new Set(facts.aid.filter((enrolment) => enrolment.values.status === 3).map((enrolment) => enrolment.programme));
  if (hasMeter && Number(dwelling.power1) <= 2 && (facts.desil ?? 10) <= 5) received.add('SUBSIDI-LISTRIK');
  const values: Record<string, FieldValue> = {
    address: makeAddress(random, place),
    rt: place.rt,
    rw: place.rw,
    region: place.region.code,
    bpsRegion: place.region.bps,
    slsCode: `0${place.rt}00`,
    slsName: `RT ${place.rt} RW ${place.rw}`,
    buildingNo: String(number).padStart(3, '0'),
    familyNo: String(number).padStart(3, '0'),
    kkCode: random.weighted(cardKinds),
    status: 1,
    pbiNas: received.has('PBI-JK') ? 1 : 2,
    pbiPemda: people.some((person) => person.pbiPemda === 1) ? 1 : 2,
  };
  if (random.chance(0.04)) Object.assign(values, elsewhere(random, place));
  if (hasMeter && random.chance(0.8)) values.plnCustomerId = `23${random.between(1_000_000_000, 9_999_999_999)}`;
  return Object.assign(
    values,
    cardNumber(random, issuer, place, today),
    survey(random, place, people, today),
    dwelling,
    aidAnswers(random, circumstances, received),
    assetAnswers(random, circumstances),
  );
}

/** RSEK.115. */
const cardKinds = [[0, 94], [1, 3], [2, 3]] as const;

/** The family card's number with the day of issue in it; one family in a hundred has none, with the reason. */
function cardNumber(random: Random, issuer: NumberIssuer, place: Neighbourhood, today: string): Record<string, FieldValue> {
  if (random.chance(0.01)) return { noKkReason: random.weighted([[1, 40], [2, 40], [3, 20]]) };
  for (let tries = 0; tries < 50; tries++) {
    const issued = addDays(today, -random.between(10, 5800));
    const noKk = issuer.noKk(place.region.code.slice(0, 8), issued, slotOf(place.region.code));
    if (noKk) return { noKk };
  }
  return { noKkReason: 2 };
}

/** A family whose card still shows another address. */
function elsewhere(random: Random, place: Neighbourhood): Record<string, FieldValue> {
  const [district] = random.pick(cityOf(place.region.code).origins);
  return {
    ktpRegion: district,
    ktpAddress: `JL. ${random.pick(['MERDEKA', 'PASAR BARU', 'KARTINI', 'VETERAN'])} NO. ${random.between(1, 90)}`,
    ktpRt: String(random.between(1, 12)).padStart(3, '0'),
    ktpRw: String(random.between(1, 6)).padStart(3, '0'),
  };
}

function survey(random: Random, place: Neighbourhood, people: readonly FieldValues[], today: string): Record<string, FieldValue> {
  const surveyDate = addDays(today, -random.between(20, 600));
  const respondent = people[people.length > 1 && random.chance(0.6) ? 1 : 0] ?? people[0];
  return {
    surveyDate,
    enumerator: place.enumerator,
    checkDate: addDays(surveyDate, random.between(1, 14)),
    supervisor: place.supervisor,
    respondent: respondent?.name ?? null,
    ...(random.chance(0.7) && { respondentPhone: phoneNumber(random) }),
    surveyResult: 1,
  };
}

/** National, provincial and city desil of the last quarter; a family not ranked has one row without a value. */
function rankingsOf(random: Random, desil: number | null, today: string): readonly FieldValues[] {
  const quarter = Math.max(1, Math.ceil(Number(today.slice(5, 7)) / 3) - 1);
  const date = `${today.slice(0, 4)}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
  const row = (scope: number, value: number | null): FieldValues => ({
    source: 1, scope, measure: 1, value, date: date < today ? date : addDays(today, -1), batchLabel: `DTSEN ${today.slice(0, 4)}-${quarter}`,
  });
  if (desil === null) return [row(1, null)];
  const near = (): number => Math.min(10, Math.max(1, desil + random.between(-1, 1)));
  return [row(1, desil), row(2, near()), row(3, near())];
}
