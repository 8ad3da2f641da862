import type { schemeFieldsId } from './scheme-fields.id.ts';

/** Labels of the fields that schemes, target lists, plans and patterns bring, in English. */
export const schemeFieldsEn: typeof schemeFieldsId = {
  scheme: { title: 'Name of the scheme', source: 'Source', version: 'Version', ended: 'Not used since', content: 'What it says' },
  targetSet: { title: 'Name of the target list', version: 'Version', content: 'How it is chosen', chosenOn: 'Chosen on', ended: 'Not in force since' },
  plan: {
    owner: 'Office',
    year: 'Year',
    activity: 'Activity',
    agency: 'Agency',
    place: 'Place (region code)',
    placeNote: 'About the place',
    target: 'Target',
    measure: 'What is counted',
    unitKind: 'Unit',
    budget: 'Budget',
    programmes: 'Programmes',
    basis: 'Document',
    note: 'Note',
    voided: 'Void',
  },
  programmeTemplate: { title: 'Name of the pattern', version: 'Version', content: 'Values of the programme', ended: 'Not used since' },
};
