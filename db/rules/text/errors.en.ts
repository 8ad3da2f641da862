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
  OFFICE_NEWER: 'This office was written by a newer Tepat ({migration}). Nothing was changed. Update Tepat on this PC, then open it again.',
  OFFICE_BUSY: 'This office is open in another window or program. The data is safe. Close the other one, then try again.',
  OFFICE_EXISTS: 'There already is an office in {folder}. Nothing was overwritten. Choose another folder or open that office.',
  NO_OFFICE: "There is no Tepat office in {folder}. Nothing was changed. Check the folder's name.",
  OFFICE_DAMAGED: 'The file {file} is damaged or cannot be read. The snapshots are still in the folder snapshots. Delete nothing; restore from a snapshot or backup.',
  KEYRING_MISSING: 'The key file (keyring.json) is missing from the office folder. The data is still encrypted and whole. Bring that file back from a backup.',
  KEYRING_DAMAGED: 'The key file (keyring.json) is damaged. The data is still encrypted and whole. Bring that file back from a backup.',
  WRONG_RECOVERY_CODE: 'The recovery code does not match. Nothing was changed. Check its letters and digits again.',
  DISK_FULL: 'There is not enough room in {folder}. No half-written file was left. Free some room, then try again.',
  SNAPSHOT_BAD: 'The copy {file} did not pass its check and is not used. The original data was not changed. Try again; if it recurs, check the disk.',
  BACKUP_BAD: 'The file {file} is not a whole Tepat backup. The office was not changed. Use another backup; do not delete this file yet.',
  UNKNOWN_REGION: 'The region code {code} is not known. Nothing was made. Choose the office from the list.',
  WEAK_PASSPHRASE: 'The passphrase is not strong enough ({reason}). Nothing was changed. Use at least 8 characters, for instance several words that you remember easily.',
  USER_EXISTS: 'The user name {name} is taken. Nothing was changed. Use another name.',
  LAST_ADMIN: 'This is the only active administrator. Nothing was changed. Appoint another one first.',
  REPORT_FORMAT: 'The report {name} is not available as {format}. No file was written. Use json, csv or xlsx (with --out).',
};
