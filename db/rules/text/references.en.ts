import type { ReferenceText } from './references.id.ts';

/** The English of `references.id`. */
export const referencesEn: Readonly<Record<ReferenceText, string>> = {
  family: 'a family that this office does not hold',
  headless: 'Without a head',
  person: 'a person that this office does not hold',
  record: 'a record that this office does not hold',
};
