/** What stands for a record that a value points to and that has no name here. */
export const referencesId = {
  family: 'keluarga yang tidak ada di kantor ini',
  headless: 'Tanpa Kepala Keluarga',
  person: 'orang yang tidak ada di kantor ini',
  record: 'data yang tidak ada di kantor ini',
} as const;

export type ReferenceText = keyof typeof referencesId;
