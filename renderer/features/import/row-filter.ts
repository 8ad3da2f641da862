import type { TextKey } from '../../text/text.ts';
import type { Preview } from './recognised-step.tsx';
import { rowStates } from './states.ts';
import type { ImportRow, RowState } from './states.ts';

export type RowEntity = ImportRow['entity'];

/** Which staged rows the grid shows. */
export interface RowFilter {
  readonly sheet: string;
  readonly entity: RowEntity;
  readonly state: RowState | null;
  readonly code: string | null;
}

/** The lines of numbers: whose they are and what they are called. */
export const tallyLines: readonly { readonly entity: RowEntity; readonly of: keyof Preview['tally']; readonly label: TextKey & `imports.${string}Rows` }[] = [
  { entity: 'family', of: 'families', label: 'imports.familyRows' },
  { entity: 'person', of: 'people', label: 'imports.personRows' },
  { entity: 'recipient', of: 'recipients', label: 'imports.recipientRows' },
];

/** The sheet whose rows make records of a kind: one row may make a person and part of a family. */
export function sheetOf(preview: Preview, entity: RowEntity): string | null {
  const read = preview.sheets.filter((sheet) => !sheet.ignored && sheet.entity !== null);
  const both = read.find((sheet) => sheet.shape === 'flat' || sheet.shape === 'grouped');
  const own = read.find((sheet) => (entity === 'recipient' ? sheet.shape === 'list' : sheet.entity === entity));
  return (own ?? both ?? (entity === 'family' ? read.find((sheet) => sheet.shape === 'desil') : undefined))?.name ?? null;
}

/** What needs a person comes first: the gravest state that has rows, on the sheet that has them. */
export function firstFilter(preview: Preview): RowFilter {
  for (const state of rowStates.filter((one) => one !== 'same' && one !== 'left')) {
    for (const { entity, of } of tallyLines) {
      const sheet = sheetOf(preview, entity);
      if (sheet !== null && preview.tally[of][state] > 0) return { sheet, entity, state, code: null };
    }
  }
  const line = tallyLines.find(({ entity, of }) => preview.tally[of].rows > 0 && sheetOf(preview, entity) !== null) ?? { entity: 'person' as const };
  return { sheet: sheetOf(preview, line.entity) ?? '', entity: line.entity, state: null, code: null };
}
