/** A figure as far as it is compared. */
export interface Figure {
  readonly area: string;
  readonly year: number;
  readonly kind: 'published' | 'target';
  readonly value: number;
  readonly source: string;
}

/** A target with what was published for it. */
export interface TargetStanding<F extends Figure> {
  readonly target: F;
  /** Published for the same area: of the target's year, or else the last one before it. */
  readonly published: F | null;
  /** `reached`, `missed`: of its own year. `ahead`, `open`: an earlier year's figure is already there, or not yet. */
  readonly standing: 'reached' | 'missed' | 'ahead' | 'open' | 'unknown';
  /** Published less target, in the indicator's unit. */
  readonly distance: number | null;
}

/** Holds every target of an indicator against what was published for its area; targets of several sources stand beside each other. */
export function targetStandings<F extends Figure>(figures: readonly F[], lowerIsBetter: boolean): TargetStanding<F>[] {
  return figures.filter((one) => one.kind === 'target').map((target) => {
    const published = figures.filter((one) => one.kind === 'published' && one.area === target.area && one.year <= target.year).sort((a, b) => b.year - a.year)[0] ?? null;
    if (published === null) return { target, published, standing: 'unknown', distance: null };
    const isThere = lowerIsBetter ? published.value <= target.value : published.value >= target.value;
    const ofItsYear = published.year === target.year;
    const standing = ofItsYear ? (isThere ? 'reached' : 'missed') : isThere ? 'ahead' : 'open';
    return { target, published, standing, distance: Number((published.value - target.value).toPrecision(12)) };
  });
}
