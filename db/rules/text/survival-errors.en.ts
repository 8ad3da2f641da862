import type { survivalErrorsId } from './survival-errors.id.ts';

/** Refusals of disks, updates and self-checks, in English. */
export const survivalErrorsEn: Record<keyof typeof survivalErrorsId, string> = {
  MIGRATION_FAILED: 'The office’s data could not be brought to this version of Tepat ({migration}: {detail}). It is as it was and the older Tepat still opens it; a snapshot was kept. Use the older version for now and send a support file to whoever helps you.',
  DISK_FAULT: 'The disk or stick of {folder} reports a fault ({detail}). What was saved is safe; this last act was not saved. Try once more; if it recurs, back up to another stick and have the disk checked.',
  FILE_HELD: 'The file {file} is held by another program, such as a virus scanner or Excel. The data is safe, nothing was overwritten. Close that program or wait a moment, then try again.',
};
