/** Refusals of what is done to parts in programmes. */
export const enrolmentErrorsEn = {
  MOVE_NOT_ALLOWED: '{name}: the enrolment is {state}; from there it cannot {move}. Nothing was changed. Look at the history of its states; their order is proposed, decided, active, suspended, left.',
  DECISION_NEEDED: '{name}: a decision needs its number and date (SK). Nothing was changed. Fill in both and try again.',
  SUSPEND_REASON: '{name}: a suspension needs a reason. Nothing was changed. Write the reason, and until when if it is known.',
  EXIT_REASON: '{name}: leaving a programme needs a reason. Nothing was changed. Choose the reason.',
  ALREADY_PROPOSED: 'This recipient has been proposed for {programme} since {since}. Nothing was changed. Decide that proposal, or let it wait in the waiting list.',
  VERIFY_BY_NEEDED: 'An emergency enrolment needs its cause and a date to verify by that is not before its start. Nothing was changed. Fill in both.',
  NOT_EMERGENCY: '{name}: no emergency enrolment, or verified already. Nothing was changed.',
  NOT_FAMILY_PART: '{name}: only a family’s enrolment that has not ended has somebody who receives for it. Nothing was changed.',
  QUOTA_FROM_ABOVE: 'The quota of this programme is set by {name}. Nothing was changed. Ask there for a change; it comes with the next reference data.',
  NO_REGION: '{code} is no region code. Nothing was changed. Check the code.',
  BULK_CHANGED: 'The register changed since the preview: {now} would be enrolled now, {before} then. Nothing was saved yet. Look at the new preview and try again.',
  BULK_NOTHING: 'Nobody of this choice can be enrolled. Nothing was changed. The preview says why.',
};
