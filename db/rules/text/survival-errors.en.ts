import type { survivalErrorsId } from './survival-errors.id.ts';

/** Refusals of disks, updates and self-checks, in English. */
export const survivalErrorsEn: Record<keyof typeof survivalErrorsId, string> = {
  MIGRATION_FAILED: 'The office’s data could not be brought to this version of Tepat ({migration}: {detail}). It is as it was and the older Tepat still opens it; a snapshot was kept. Use the older version for now and send a support file to whoever helps you.',
  DISK_FAULT: 'The disk or stick of {folder} reports a fault ({detail}). What was saved is safe; this last act was not saved. Try once more; if it recurs, back up to another stick and have the disk checked.',
  UPDATE_NONE: 'There is no update of Tepat in {folder}. Nothing was changed. Choose the folder that holds tepat-update.json and its installer.',
  UPDATE_NO_KEY: 'Tepat on this PC holds no publisher’s key yet, so no update can be proved. Nothing was run. Install the next version from an installer that the city hands over itself.',
  UPDATE_FORGED: 'This update is not proved to come from the publisher of Tepat ({detail}) and was not run. Nothing was changed. Ask the city for a new update stick; do not run its file yourself.',
  UPDATE_NOT_NEWER: 'Update {offered} is not newer than the Tepat on this PC ({present}). Nothing was changed: Tepat is never downgraded.',
  UPDATE_OTHER_SYSTEM: 'Update {version} has no file for this PC. Nothing was changed. Ask for the update for this PC’s system.',
  FILE_HELD: 'The file {file} is held by another program, such as a virus scanner or Excel. The data is safe, nothing was overwritten. Close that program or wait a moment, then try again.',
};
