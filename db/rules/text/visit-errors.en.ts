import type { visitErrorsId } from './visit-errors.id.ts';

/** Refusals of verification at home. */
export const visitErrorsEn: Readonly<Record<keyof typeof visitErrorsId, string>> = {
  VISIT_STATE: 'This verification is in the state {state}. Nothing was changed. Reload the list and take the next step.',
  VISIT_EFFECT: 'The result "{result}" does not say yet who, and since when. The family was not changed. Send it back to be completed.',
  VISIT_NO_RESULT: 'The result of the verification is missing. Nothing was changed. Record it first.',
  ROUND_CLOSED: 'The period {name} was closed on {date}. Nothing was saved. Open another period, or make a new one.',
  ROUND_BASIS: 'The period does not say yet who is to be visited. Nothing was saved. Choose the age of the data, a list of tasks, or data with doubts.',
  ENUMERATOR_ENDED: '{name} stopped on {date}. Nothing was changed. Choose another enumerator.',
  NOT_DASAWISMA: '{name} is not a dasawisma. Nothing was changed. Choose a group of the kind Dasawisma or PKK.',
  PHOTO_BAD: 'The file {file} is not a whole JPEG photo. Nothing was saved. Choose another photo.',
  PHOTO_TOO_LARGE: 'This photo still has {kib} KiB, more than {most} KiB. Nothing was saved. Make it smaller first; the window of the app does so itself.',
  PHOTO_TOO_MANY: 'This verification has {count} photos already. This one was not saved. Void photos that are not needed.',
  PHOTO_MISSING: 'The picture of this photo is not on this PC. What is recorded about it is whole. Ask the office that recorded it for its photo package, or restore the photo backup.',
  PHOTO_STORE_DAMAGED: 'The photo store (photos.db) is damaged or belongs to another office. The families are not affected. Restore the photos from their backup.',
  PHOTO_BACKUP_BAD: 'The folder {folder} is no photo backup of this office, or it is damaged. No photo was changed. Choose another backup folder.',
  PHOTO_NONE: 'There is no photo to send. No file was written.',
};
