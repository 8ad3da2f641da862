import type { petitionErrorsId } from './petition-errors.id.ts';

/** Refusals of usulan, sanggah and musyawarah. */
export const petitionErrorsEn: Readonly<Record<keyof typeof petitionErrorsId, string>> = {
  PETITION_VILLAGE: 'Usulan, sanggah and musyawarah are taken down by a kelurahan or desa. Nothing was changed. Ask the kelurahan to take it down, and answer once its package has come.',
  PETITION_STATE: 'Usulan {number} is not at this step. Nothing was changed. Reload the page and look at its last step.',
  PETITION_FAMILY: 'Whom {number} is about is not in the data of this office, so there is no house to visit. Nothing was changed. Take the family down, then change this usulan and choose it.',
  PETITION_TWICE: 'The same was taken down as {number} on {date} and is not closed. Nothing was saved. Open that one, or take it back first.',
  PETITION_SECRET: 'This sentence names who objected. What an objection says, its reasons and its decision are read out in the musyawarah and told to whom it is about; who objected must not be known. Nothing was saved. Write it without the name; the name stays in its own field.',
  SAME_PERSON: 'Who took it down ({name}) may not check it. Nothing was changed. Ask another user to check it, or change the rule of two people in Verval, Rules.',
  REASON_NEEDED: 'This decision needs a reason. Nothing was saved. Write the reason and try again.',
  ANSWER_CITY: 'Only a city or kabupaten grants or forwards to the central government. Nothing was changed. Choose another answer.',
  MEETING_LOCKED: 'These minutes became final on {date} (version {version}) and are locked. Nothing was changed. Make a new version if something has to be put right.',
  MEETING_STATE: 'This musyawarah is not at that step. Nothing was changed. Reload the page.',
  MEETING_UNDECIDED: '{count} items are not decided yet. The minutes were not made final; every other decision is kept. Decide each item, or take it off the agenda.',
  MEETING_MISSING: '{count} things are missing, such as the quorum. The minutes were not made final. Complete the attendance, or write why they are made final all the same.',
  ITEM_NOT_PENDING: 'That usulan is not ready to be discussed or is on another agenda. Nothing was changed. Reload the list.',
};
