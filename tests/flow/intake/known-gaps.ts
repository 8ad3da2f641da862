/** A file of the corpus that does not come to what it must. */
export interface KnownGap {
  readonly layout: string;
  /** `*` stands for every case of the layout. */
  readonly damage: string;
  readonly why: string;
}

/** Each with the reason. They run all the same: one that comes right passes, one that does not is counted and printed. */
export const knownGaps: readonly KnownGap[] = [
  { layout: 'template', damage: 'title-rows', why: 'titles above the hidden row with the fields hide the mark' },
  { layout: 'template', damage: 'footer', why: 'one line of the signature is refused as a person, with its row' },
  { layout: 'regsosek', damage: 'footer', why: 'one line of the signature is refused as a person, with its row' },
  ...['bdt-2015', 'siks-ng', 'kpm'].map((layout) => ({ layout, damage: 'shifted-row', why: 'the region code of the moved row is asked about as another region' })),
  { layout: 'opensid-rtm', damage: 'shifted-row', why: 'a row with nothing behind the NIK: only the household is lost' },
  { layout: 'list', damage: 'footer', why: 'lines of the signature in other columns are counted as rows of the list' },
  { layout: 'list', damage: 'values', why: 'the KET column of a list (MENINGGAL) is written to the notes of people who have none' },
];
