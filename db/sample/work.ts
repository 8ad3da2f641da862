import type { FieldValue } from '../rules/field.ts';
import type { Random } from './random.ts';
import type { Terrain } from './neighbourhoods.ts';

export interface WorkerFacts {
  readonly age: number;
  readonly sex: number;
  readonly poverty: number;
  readonly diploma: number;
  readonly attends: boolean;
  readonly terrain: Terrain;
  readonly married: boolean;
}

/** Questions 416–426 and the card's occupation. */
export interface Work {
  readonly answers: Record<string, FieldValue>;
  readonly works: boolean;
  /** RSEK.418, 0 without work. */
  readonly position: number;
}

/** Draws work and business; people under five get only the card's occupation. */
export function drawWork(random: Random, facts: WorkerFacts): Work {
  if (facts.age < 5) return { answers: { occupationKk: 1 }, works: false, position: 0 };
  if (!random.chance(workingShare(facts))) {
    const occupationKk = idleOccupation(random, facts);
    return { answers: { works: 2, npwp: npwp(random, facts, 0), hasBusiness: 2, occupationKk }, works: false, position: 0 };
  }
  const position = drawPosition(random, facts);
  const workField = drawField(random, facts, position);
  return {
    answers: {
      works: 1,
      workHours: position === 8 ? random.between(10, 30) : random.weighted([[40, 30], [48, 22], [35, 14], [56, 10], [25, 12], [60, 5]]),
      workField,
      workPosition: position,
      npwp: npwp(random, facts, position),
      ...businessAnswers(random, facts, position, workField),
      occupationKk: occupation(random, facts, position, workField),
    },
    works: true,
    position,
  };
}

function workingShare({ age, sex, attends, poverty, married }: WorkerFacts): number {
  if (age < 15) return 0;
  if (attends) return age > 17 ? 0.12 : 0.02;
  if (age < 19) return 0.3;
  if (age > 75) return 0.08;
  if (age > 62) return sex === 1 ? 0.45 : 0.18;
  if (sex === 1) return 0.94 - 0.06 * poverty;
  return married ? 0.38 : 0.62;
}

/** RSEK.418. */
function drawPosition(random: Random, { poverty: p, diploma, age }: WorkerFacts): number {
  const educated = diploma >= 18 && diploma <= 22 ? 1 : 0;
  return random.weighted([
    [1, 24], [2, 8], [3, 4 * (1 - p)], [4, 40 - 14 * p + 10 * educated],
    [5, age >= 22 && age < 60 ? (5 + 45 * educated) * (1 - p) * (1 - p) : 0], [6, 5 * p], [7, 22 * p + 3], [8, 5],
  ]);
}

/** RSEK.417. */
function drawField(random: Random, { terrain }: WorkerFacts, position: number): number {
  if (position === 5) return random.weighted([[20, 55], [21, 28], [22, 12], [9, 5]]);
  if (position === 6) return random.weighted([[3, 45], [1, 30], [2, 15], [6, 10]]);
  if (position === 7) return random.weighted([[11, 48], [13, 20], [25, 14], [24, 18]]);
  if (position === 4) {
    return random.weighted([[8, 22], [12, 22], [13, 9], [14, 8], [7, 9], [16, 4], [15, 4], [11, 8], [21, 6], [22, 4], [3, 6], [25, 4]]);
  }
  const river = terrain === 'sungai' ? 3 : 1;
  return random.weighted([[12, 48], [14, 14], [4, 7 * river], [2, 4], [5, 3], [13, 9], [24, 8], [8, 6], [1, 3]]);
}

/** RSEK.419. */
function npwp(random: Random, { age, poverty }: WorkerFacts, position: number): number {
  if (age < 18) return 3;
  const share = position === 5 ? 0.95 : position === 4 ? 0.45 * (1 - poverty) : 0.15 * (1 - poverty);
  if (!random.chance(share)) return 3;
  return random.chance(0.6) ? 1 : 2;
}

function businessAnswers(random: Random, { poverty: p }: WorkerFacts, position: number, workField: number): Record<string, FieldValue> {
  if (position < 1 || position > 3) return { hasBusiness: 2 };
  return {
    hasBusiness: 1,
    businessCount: random.chance(0.94) ? 1 : 2,
    businessField: workField,
    paidWorkers: position === 3 ? random.between(1, 6) : 0,
    unpaidWorkers: position === 2 ? random.between(1, 3) : 0,
    businessPermit: random.weighted([[11, 40 + 45 * p], [4, 45 * (1 - p)], [2, 5], [1, 3], [10, 2]]),
    turnover: random.weighted([[1, 50 + 40 * p], [2, 30 * (1 - p)], [3, 10 * (1 - p)], [4, 8 * (1 - p)], [5, 1 - p]]),
    businessInternet: random.weighted([[0, 30 + 40 * p], [1, 20], [5, 14], [13, 12 * (1 - p)], [15, 6]]),
  };
}

/** KK.pekerjaan of those who do not work. */
function idleOccupation(random: Random, { age, sex, attends, married }: WorkerFacts): number {
  if (attends || (age >= 6 && age < 16)) return 3;
  if (sex === 2 && (married || age > 25)) return 2;
  if (age > 58 && sex === 1) return random.weighted([[1, 60], [4, 40]]);
  return 1;
}

/** KK.pekerjaan for a position and field; the card often lags behind, which is normal. */
function occupation(random: Random, { sex }: WorkerFacts, position: number, workField: number): number {
  if (position === 5) {
    if (workField === 21) return random.weighted([[5, 70], [65, 30]]);
    return random.weighted([[5, 66], [6, sex === 1 ? 8 : 0], [7, sex === 1 ? 10 : 2], [16, 16]]);
  }
  if (position === 4) return random.weighted([[15, 80], [18, 10], [88, 10]]);
  if (position === 6) return random.weighted([[20, 60], [9, 40]]);
  if (position === 7) return workField === 25 && sex === 2 ? 23 : random.weighted([[19, 62], [26, 8], [27, 10], [81, 12], [13, 8]]);
  if (position === 8) return sex === 2 ? 2 : 88;
  if (workField === 4) return 11;
  if (workField <= 3) return 9;
  return random.weighted([[88, 70], [8, 12], [84, 18]]);
}
