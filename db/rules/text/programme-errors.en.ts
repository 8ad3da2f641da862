/** Refusals of what is done about rules of programmes. */
export const programmeErrorsEn = {
  TARGET_IN_PLAN: 'Yearly targets are written in one place: the Targets tab of the programme’s page, or the plan (RAT). Nothing was changed. Add the target there.',
  OVERRIDE_SECOND: 'Only a pengesah or an admin may set aside a rule that forbids. Nothing was changed. Ask somebody who may to fill in name and passphrase here.',
  IMPORT_NOT_FORBIDDEN: 'No rule forbids row {row} of sheet {sheet}. Nothing was changed. Load the preview again.',
} as const;
