import type { trustErrorsId } from './trust-errors.id.ts';

/** Refusals about users, keys and privacy. */
export const trustErrorsEn: Readonly<Record<keyof typeof trustErrorsId, string>> = {
  TOO_MANY_TRIES: 'Too many wrong tries. The data is safe and still locked. Wait {seconds} seconds, then try again. If it is forgotten, choose “Forgot passphrase”.',
  USER_ENDED: 'The user {name} has ended. Nothing was changed. Choose a user who is still active.',
  USER_UNKNOWN: 'This office has no user called {name}. Nothing was changed. Check the sign-in name.',
  RESET_OWN: 'Your own passphrase is changed in Settings › Passphrase. Nothing was changed.',
  REKEY_STRANGE_WRAPS: 'The key was not changed: the keyring file holds a key for {names} that the register does not know. Somebody may have put it there. Nothing was changed. Give those users a temporary passphrase (for the city’s escrow: leave it and join again), then try once more.',
  REKEY_OLD_WRAPS: 'The key cannot be changed yet: {names} have not signed in since Tepat was updated. Nothing was changed. Ask them to sign in once, or end users who have left.',
  SECOND_NEEDED: 'This office asks for two people here. Nothing was changed. Ask the second person to enter name and passphrase.',
  SECOND_SAME: 'The second person has to be somebody else. Nothing was changed. Ask another user to confirm.',
  SECOND_NOT_ALLOWED: 'The user {name} may not confirm. Nothing was changed. Ask an approver or an administrator.',
  SECOND_NOBODY: 'There is no other user who may confirm. The rule of two was not changed. Add an approver or an administrator first.',
  CONFLICT_THIRD_NUMBER: 'This office asks for two people to change a NIK or No KK. Nothing was decided. Take one of the two values, then change the number in the family: that change waits for a second person.',
  CONFLICT_OWN_NUMBER: 'This office asks for two people to change a NIK or No KK, and it was you who entered that number. Nothing was decided; the conflict stays open. Ask another user to decide it.',
  PASSPHRASE_MUST_CHANGE: 'This passphrase was made by somebody else and is for one sign-in only. The data is safe. Change it to one of your own first.',
  CHILD_CLOSED: 'Children’s data is closed to you. Nothing was opened. Ask an administrator for permission if your work needs it.',
  NOTHING_DUE: 'Nothing is due. Nothing was destroyed. See the rules of retention.',
  PREVIEW_STALE: 'The list has changed since it was seen. Nothing was destroyed. Look at it again, then decide.',
  BACA_FILE: 'The file {file} is no whole BACA file, or was changed. Nothing was opened. Ask its office to send it again.',
  BACA_CODE_WRONG: 'The code does not fit the file. Nothing was opened. Check the code that you got from its office.',
  BACA_NEEDS_KEY: 'This file is sealed for an agency’s key, not for a code. Nothing was opened. Choose the file of the agency’s key, or open it from the office that it is for.',
  BACA_KEY_WRONG: 'This key is not the one that the file is for. Nothing was opened. Choose another key file, or ask for a new file for this key.',
  BACA_NO_KEY: 'There is no public key of an agency in {file} (an office’s card, or a text that begins with age1). Ask for its key file again.',
  BACA_KEY_EXISTS: '{file} is there already and is not written over: the old key in it may still be needed. Choose another name.',
  BACA_EXPIRED: 'This file could be read until {until} only. Nothing was opened. Ask for a new one and delete this.',
  BACA_UNTIL: 'The last day has to be from today on and within the agreement ({until}). Nothing was written. Choose another date.',
};
