import type { FieldValue } from '../rules/field.ts';
import type { Random } from './random.ts';

/** Questions 412–415 and the card's education; `diploma` is RSEK.415 (23: none), also for those who were not asked. */
export interface Schooling {
  readonly answers: Record<string, FieldValue>;
  readonly diploma: number;
  readonly attends: boolean;
}

const noDiploma = 23;
const graduated = 8;
/** Primary, lower and upper secondary levels (RSEK.413) with their weights. */
const primary = [[3, 88], [4, 12]] as const;
const lowerSecondary = [[8, 78], [9, 22]] as const;
const upperSecondary = [[13, 46], [15, 40], [14, 14]] as const;

/** Draws schooling by age and poverty (0 to 1): the poorer, the earlier they leave; the old went less than the young. */
export function drawSchooling(random: Random, age: number, poverty: number): Schooling {
  if (age < 5) return { answers: { educationKk: 1 }, diploma: noDiploma, attends: false };
  if (age < 7) return neverSchooled(age);
  if (age <= 12) return pupil(random, age, primary, age - 6, noDiploma, 2);
  if (age <= 15) {
    if (random.chance(0.06 * poverty)) return leaver(random, age, 0);
    return pupil(random, age, lowerSecondary, age - 12, random.weighted(primary), 3);
  }
  if (age <= 18) {
    if (random.chance(0.05 + 0.25 * poverty)) return leaver(random, age, 1);
    return pupil(random, age, upperSecondary, age - 15, random.weighted(lowerSecondary), 4);
  }
  if (age <= 23 && random.chance(0.5 * (1 - poverty))) {
    return pupil(random, age, [[19, 80], [18, 20]], Math.min(age - 18, 4), random.weighted(upperSecondary), 5);
  }
  return leaver(random, age, reachedLevel(random, age, poverty));
}

function neverSchooled(age: number): Schooling {
  return { answers: { schooling: 1, educationKk: age < 7 ? 1 : 2 }, diploma: noDiploma, attends: false };
}

function pupil(
  random: Random,
  age: number,
  levels: readonly (readonly [level: number, weight: number])[],
  year: number,
  diploma: number,
  educationKk: number,
): Schooling {
  const schoolYear = Math.max(1, Math.min(year, age <= 12 ? 6 : age <= 18 ? 3 : 4));
  return {
    answers: { schooling: 2, schoolLevel: random.weighted(levels), schoolYear, diploma, educationKk },
    diploma,
    attends: true,
  };
}

/** How far an adult got: 0 primary, 1 lower, 2 upper secondary, 3 higher; -1 never went. */
function reachedLevel(random: Random, age: number, p: number): number {
  const old = age > 60 ? 1 : age > 40 ? 0.45 : 0;
  return random.weighted([
    [-1, 9 * old * p], [0, 14 + 55 * old * p + 12 * p], [1, 16 + 8 * p], [2, 46 - 20 * old], [3, 30 * (1 - p) * (1.1 - old * 0.6)],
  ]);
}

function leaver(random: Random, age: number, level: number): Schooling {
  if (level < 0) return neverSchooled(age);
  const finished = random.chance(0.86);
  const [schoolLevel, before, educationKk] = leavingLevel(random, level, finished);
  const diploma = finished ? schoolLevel : before;
  const schoolYear = finished ? graduated : random.between(1, level === 0 ? 5 : 2);
  return {
    answers: { schooling: 3, schoolLevel, schoolYear, diploma, educationKk },
    diploma,
    attends: false,
  };
}

/** The level left, the diploma held when it was not finished, and the card's education. */
function leavingLevel(random: Random, level: number, finished: boolean): readonly [number, number, number] {
  switch (level) {
    case 0:
      return [random.weighted(primary), noDiploma, finished ? 3 : 2];
    case 1:
      return [random.weighted(lowerSecondary), random.weighted(primary), finished ? 4 : 3];
    case 2:
      return [random.weighted(upperSecondary), random.weighted(lowerSecondary), finished ? 5 : 4];
    default: {
      const higher = random.weighted([[18, 22], [19, 68], [21, finished ? 8 : 0]]);
      const kk = finished ? (higher === 18 ? 7 : higher === 19 ? 8 : 9) : 5;
      return [higher, random.weighted(upperSecondary), kk];
    }
  }
}
