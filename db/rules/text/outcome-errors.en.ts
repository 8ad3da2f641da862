import type { outcomeErrorsId } from './outcome-errors.id.ts';

/** English texts of the same refusals. */
export const outcomeErrorsEn: Readonly<Record<keyof typeof outcomeErrorsId, string>> = {
  PERIOD_BAD: 'The period "{period}" is not known. Nothing was changed. Write a year (2026), a half (2026-S1), a quarter (2026-T3), a month (2026-07) or two days (2026-01-31..2026-07-31).',
  VALUE_EXISTS: 'There is a figure for {area} in {year} from the source "{source}" already: {value}. Nothing was saved. Change that one, or name another source.',
  INDICATOR_USED: 'This indicator still has {count} figures. Nothing was changed. Take back its figures first.',
  INDICATOR_FILE: 'The file lacks columns that are needed: {missing}. Nothing was saved. It needs the columns area (code or name), year, figure, source and document.',
  INDICATOR_FILE_EMPTY: 'The file holds no row with a figure. Nothing was saved. Check whether it is the right file.',
  REPORT_FINAL: 'The report "{title}" is final since {date}. It stays as it is. Make a new version to go on.',
  REPORT_DRAFT: 'The report "{title}" is a draft. Nothing was changed. Make it final first.',
  REPORT_PERIOD_OPEN: 'The period of this report ends on {date} only. It stays a draft. Make it final once the period is over.',
};
