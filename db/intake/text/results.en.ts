import type { resultsId } from './results.id.ts';

/** English sentences that say what an import came to. */
export const resultsEn: Readonly<Record<keyof typeof resultsId, string>> = {
  some: '{new} new records, {changed} changed, {same} rows the same. Not taken in: {rejected} rows rejected, {question} questions, {left} left alone.',
  same: 'No change: all {rows} rows are the same as the office’s records.',
  none: 'Nothing was stored: {rejected} rows rejected, {question} questions, {left} left alone, {same} the same. Settle what is rejected and asked, then import again.',
  left: 'Nothing was stored: {left} rows left alone because of the mode or programme chosen, {same} the same. Choose another mode or programme if those rows are wanted.',
  empty: 'Nothing was stored: this file has no rows of data.',
};
