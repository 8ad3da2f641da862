import { addDays } from '../rules/dates.ts';
import type { Random } from './random.ts';

/** A member as far as the household's shape goes: place in the family, sex, age, marriage. */
export interface Member {
  /** RSEK.409: 1 head, 2 spouse, 3 child, 4 child-in-law, 5 grandchild, 6 parent, 7 servant, 8 other. */
  readonly relationship: number;
  /** KK.shdk (11 codes). */
  readonly shdk: number;
  /** 1 male, 2 female. */
  readonly sex: number;
  /** Completed years on the generator's day. */
  readonly age: number;
  /** RSEK.408: 1 single, 2 married, 3 divorced, 4 widowed. */
  readonly maritalStatus: number;
}

/** The shapes of households, with shares that give 3.43 people a family (Pontianak 2020, domain reference §6.1). */
const shapes = [
  ['couple-with-children', 515],
  ['couple', 100],
  ['mother-with-children', 105],
  ['father-with-children', 30],
  ['single', 80],
  ['elderly-alone', 40],
  ['with-parents', 60],
  ['with-grandchildren', 35],
  ['with-relatives', 35],
] as const;
type Shape = (typeof shapes)[number][0];

/** Draws one household, head first, in the order of the family card. */
export function composeHousehold(random: Random): readonly Member[] {
  const shape = random.weighted<Shape>(shapes);
  switch (shape) {
    case 'couple-with-children':
      return withChildren(random, couple(random, 22, 53));
    case 'couple':
      return couple(random, 21, 74);
    case 'mother-with-children':
      return withChildren(random, [person(1, 2, random.between(25, 58), random.weighted([[4, 60], [3, 40]]))]);
    case 'father-with-children':
      return withChildren(random, [person(1, 1, random.between(28, 58), random.weighted([[4, 50], [3, 50]]))]);
    case 'single':
      return [person(1, random.weighted([[1, 60], [2, 40]]), random.between(19, 58), random.weighted([[1, 70], [3, 25], [4, 5]]))];
    case 'elderly-alone':
      return [person(1, random.weighted([[1, 28], [2, 72]]), random.between(60, 89), random.weighted([[4, 88], [3, 8], [1, 4]]))];
    case 'with-parents':
      return withParents(random, withChildren(random, couple(random, 25, 52)));
    case 'with-grandchildren':
      return withGrandchildren(random, couple(random, 47, 68));
    case 'with-relatives':
      return withRelatives(random, withChildren(random, couple(random, 26, 58)));
  }
}

/** A birth date that makes someone this old on the day; the very old tend to remember the end or the middle of a year. */
export function birthDateFor(random: Random, age: number, today: string): string {
  const monthDay = today.slice(5) === '02-29' ? '02-28' : today.slice(5);
  const date = addDays(`${Number(today.slice(0, 4)) - age}-${monthDay}`, -random.between(0, 364));
  if (age < 58 || !random.chance(0.12)) return date;
  const rounded = `${date.slice(0, 4)}-${random.pick(['12-31', '07-01'])}`;
  return rounded < today ? rounded : date;
}

function person(relationship: number, sex: number, age: number, maritalStatus: number): Member {
  return { relationship, shdk: shdkOf(relationship, sex), sex, age, maritalStatus };
}

/** KK.shdk for a relationship: the card tells husband from wife, and a parent from a parent-in-law elsewhere. */
function shdkOf(relationship: number, sex: number): number {
  if (relationship === 2) return sex === 1 ? 2 : 3;
  return [0, 1, 3, 4, 5, 6, 7, 10, 9][relationship] ?? 11;
}

/** Husband and wife; in a few families the wife is the head on the card. */
function couple(random: Random, youngest: number, oldest: number): readonly Member[] {
  const wife = random.between(youngest, oldest);
  const husband = Math.max(21, wife + random.between(-2, 9));
  return random.chance(0.03)
    ? [person(1, 2, wife, 2), person(2, 1, husband, 2)]
    : [person(1, 1, husband, 2), person(2, 2, wife, 2)];
}

function withChildren(random: Random, parents: readonly Member[]): readonly Member[] {
  const mother = Math.min(...parents.map((parent) => parent.age));
  const wanted = random.weighted([[1, 18], [2, 36], [3, 28], [4, 11], [5, 5], [6, 2]]);
  const children: Member[] = [];
  let age = mother - random.between(Math.min(19, mother), Math.min(29, mother));
  for (let i = 0; i < wanted && age >= 0; i++) {
    if (random.chance(stayingShare(age))) children.push(person(3, random.between(1, 2), age, 1));
    age -= random.between(2, 6);
  }
  return [...parents, ...children];
}

/** Share of children of this age still on their parents' card. */
function stayingShare(age: number): number {
  if (age < 19) return 1;
  if (age < 24) return 0.85;
  return age < 30 ? 0.45 : 0.15;
}

function withParents(random: Random, family: readonly Member[]): readonly Member[] {
  const head = family[0]?.age ?? 40;
  const mother = Math.min(94, head + random.between(19, 32));
  if (random.chance(0.75)) return [...family, person(6, random.weighted([[2, 80], [1, 20]]), mother, 4)];
  return [...family, person(6, 1, Math.min(96, mother + random.between(0, 6)), 2), person(6, 2, mother, 2)];
}

/** A grown child with husband or wife and small children under the head's roof and on the head's card. */
function withGrandchildren(random: Random, parents: readonly Member[]): readonly Member[] {
  const mother = Math.min(...parents.map((parent) => parent.age));
  const child = mother - random.between(19, 24);
  const sex = random.between(1, 2);
  const spouse = Math.max(20, child + (sex === 1 ? -random.between(0, 4) : random.between(0, 5)));
  const eldest = Math.max(0, Math.min(child, spouse) - random.between(20, 26));
  const grandchildren = [person(5, random.between(1, 2), eldest, 1)];
  if (eldest >= 3 && random.chance(0.5)) grandchildren.push(person(5, random.between(1, 2), eldest - random.between(2, 3), 1));
  return [...parents, person(3, sex, child, 2), person(4, 3 - sex, spouse, 2), ...grandchildren];
}

function withRelatives(random: Random, family: readonly Member[]): readonly Member[] {
  const relative = (): Member => person(8, random.between(1, 2), random.between(8, 34), 1);
  return random.chance(0.3) ? [...family, relative(), relative()] : [...family, relative()];
}
