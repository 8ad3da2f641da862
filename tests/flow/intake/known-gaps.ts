/** A file of the corpus that does not come to what it must. */
export interface KnownGap {
  readonly layout: string;
  /** `*` stands for every case of the layout. */
  readonly damage: string;
  readonly why: string;
}

/** Each with the reason. They run all the same: one that comes right passes, one that does not is counted and printed. */
export const knownGaps: readonly KnownGap[] = [
  ...['siak', 'p3ke', 'siks-ng', 'kpm', 'opensid-penduduk', 'opensid-bantuan'].map((layout) => ({
    layout, damage: 'renamed-header', why: 'taken for another layout or told as unknown: its own names of the columns are its mark',
  })),
  ...['dtsen', 'regsosek'].map((layout) => ({ layout, damage: 'renamed-header', why: 'the sheet of people is told as not read: its own names of the columns are its mark' })),
  { layout: 'dtsen', damage: 'total-inside', why: 'the total stands where a birth date does: refused as a person, with its row' },
  { layout: 'dtsen', damage: 'footer', why: 'the signature stands where a birth date does: refused as people, with their rows' },
  { layout: 'template', damage: 'title-rows', why: 'titles above the hidden row with the fields hide the mark' },
  { layout: 'template', damage: 'footer', why: 'one line of the signature is refused as a person, with its row' },
  { layout: 'regsosek', damage: 'footer', why: 'one line of the signature is refused as a person, with its row' },
  ...['bdt-2015', 'siks-ng', 'kpm'].map((layout) => ({ layout, damage: 'shifted-row', why: 'the region code of the moved row is asked about as another region' })),
  { layout: 'opensid-rtm', damage: 'shifted-row', why: 'a row with nothing behind the NIK: only the household is lost' },
  { layout: 'list', damage: 'footer', why: 'lines of the signature in other columns are counted as rows of the list' },
  { layout: 'list', damage: 'values', why: 'a title before the name in the list replaces the name in the register' },
];
