import { addDays } from '../rules/dates.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { healthAnswers } from './health.ts';
import type { Member } from './household.ts';
import { phoneNumber, slotOf } from './identity-numbers.ts';
import type { NumberIssuer } from './identity-numbers.ts';
import type { Neighbourhood } from './neighbourhoods.ts';
import { cityOf, knownRegions } from './places.ts';
import type { Random } from './random.ts';
import type { Schooling } from './schooling.ts';
import { drawWork } from './work.ts';

export interface PersonFacts {
  readonly place: Neighbourhood;
  readonly member: Member;
  /** Place in the family from 0. */
  readonly index: number;
  readonly birthDate: string;
  readonly today: string;
  readonly poverty: number;
  /** People in the family. */
  readonly size: number;
  readonly schooling: Schooling;
  readonly name: string;
  readonly father: string;
  readonly mother: string;
  readonly religion: number;
  readonly pbi: boolean;
  readonly isPengurus: boolean;
}

/** All values of one person: the card's and, for those who live there, the survey's. */
export function personValues(random: Random, issuer: NumberIssuer, facts: PersonFacts): FieldValues {
  const { member, schooling } = facts;
  const { educationKk, ...school } = schooling.answers;
  const married = member.maritalStatus === 2;
  const work = drawWork(random, { ...member, poverty: facts.poverty, diploma: schooling.diploma, attends: schooling.attends, terrain: facts.place.terrain, married });
  const { occupationKk, ...workAnswers } = work.answers;
  const pbiPemda = !facts.pbi && random.chance(0.05 * facts.poverty);
  const away = member.relationship === 3 && member.age >= 18 && random.chance(0.05);
  const values: Record<string, FieldValue> = {
    sequence: facts.index + 1,
    name: facts.name,
    sex: member.sex,
    relationship: member.relationship,
    shdk: member.shdk,
    maritalStatus: member.maritalStatus,
    religion: facts.religion,
    educationKk: educationKk ?? 1,
    occupationKk: occupationKk ?? 1,
    citizenship: 1,
    bloodType: random.weighted(bloodTypes),
    fatherName: facts.father,
    motherName: facts.mother,
    status: 1,
    presence: away ? 3 : 1,
    pbiNas: facts.pbi ? 1 : 2,
    pbiPemda: pbiPemda ? 1 : 2,
  };
  Object.assign(values, identity(random, issuer, facts));
  if (member.age >= 15 && random.chance(0.5)) values.phone = phoneNumber(random);
  if (facts.isPengurus) values.isPengurus = 1;
  if (away) return values;
  const health = healthAnswers(random, {
    age: member.age, sex: member.sex, poverty: facts.poverty, married, livesAlone: facts.size === 1,
    works: work.works, position: work.position, attends: schooling.attends, pbi: facts.pbi || pbiPemda,
  });
  return Object.assign(values, school, workAnswers, health);
}

/** KK.gol_darah: most cards do not tell. */
const bloodTypes = [[13, 62], [4, 15], [1, 9], [2, 9], [3, 5]] as const;

/** NIK or the reason for having none, birth place and birth date, which moves a few days when a day has no serial left. */
function identity(random: Random, issuer: NumberIssuer, facts: PersonFacts): Record<string, FieldValue> {
  const { member, place } = facts;
  const { district, birthPlace } = registration(random, facts);
  const without = member.age === 0 ? 0.25 : member.age === 1 ? 0.07 : 0.017;
  if (random.chance(without)) {
    const nikReason = member.age < 2 ? 3 : member.age < 17 ? random.weighted([[1, 60], [5, 40]]) : random.weighted([[1, 35], [2, 15], [5, 35], [6, 15]]);
    return { nikReason, birthPlace, birthDate: facts.birthDate };
  }
  let birthDate = facts.birthDate;
  for (let tries = 0; tries < 60; tries++) {
    const nik = issuer.nik(district, birthDate, member.sex, slotOf(place.region.code));
    if (nik) return { nik, birthPlace, birthDate };
    birthDate = addDays(birthDate, -1);
  }
  return { nikReason: 1, birthPlace, birthDate: facts.birthDate };
}

/** Where the person was first registered: here, in another district of the city (or its code of old), or elsewhere. */
function registration(random: Random, { place, member, birthDate }: PersonFacts): { district: string; birthPlace: string } {
  const city = cityOf(place.region.code);
  const bornHere = member.age < 18 ? 0.92 : member.relationship === 6 ? 0.4 : 0.64;
  if (!random.chance(bornHere)) {
    const [district, birthPlace] = random.pick(city.origins);
    return { district, birthPlace };
  }
  const own = place.region.code.slice(0, 8);
  const district = random.chance(0.8) ? own : random.pick(districtsOf(own));
  return { district: birthDate < '2003' ? (formerDistrict[district] ?? district) : district, birthPlace: city.birthPlace };
}

/** Pontianak Kota was split from Barat, Pontianak Tenggara from Selatan; older NIKs carry the codes of before. */
const formerDistrict: Readonly<Record<string, string>> = { '61.71.05': '61.71.03', '61.71.06': '61.71.01' };

const districtsByRegency = new Map<string, readonly string[]>();

function districtsOf(district: string): readonly string[] {
  const regency = district.slice(0, 5);
  let found = districtsByRegency.get(regency);
  if (!found) {
    const codes = knownRegions.filter((region) => region.code.startsWith(regency)).map((region) => region.code.slice(0, 8));
    districtsByRegency.set(regency, (found = [...new Set([...codes, ...(codes.length > 0 ? [] : [district])])]));
  }
  return found;
}
