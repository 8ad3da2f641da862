import type { FieldValue } from '../rules/field.ts';
import type { Terrain } from './neighbourhoods.ts';
import type { Random } from './random.ts';

type Answers = Record<string, FieldValue>;

/** What shapes a family's answers: how poor it is (0 to 1), its ground, how many live there, and whether it is in a town. */
export interface Circumstances {
  readonly poverty: number;
  readonly terrain: Terrain;
  readonly size: number;
  readonly month: number;
  readonly year: number;
}

const yes = 1;
const no = 2;

/**
 * Block III of the form (301–310): the worse off the family, the worse the house. On the river and on peat houses are of
 * wood on stilts, under tin, with rain or river water, as is usual in Kalimantan among rich and poor.
 */
export function dwellingAnswers(random: Random, { poverty: p, terrain, size }: Circumstances): Answers {
  const wet = terrain !== 'darat';
  const buildingOwnership = random.weighted([[1, 68], [2, 14 + 8 * p], [3, 14], [4, 3 * (1 - p)], [5, 1]]);
  const waterSource = random.weighted([
    [1, 8 * (1 - p)], [2, 40], [3, wet ? 12 : 28], [4, wet ? 4 : 14], [5, wet ? 2 : 8], [6, 4 * p],
    [9, terrain === 'sungai' ? 14 * p : 1], [10, wet ? 34 : 6], [11, 0.3],
  ]);
  const lighting = random.weighted([[1, 86 - 12 * p], [2, 10 * p + 3], [3, 2 * p + 0.3], [4, 0.8 * p]]);
  const toilet = random.weighted([[1, 88 - 26 * p], [2, 9 * p + 3], [3, 2 * p], [4, 3 * p], [5, 0.4], [6, 5 * p]]);
  return {
    buildingOwnership,
    ...(buildingOwnership === 1 && { landProof: random.weighted([[1, 55 - 30 * p], [2, 7], [3, 7], [4, 6], [5, 18 + 14 * p], [6, 5 + 20 * p]]) }),
    floorArea: floorArea(random, p, size),
    floor: wet
      ? random.weighted([[5, 62], [2, 22 * (1 - p)], [6, 12], [3, 3], [4, 2], [8, 1.5 * p]])
      : random.weighted([[1, 6 * (1 - p)], [2, 52 - 30 * p], [4, 8], [6, 22 + 12 * p], [5, 14], [3, 2], [8, 5 * p], [7, 0.5 * p]]),
    wall: wet
      ? random.weighted([[3, 70], [1, 24 * (1 - p)], [5, 4 * p], [7, 0.6]])
      : random.weighted([[1, 68 - 24 * p], [3, 24 + 18 * p], [2, 3], [4, 1.4 * p], [5, 3 * p], [7, 0.5]]),
    roof: random.weighted([[3, 78], [2, 12 * (1 - p)], [4, 5], [1, 3 * (1 - p)], [5, 4], [7, 2.5 * p], [8, 0.3]]),
    waterSource,
    ...(waterSource >= 4 && waterSource <= 8 && { waterDistance: random.weighted([[1, 30 * p + 12], [2, 60], [3, 14]]) }),
    lighting,
    ...(lighting === 1 && { power1: random.weighted([[1, 55 * p], [2, 40], [3, 40 * (1 - p)], [4, 14 * (1 - p)], [5, 4 * (1 - p)]]) }),
    cookingFuel: random.weighted([[4, 82], [2, 5 * (1 - p)], [3, 6 * (1 - p)], [1, 2], [7, 2], [9, 1], [10, 9 * p], [12, 1]]),
    toilet,
    ...(toilet <= 3 && { toiletBowl: random.weighted([[1, 84 - 30 * p], [2, 6], [3, 5 * p + 1], [4, 12 * p + 1]]) }),
    sewage: terrain === 'sungai'
      ? random.weighted([[3, 58], [1, 36 * (1 - p) + 6], [4, 5]])
      : random.weighted([[1, 74 - 30 * p], [2, 1], [3, 10 * p], [4, 14 * p + 4], [5, 2 * p], [6, 0.5]]),
  };
}

/** Square metres: what the family can afford, but never fewer than four a head. */
function floorArea(random: Random, poverty: number, size: number): number {
  const area = Math.round(24 + (1 - poverty) * random.between(20, 130) + random.between(0, 24));
  return Math.max(area, size * 4);
}

/** Questions 502 to 506: assets, cattle, internet and accounts. */
export function assetAnswers(random: Random, { poverty: p, terrain }: Circumstances): Answers {
  const has = (share: number): number => (random.chance(share) ? yes : no);
  const herd = (share: number, most: number): number => (random.chance(share) ? random.between(1, most) : 0);
  return {
    gasCylinder: has(0.3 * (1 - p)),
    refrigerator: has(0.95 - 0.5 * p),
    airConditioner: has(0.45 * (1 - p) * (1 - p)),
    waterHeater: has(0.06 * (1 - p)),
    landline: has(0.03 * (1 - p)),
    flatTv: has(0.75 - 0.6 * p),
    gold: has(0.28 * (1 - p)),
    computer: has(0.5 * (1 - p)),
    motorcycle: has(0.95 - 0.3 * p),
    bicycle: has(0.3),
    car: has(0.35 * (1 - p) * (1 - p)),
    boat: has(terrain === 'sungai' ? 0.2 : 0.02),
    motorBoat: has(terrain === 'sungai' ? 0.1 : 0.01),
    smartphone: has(0.98 - 0.25 * p),
    otherLand: has(0.3 * (1 - p)),
    otherHouse: has(0.12 * (1 - p)),
    cattle: herd(0.015, 6),
    buffalo: 0,
    horses: 0,
    pigs: herd(0.008, 5),
    goats: herd(0.015, 8),
    internet: random.weighted([[0, 16 * p + 1], [1, 10 * (1 - p)], [2, 18 * (1 - p)], [3, 70]]),
    account: random.weighted([[1, 4], [2, 40], [3, 9 * (1 - p)], [4, 8 + 40 * p]]),
  };
}

/** Question 501: what the family says it received, with month and year where it did. `received` is what the lists say. */
export function aidAnswers(random: Random, circumstances: Circumstances, received: ReadonlySet<string>): Answers {
  const { poverty: p, month, year } = circumstances;
  const answers: Answers = {};
  const ask = (key: string, got: boolean): void => {
    answers[key] = got ? yes : no;
    if (!got) return;
    const back = random.between(0, 5);
    answers[`${key}Month`] = month - back > 0 ? month - back : month - back + 12;
    answers[`${key}Year`] = month - back > 0 ? year : year - 1;
  };
  // A few forget, a few claim what no list shows: that difference is what verification is for.
  const says = (code: string): boolean => (received.has(code) ? random.chance(0.96) : random.chance(0.01 * p));
  ask('sembako', says('SEMBAKO'));
  ask('pkh', says('PKH'));
  ask('bltDanaDesa', says('BLT-DD'));
  ask('electricitySubsidy', says('SUBSIDI-LISTRIK'));
  ask('localAid', random.chance(0.12 * p));
  ask('fertiliserSubsidy', random.chance(0.01));
  ask('lpgSubsidy', random.chance(0.85 - 0.3 * (1 - p)));
  return answers;
}
