import { codeFor, measureOf } from './states.ts';
import type { Fact } from './family-facts.ts';

const dtsen = 1;
const p3ke = 2;
const national = 1;

export interface CurrentDesil {
  /** 1 to 10; null is "belum diperingkat". */
  readonly desil: number | null;
  /** Code of TEPAT.sumberPeringkat; null without any ranking. */
  readonly source: number | null;
}

/**
 * The desil that lists show, chosen by one fixed rule among the dated rankings of a family: DTSEN nasional, else DTSEN of
 * another scope, else P3KE, else any other source; within these the newest date, then the one entered last. An empty
 * value there means "belum diperingkat" and is not filled from an older ranking. Percentiles never count as a desil.
 */
export function currentDesil(rankings: readonly Fact[]): CurrentDesil {
  let best: Fact | null = null;
  for (const ranking of rankings) {
    if (codeFor('TEPAT.ukuranPeringkat', ranking.values, 'measure') !== measureOf.desil) continue;
    if (best === null || comes(ranking, best)) best = ranking;
  }
  if (best === null) return { desil: null, source: null };
  const value = best.values.value;
  const source = codeFor('TEPAT.sumberPeringkat', best.values, 'source');
  return { desil: typeof value === 'number' && value >= 1 && value <= 10 ? value : null, source };
}

function comes(one: Fact, other: Fact): boolean {
  const byClass = classOf(one) - classOf(other);
  if (byClass !== 0) return byClass < 0;
  const [a, b] = [String(one.values.date ?? ''), String(other.values.date ?? '')];
  return a === b ? one.id > other.id : a > b;
}

function classOf(ranking: Fact): number {
  const source = codeFor('TEPAT.sumberPeringkat', ranking.values, 'source');
  if (source === dtsen) return codeFor('TEPAT.cakupanPeringkat', ranking.values, 'scope') === national ? 0 : 1;
  return source === p3ke ? 2 : 3;
}
