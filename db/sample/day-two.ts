import { addDays, ageOn } from '../rules/dates.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { phoneNumber } from './identity-numbers.ts';
import { cityOf } from './places.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/** A family of the register as the plan needs it. */
export interface KnownFamily {
  readonly id: string;
  readonly values: FieldValues;
  readonly people: readonly { readonly id: string; readonly values: FieldValues }[];
}

/** One edit of one record: the new values, and why. */
export interface PlannedEdit {
  readonly entity: 'family' | 'person';
  readonly id: string;
  readonly values: FieldValues;
  readonly reason: string;
}

export interface PlannedBirth {
  readonly family: string;
  /** Values of the child, without `owner` and `family`. */
  readonly values: FieldValues;
  readonly date: string;
}

export interface PlannedDeath {
  readonly person: string;
  readonly family: string;
  readonly date: string;
  readonly reason: string;
}

/** The second day of the demonstration, as plain data; the newborn and the list's people are made up like the rest. */
export interface DayTwo {
  readonly edits: readonly PlannedEdit[];
  readonly births: readonly PlannedBirth[];
  readonly deaths: readonly PlannedDeath[];
}

export const dayTwoCounts = { edits: 37, births: 2, deaths: 1, mistaken: 5 } as const;

/**
 * Plans the day: 37 edits of as many different records, 2 births, 1 death. Records that
 * are born into or die are not edited. Throws a RangeError when the register is too small for that.
 */
export function planDayTwo(families: readonly KnownFamily[], seed: string, today: string): DayTwo {
  const random = createRandom(`${seed}:hari-kedua`);
  const living = shuffle(random, families.filter((family) => family.values.status === 1));
  const parents = take(living, dayTwoCounts.births, (family) => family.people.some((person) => isYoungMother(person.values, today)));
  const bereaved = take(living, dayTwoCounts.deaths, (family) => !parents.includes(family) && elder(family, today) !== undefined);
  const touched = new Set([...parents, ...bereaved]);
  const edited = take(living, dayTwoCounts.edits, (family) => !touched.has(family));
  return {
    edits: edited.map((family, i) => (i % 3 === 0 ? familyEdit(random, family) : personEdit(random, family))),
    births: parents.map((family) => birth(random, family, today)),
    deaths: bereaved.map((family) => death(random, family, today)),
  };
}

function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = random.between(0, i);
    [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
  }
  return shuffled;
}

function take(families: readonly KnownFamily[], count: number, fits: (family: KnownFamily) => boolean): KnownFamily[] {
  const found: KnownFamily[] = [];
  for (const family of families) {
    if (found.length === count) break;
    if (fits(family)) found.push(family);
  }
  if (found.length < count) throw new RangeError('too few families for the second day');
  return found;
}

function isYoungMother(person: FieldValues, today: string): boolean {
  const age = ageOn(String(person.birthDate), today);
  const isParent = person.relationship === 1 || person.relationship === 2;
  return isParent && person.sex === 2 && person.maritalStatus === 2 && person.status === 1 && age >= 20 && age <= 42;
}

/** An old member who is not the head, so that the family keeps one. */
function elder(family: KnownFamily, today: string): KnownFamily['people'][number] | undefined {
  return family.people.find(
    ({ values }) => values.relationship !== 1 && values.status === 1 && ageOn(String(values.birthDate), today) >= 60,
  );
}

function familyEdit(random: Random, { id, values }: KnownFamily): PlannedEdit {
  const other = (value: FieldValue | undefined, choices: readonly number[]): number =>
    random.pick(choices.filter((choice) => choice !== value));
  return random.pick<() => PlannedEdit>([
    () => ({ entity: 'family', id, values: { respondentPhone: phoneNumber(random) }, reason: 'Nomor telepon baru' }),
    () => ({ entity: 'family', id, values: { floor: other(values.floor, [2, 5, 6]) }, reason: 'Lantai diperbaiki' }),
    () => ({ entity: 'family', id, values: { floorArea: Math.min(999, Number(values.floorArea ?? 30) + random.between(4, 20)) }, reason: 'Rumah diperluas' }),
    () => ({ entity: 'family', id, values: { motorcycle: values.motorcycle === 1 ? 2 : 1 }, reason: 'Hasil kunjungan' }),
  ])();
}

function personEdit(random: Random, { people }: KnownFamily): PlannedEdit {
  const { id, values } = random.pick(people);
  const other = random.pick([2, 15, 19, 88].filter((code) => code !== values.occupationKk));
  return random.pick<() => PlannedEdit>([
    () => ({ entity: 'person', id, values: { phone: phoneNumber(random) }, reason: 'Nomor telepon baru' }),
    () => ({ entity: 'person', id, values: { occupationKk: other }, reason: 'Sesuai KK terbaru' }),
    () => ({ entity: 'person', id, values: { bloodType: values.bloodType === 4 ? 2 : 4 }, reason: 'Sesuai kartu golongan darah' }),
    () => ({ entity: 'person', id, values: { birthPlace: values.birthPlace === 'SAMARINDA' ? 'BONTANG' : 'SAMARINDA' }, reason: 'Sesuai akta kelahiran' }),
  ])();
}

/** A newborn without a NIK yet, as most are in their first weeks. */
function birth(random: Random, family: KnownFamily, today: string): PlannedBirth {
  const mother = family.people.find((person) => isYoungMother(person.values, today));
  const father = family.people.find(({ values }) => values.sex === 1 && (values.relationship === 1 || values.relationship === 2));
  const sex = random.between(1, 2);
  const date = addDays(today, -random.between(1, 20));
  const name = `${random.pick(sex === 1 ? ['ARKAN', 'GIBRAN', 'RAFFASYA'] : ['NAURA', 'SHAKILA', 'HUMAIRA'])} ${random.pick(sex === 1 ? ['ALFARIZI', 'PRATAMA'] : ['AZZAHRA', 'PUTRI'])}`;
  return {
    family: family.id,
    date,
    values: {
      sequence: family.people.length + 1, name, nikReason: 3, birthPlace: cityOf(String(family.values.region)).birthPlace, birthDate: date, sex, relationship: 3, shdk: 4,
      maritalStatus: 1, religion: mother?.values.religion ?? 1, educationKk: 1, occupationKk: 1, citizenship: 1, bloodType: 13,
      fatherName: father?.values.name ?? null, motherName: mother?.values.name ?? null, status: 1, presence: 5,
    },
  };
}

function death(random: Random, family: KnownFamily, today: string): PlannedDeath {
  const person = elder(family, today);
  return { person: person?.id ?? '', family: family.id, date: addDays(today, -random.between(1, 6)), reason: 'Sakit' };
}
