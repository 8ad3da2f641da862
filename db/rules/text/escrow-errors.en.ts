import type { escrowErrorsId } from './escrow-errors.id.ts';

/** English of the refusals about the city's escrow. */
export const escrowErrorsEn: Readonly<Record<keyof typeof escrowErrorsId, string>> = {
  ESCROW_NONE: 'The city offers no escrow, or this office takes no part in it. Nothing was changed. Use the recovery code from paper, or ask the city for its newest reference data.',
  ESCROW_IN_FORCE: 'The present escrow is in force until {until}. Nothing was changed. End it first.',
  ESCROW_EXPIRED: 'The escrow for {name} has ended. Nothing was opened. Use the recovery code from paper or a backup.',
  ESCROW_HOLDERS: '{given} holders are too few for {needed} parts, or a name stands twice. Nothing was made. Name each holder once.',
  ESCROW_UNTIL: 'The last day of the escrow has to be after today. Nothing was made. Choose another date.',
  ESCROW_SHARE_WRONG: 'Part number {n} is mistyped or not of this escrow. Nothing was opened. Check the holder’s sheet again.',
  ESCROW_SHARES_FEW: 'Only {given} of the {needed} parts that are needed. Nothing was opened. Call another holder.',
  ESCROW_FILE: 'The file {file} is no whole request or answer of an escrow. Nothing was changed. Copy it again from its stick.',
  ESCROW_PRACTICE: 'The request of {name} is of a practice office and this one is not, or the other way round. Nothing was opened. Practice and real data do not mix.',
  ESCROW_NOT_BELOW: 'The office {name} does not lie in this region. Nothing was opened. Send the request to its own city.',
  ESCROW_OTHER_KEY: 'The keys of {name} are sealed for another escrow. Nothing was opened. See whether the city has replaced its escrow.',
  ESCROW_REQUEST_OLD: 'The request of {name} held until {until} only. Nothing was opened. Make a new one at the lock screen.',
  ESCROW_BOX: 'The box of keys in the request of {name} is damaged. Nothing was opened. Ask that office for a new request.',
  ESCROW_ANSWER_OTHER: 'This answer is not for the last request of this office, or was used before. Nothing was changed. Ask for the answer to the last request.',
};
