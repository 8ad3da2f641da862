import type { outcomeFieldsId } from './outcome-fields.id.ts';

/** Labels of the fields of indicators, their figures and reports of a period, in English. */
export const outcomeFieldsEn: typeof outcomeFieldsId = {
  indicator: { owner: 'Office', name: 'Name of the indicator', unit: 'Unit', lower: 'Less is better', beside: 'Count of the register beside it', note: 'Note', voided: 'Void' },
  indicatorValue: {
    owner: 'Office', indicator: 'Indicator', area: 'Area', year: 'Year', kind: 'Kind of figure', value: 'Figure', source: 'Source', document: 'Document', date: 'Date of the document', note: 'Note', voided: 'Void',
  },
  finalReport: {
    title: 'Title of the report', period: 'Period', version: 'Version', status: 'State', narrative: 'Narrative', content: 'What it says as final', finalOn: 'Final on', finalBy: 'Made final by', previous: 'Version before', voided: 'Void',
  },
};
