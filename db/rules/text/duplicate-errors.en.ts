import type { duplicateErrorsId } from './duplicate-errors.id.ts';

/** English texts of refusals about duplicates, the splitting and joining of families, and rumah tangga. */
export const duplicateErrorsEn: Readonly<Record<keyof typeof duplicateErrorsId, string>> = {
  PAIR_DECIDED: 'This pair was already decided ({decision}). Nothing was changed. Undo that decision first if it was a mistake.',
  PAIR_GONE: 'One of the two records is no longer active. Nothing was changed. Load the list of duplicates again.',
  PAIR_OPEN: 'This pair was not decided yet, so there is nothing to undo. Nothing was changed.',
  MERGE_BUILT_UPON: '{count} later merges rest on these records. Nothing was changed. Undo the later merge first.',
  CONFLICT_CLOSED: 'The conflict from a package ({id}) was decided already. That decision stands and nothing was changed. Load the list of conflicts again.',
  PROPOSAL_OWN: 'This record is this office’s own, so nothing need be proposed. Nothing was changed. Simply change it.',
  PROPOSAL_CLOSED: 'This proposal was answered or taken back already. No record was changed. Load the list of proposals again.',
  NO_HOUSEHOLD: 'This family is in no household group. Nothing was changed.',
  HEAD_NEEDED: 'Both cards must have one head of family {name}. Nothing was changed. Choose the head among the members of that card.',
  SPLIT_ALL: 'Nobody would stay on the old card. Nothing was changed. To replace the card number of the whole family, change its No KK.',
};
