import type { letterErrorsId, letterFieldsId } from './letter-texts.id.ts';

/** The same in English. */
export const letterFieldsEn: typeof letterFieldsId = {
  letter: {
    kind: 'Kind of letter', year: 'Year', sequence: 'Running number', number: 'Number', date: 'Date', subject: 'Subject', family: 'Family', person: 'Person', programme: 'Programme', package: 'Package', purpose: 'Purpose',
    validUntil: 'Valid until', code: 'Verification code', content: 'Content as issued', voidedOn: 'Cancelled on', voidReason: 'Why it was cancelled',
  },
};

export const letterErrorsEn: Readonly<Record<keyof typeof letterErrorsId, string>> = {
  LETTER_VOID: 'The letter {number} was cancelled on {date}. No file was written. Issue a new letter; the old number is not used again.',
  TEMPLATE_FIELDS: 'The template names fields that are not known, or parts that do not stand alone on their line: {fields}. The old template stays in use. Mend their spelling, or put the part on a line of its own; the fields are listed beside the template.',
  TEMPLATE_SIGN: 'The template has no place to sign. The old template stays in use. Write {part} alone on a line, usually at the end.',
  LOGO_FORMAT: 'The logo is neither PNG nor JPEG, or larger than 300 KB. The old logo stays in use. Choose another picture or make it smaller first.',
  IDENTITY_UNCHECKED: 'The applicant’s identity was not checked. No data were given. Compare the applicant’s KTP or KK and write down what was checked.',
  REGISTERED: '{name} is in this register. No letter "not registered" was issued. Issue a letter of registration.',
};
