import type { CallOutput } from '../../../db/api/contract.ts';
import type { TextKey } from '../../text/text.ts';
import type { Severity } from '../../ui/marks.tsx';

export type ImportRow = CallOutput<'import.rows'>['rows'][number];
export type RowState = ImportRow['state'];

/** The states of a row, what needs a person first. */
export const rowStates: readonly RowState[] = ['rejected', 'question', 'changed', 'new', 'left', 'same'];

export const stateWords: Readonly<Record<RowState, TextKey & `imports.state${string}`>> = {
  new: 'imports.stateNew', changed: 'imports.stateChanged', same: 'imports.stateSame', rejected: 'imports.stateRejected', question: 'imports.stateQuestion', left: 'imports.stateLeft',
};

export const stateSeverity: Readonly<Record<RowState, Severity>> = { new: 'done', changed: 'warn', same: 'info', rejected: 'block', question: 'warn', left: 'info' };

/** The states in the order of the lines of numbers. */
export const rowOrder: readonly RowState[] = ['same', 'changed', 'new', 'rejected', 'question', 'left'];

/** Notes that are said before all else, and not again beside their sheet: nothing to import, nobody to find. */
export const firstNotes: readonly string[] = ['NO_ROWS', 'REGISTER_EMPTY'];

/** The sentences about rows that are not stored, before and after: of what there is none of, they say nothing. */
export function leftWords(rejected: number, questions: number): { readonly before: TextKey & `imports.storeLeft${string}`; readonly after: TextKey & `imports.storedLeft${string}` } {
  if (rejected === 0) return { before: 'imports.storeLeftAsked', after: 'imports.storedLeftAsked' };
  return questions === 0 ? { before: 'imports.storeLeftRejected', after: 'imports.storedLeftRejected' } : { before: 'imports.storeLeftBoth', after: 'imports.storedLeftBoth' };
}
