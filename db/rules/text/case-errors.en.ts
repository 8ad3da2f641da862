import type { caseErrorsId } from './case-errors.id.ts';

/** English texts of refusals about needs and cases. */
export const caseErrorsEn: { readonly [K in keyof typeof caseErrorsId]: string } = {
  NEEDS_FROM_ABOVE: 'The rules of needs are set by {name} and sent in its reference data. Nothing was changed. Ask {name} to change them.',
  NEED_FIELD: 'The rule asks {field}, which does not exist or is not sent between offices (health and money). Nothing was saved. Choose another question, or leave the rule empty so that the need is recorded by hand.',
  NEED_NAME: 'The code of a need "{need}" is taken or cannot be used. Nothing was saved. Give it another name.',
  NEED_UNKNOWN: 'The need "{need}" is not among the rules in force. Nothing was recorded. Choose a need of the list.',
  NEED_NOT_SHOWN: 'The answers do not show the need {need}. Nothing was recorded. Write what was seen to add this need by hand.',
  CASE_OPEN: 'The need {need} of this family has been followed since {date}. Nothing was added. Change the plan of that case.',
  CASE_CLOSED: 'This need is not being followed (it is: {state}). Nothing was changed. Open it again first.',
  CASE_NO_EVIDENCE: 'A need can only be closed with evidence. Nothing was changed. Write it down or choose a photo.',
  CASE_PHOTO: 'That photo of this family is not in this office. Nothing was changed. Choose a photo of a visit, or write the evidence down.',
  CASE_DUE: 'The due date {date} has passed. Nothing was saved; what you typed is still there. Give today or a later day.',
};
