import type { ErrorCode } from './errors.id.ts';

/** English texts of every named refusal; see the Indonesian catalogue, which decides the codes. */
export const errorsEn: Readonly<Record<ErrorCode, string>> = {
  INTERNAL: 'Something went wrong inside the application ({detail}). What was saved is safe. Try again; if it happens again, note this code and ask for help.',
  INVALID_INPUT: 'The input cannot be read: {detail}. Nothing was changed. Check that entry.',
  UNKNOWN_CALL: 'There is no call {name}. Nothing was changed.',
  NOT_ALLOWED: 'The role {role} may not do this ({call}). Nothing was changed. Ask a user who may.',
  OUTSIDE_AREA: 'This record is outside your area ({area}). Nothing was changed.',
  LOCKED: 'The office is locked. The draft is kept. Enter the passphrase to go on.',
  WRONG_PASSPHRASE: 'The passphrase does not match. The data is safe and still locked. Try again, or use the recovery code.',
  NOT_FOUND: 'The record was not found ({id}). Nothing was changed. Reload the list and try again.',
};
