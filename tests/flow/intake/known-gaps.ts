/** A file of the corpus that does not come to what it must. */
export interface KnownGap {
  readonly layout: string;
  /** `*` stands for every case of the layout. */
  readonly damage: string;
  readonly why: string;
}

/** Each with the reason. They run all the same: one that comes right passes, one that does not is counted and printed. */
export const knownGaps: readonly KnownGap[] = [];
