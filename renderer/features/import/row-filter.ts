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

const tallyOf: Readonly<Record<RowEntity, keyof Preview['tally']>> = { family: 'families', person: 'people', recipient: 'recipients' };

/** The sheets that have rows about records of a kind, in one state or any, with how many. */
export function sheetsWith(preview: Preview, entity: RowEntity, state: RowState | null): { readonly name: string; readonly rows: number }[] {
  return preview.sheets.map(({ name, tally }) => ({ name, rows: tally?.[tallyOf[entity]][state ?? 'rows'] ?? 0 })).filter(({ rows }) => rows > 0);
}

/** The sheet whose rows are shown first: one that has rows of that kind and state, else one that has rows of that kind. */
export function sheetOf(preview: Preview, entity: RowEntity, state: RowState | null = null): string | null {
  return (sheetsWith(preview, entity, state)[0] ?? sheetsWith(preview, entity, null)[0])?.name ?? null;
}

/** What needs a person comes first: the gravest state that has rows, on the sheet that has them. */
export function firstFilter(preview: Preview): RowFilter {
  for (const state of rowStates.filter((one) => one !== 'same' && one !== 'left')) {
    for (const { entity, of } of tallyLines) {
      const sheet = sheetOf(preview, entity, state);
      if (sheet !== null && preview.tally[of][state] > 0) return { sheet, entity, state, code: null };
    }
  }
  const line = tallyLines.find(({ entity, of }) => preview.tally[of].rows > 0 && sheetOf(preview, entity) !== null) ?? { entity: 'person' as const };
  return { sheet: sheetOf(preview, line.entity) ?? '', entity: line.entity, state: null, code: null };
}
