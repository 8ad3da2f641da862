/** A file of the corpus that does not come to what it must. */
export interface KnownGap {
  readonly layout: string;
  /** `*` stands for every case of the layout. */
  readonly damage: string;
  readonly why: string;
}

const notRead = (layout: string): KnownGap => ({ layout, damage: '*', why: 'the layout is not read yet: told as unknown' });

/** Each with the reason. They run all the same: one that comes right passes, one that does not is counted and printed. */
export const knownGaps: readonly KnownGap[] = [
  { layout: 'dtsen', damage: 'renamed-header', why: 'the sheet of people is told as not read: its own names of the columns are its mark' },
  { layout: 'siak', damage: 'renamed-header', why: 'told as unknown: its own names of the columns are its mark' },
  { layout: 'dtsen', damage: 'total-inside', why: 'the total stands where a birth date does: refused as a person, with its row' },
  { layout: 'dtsen', damage: 'footer', why: 'the signature stands where a birth date does: refused as people, with their rows' },
  { layout: 'template', damage: 'title-rows', why: 'titles above the hidden row with the fields hide the mark' },
  { layout: 'template', damage: 'footer', why: 'one line of the signature is refused as a person, with its row' },
  { layout: 'siak', damage: 'shifted-row', why: 'a NIK in the place of the name is taken for a name' },
  { layout: 'bip-lutim', damage: 'shifted-row', why: 'a NIK in the place of the name is taken for a name' },
  { layout: 'bip-2012', damage: '*', why: 'labels in a row above their values are not joined with the people below' },
  ...['bdt-2015', 'p3ke', 'siks-ng', 'kpm', 'regsosek', 'opensid-penduduk', 'opensid-bantuan', 'opensid-rtm', 'list'].map(notRead),
];
