/** A kind of outside ranking as files carry it: who ranks, over which area, by what measure (lists `TEPAT.*Peringkat`). */
interface RankingKind {
  readonly source: number;
  readonly scope: number | null;
  readonly measure: number;
  /** The largest value that it has. */
  readonly most: number;
}

const desil = 1;
const percentile = 2;

/** By the name that import targets and previews use. DTSEN's three keep the number of their scope. */
export const rankingKinds: Readonly<Record<string, RankingKind>> = {
  1: { source: 1, scope: 1, measure: desil, most: 10 },
  2: { source: 1, scope: 2, measure: desil, most: 10 },
  3: { source: 1, scope: 3, measure: desil, most: 10 },
  p3ke: { source: 2, scope: null, measure: desil, most: 10 },
  dtks: { source: 3, scope: null, measure: desil, most: 10 },
  bdt: { source: 4, scope: null, measure: percentile, most: 100 },
};

/** Import targets of rankings, with the kind that each fills. */
export const rankingTargets: Readonly<Record<string, string>> = {
  '@desil.nasional': '1',
  '@desil.provinsi': '2',
  '@desil.kabkota': '3',
  '@desil.p3ke': 'p3ke',
  '@desil.dtks': 'dtks',
  '@percentile': 'bdt',
};
