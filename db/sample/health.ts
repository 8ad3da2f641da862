import type { FieldValue } from '../rules/field.ts';
import type { Random } from './random.ts';

export interface HealthFacts {
  readonly age: number;
  readonly sex: number;
  readonly poverty: number;
  readonly married: boolean;
  readonly livesAlone: boolean;
  readonly works: boolean;
  /** RSEK.418, 0 without work. */
  readonly position: number;
  readonly attends: boolean;
  /** Contribution paid by the state or the city. */
  readonly pbi: boolean;
}

const domains = ['seeing', 'hearing', 'walking', 'handling', 'learning', 'behaviour', 'speaking', 'selfCare', 'remembering'] as const;
/** Domains in which age tells. */
const ageing: ReadonlySet<string> = new Set(['seeing', 'hearing', 'walking', 'remembering', 'selfCare']);

/** Questions 410, 411 and 427–431: pregnancy, cards, nutrition, difficulties, illness, insurance. */
export function healthAnswers(random: Random, facts: HealthFacts): Record<string, FieldValue> {
  const { age, sex, poverty: p } = facts;
  const difficulties = drawDifficulties(random, age);
  const severe = Object.values(difficulties).some((code) => code <= 2);
  const answers: Record<string, FieldValue> = difficulties;
  if (sex === 2 && age >= 10 && age <= 54) answers.pregnant = facts.married && age < 43 && random.chance(0.06) ? 1 : 2;
  if (age <= 4) answers.nutrition = random.weighted([[3, 78], [2, 6 + 18 * p], [1, 3 + 6 * p], [8, 6]]);
  if (severe) answers.carer = facts.livesAlone ? 3 : random.weighted([[1, 92], [2, 8]]);
  answers.identityCards = identityCards(random, age, p);
  answers.depression = random.weighted([[4, 86], [3, 11], [2, 2 + p], [1, 0.4]]);
  answers.chronicDisease = chronicDisease(random, age);
  answers.healthInsurance = healthInsurance(random, facts);
  answers.prakerja = age >= 18 && age < 45 && random.chance(0.03) ? 1 : 2;
  answers.kur = facts.works && random.chance(0.04) ? 1 : 2;
  answers.umi = facts.works && random.chance(0.01) ? 1 : 2;
  answers.pip = facts.attends && age < 22 && random.chance(0.45 * p) ? 1 : random.chance(0.02) ? 8 : 2;
  answers.workInsurance = workInsurance(random, facts);
  return answers;
}

function drawDifficulties(random: Random, age: number): Record<string, number> {
  const answers: Record<string, number> = {};
  const congenital = random.chance(0.012) ? random.pick(domains) : undefined;
  const frailty = age > 70 ? 0.24 : age > 55 ? 0.09 : age > 40 ? 0.03 : 0;
  for (const domain of domains) {
    if (domain === congenital) answers[domain] = random.weighted([[1, 30], [2, 40], [3, 30]]);
    else answers[domain] = frailty > 0 && ageing.has(domain) && random.chance(frailty) ? random.weighted([[3, 80], [2, 18], [1, 2]]) : 4;
  }
  return answers;
}

/** RSEK.411: a sum of birth certificate 1, child's card 2, KTP 4. */
function identityCards(random: Random, age: number, poverty: number): number {
  const certificate = random.chance(age < 18 ? 0.96 - 0.1 * poverty : age < 45 ? 0.8 : 0.45) ? 1 : 0;
  if (age >= 17) return certificate + (random.chance(0.985) ? 4 : 0);
  return certificate + (random.chance(0.35) ? 2 : 0);
}

/** RSEK.430. */
function chronicDisease(random: Random, age: number): number {
  const share = age > 65 ? 0.42 : age > 45 ? 0.22 : age > 15 ? 0.04 : 0.02;
  if (!random.chance(share)) return 1;
  if (age < 16) return random.weighted([[4, 70], [7, 12], [5, 8], [15, 4], [18, 6]]);
  return random.weighted([[2, 40], [6, 20], [3, 14], [13, 9], [5, 6], [4, 6], [8, 3], [7, 3], [10, 1.5], [9, 1], [18, 3]]);
}

/** RSEK.431a: a sum; the poor are paid for, the employed through the employer. */
function healthInsurance(random: Random, { pbi, position, poverty }: HealthFacts): number {
  if (pbi) return 1;
  if (position === 5 || (position === 4 && random.chance(0.7))) return 4;
  return random.weighted([[0, 22], [2, 45 * (1 - poverty) + 8], [4, 22], [8, 1], [99, 0.5]]);
}

/** RSEK.431f. */
function workInsurance(random: Random, { position, poverty }: HealthFacts): number {
  if (position === 5) return 16;
  if (position === 4 && random.chance(0.65 * (1 - poverty) + 0.2)) return random.weighted([[7, 55], [15, 30], [3, 15]]);
  return position > 0 && random.chance(0.06) ? 3 : 0;
}
