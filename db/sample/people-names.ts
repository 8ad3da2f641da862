import { compound, modernFemale, modernMale, nameLists, spellings } from './name-lists.ts';
import type { People } from './places.ts';
import type { Random } from './random.ts';

/** A made-up name of nobody in particular, in capitals as on the card, and the same without titles, which is what children's papers print. */
export interface SampleName {
  readonly full: string;
  readonly plain: string;
}

export interface NameRequest {
  readonly people: People;
  /** 1 male, 2 female. */
  readonly sex: number;
  readonly birthYear: number;
  readonly muslim: boolean;
  /** A family name or the father's, to follow where that is the custom. */
  readonly familyName?: string;
  /** Highest schooling: 19 and above (D4/S1) may carry a degree. */
  readonly diploma?: number;
  /** 0 rich to 1 poor. */
  readonly poverty: number;
  /** Plain name of the father, for bin and binti. */
  readonly father?: string;
}

/** Puts a name together: people and generation, a spelling habit, then titles. */
export function makeName(random: Random, request: NameRequest): SampleName {
  const words = baseWords(random, request).map((word) => spell(random, word));
  const plain = [...new Set(words)].join(' ');
  const withFather = request.father && request.muslim && random.chance(0.02)
    ? `${plain} ${request.sex === 1 ? 'BIN' : 'BINTI'} ${request.father}`
    : plain;
  return { full: addTitles(random, withFather, request), plain };
}

/** The family name of a household where names are handed down, else undefined. */
export function makeFamilyName(random: Random, people: People): string | undefined {
  const { familyNames } = nameLists[people];
  return familyNames && random.chance(0.6) ? random.pick(familyNames) : undefined;
}

function baseWords(random: Random, request: NameRequest): string[] {
  const lists = nameLists[request.people];
  const male = request.sex === 1;
  const own = male ? lists.oldMale : lists.oldFemale;
  const second = male ? lists.maleSecond : lists.femaleSecond;
  const tail = request.familyName ? [request.familyName] : [];
  if (request.birthYear < 1985) {
    const first = random.chance(0.2) ? compoundName(random, male) : random.pick(own);
    if (random.chance(lists.single) && first.length > 4) return [first, ...tail];
    return [first, random.pick(random.chance(0.7) ? second : own), ...tail];
  }
  const modern = request.muslim || request.people === 'jawa' ? (male ? modernMale : modernFemale) : own;
  const first = male && request.muslim && random.chance(0.3) ? 'MUHAMMAD' : random.pick(modern);
  const parts = [first, random.chance(0.15) ? compoundName(random, male) : random.pick(random.chance(0.5) ? modern : second)];
  if (request.birthYear > 2005 && random.chance(0.45)) parts.push(random.pick(random.chance(0.5) ? modern : second));
  return [...parts, ...tail];
}

function compoundName(random: Random, male: boolean): string {
  return random.pick(compound.starts) + random.pick(compound.middles) + random.pick(male ? compound.maleEnds : compound.femaleEnds);
}

function spell(random: Random, word: string): string {
  const variants = spellings[word];
  return variants && random.chance(0.4) ? random.pick(variants) : word;
}

const degrees = ['S.PD', 'S.E', 'S.SOS', 'S.T', 'S.KOM', 'S.H', 'S.AG', 'S.KEP', 'S.P', 'S.IP'] as const;

function addTitles(random: Random, name: string, request: NameRequest): string {
  const age = 2026 - request.birthYear;
  let titled = name;
  if (request.diploma === 18 && random.chance(0.25)) titled = `${titled}, A.MD`;
  if (request.diploma === 19 && random.chance(0.4)) titled = `${titled}, ${random.pick(degrees)}`;
  if (request.diploma === 21 && random.chance(0.6)) titled = `${titled}, M.${random.pick(['SI', 'PD', 'M', 'T'])}`;
  if (request.diploma === 19 && age > 55 && random.chance(0.2)) titled = `${request.sex === 1 ? 'DRS.' : 'DRA.'} ${name}`;
  const pilgrim = request.muslim && age >= 45 && random.chance((1 - request.poverty) * 0.25);
  return pilgrim ? `${request.sex === 1 ? 'H.' : 'HJ.'} ${titled}` : titled;
}
