import { fail } from '../rules/failure.ts';
import { findRecord } from '../store/records.ts';
import { changeStaged, sheetNo } from './change-staged.ts';
import type { StagedAt } from './change-staged.ts';
import { choicesOf, keepChoices } from './choices.ts';
import type { SheetChoice } from './choices.ts';
import type { ImportOptions, ImportPreview } from './types.ts';
import type { SheetShape } from './sheet-plan.ts';

/** Chooses mode, erasing and programme of an import. Errors: NOT_FOUND (the programme), as `changeStaged`. */
export function setOptions(at: StagedAt, options: { readonly [K in keyof ImportOptions]?: ImportOptions[K] | undefined }): Promise<ImportPreview> {
  if (options.programme && !findRecord(at.office, 'programme', options.programme)) return fail('NOT_FOUND', { id: options.programme });
  return changeStaged(at, (db, file) => {
    const choices = choicesOf(file);
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<ImportOptions>;
    keepChoices(db, file.id, { ...choices, options: { ...choices.options, ...given } });
  });
}

export interface MappingChange {
  readonly sheet: string;
  readonly layout?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly shape?: SheetShape | undefined;
  readonly ignored?: boolean | undefined;
  readonly columns?: readonly { readonly index: number; readonly target: string | null }[] | undefined;
}

/** Corrects what a sheet was taken for; what is not given stays as it was. Errors: IMPORT_NO_ROW, as `changeStaged`. */
export function setMapping(at: StagedAt, change: MappingChange): Promise<ImportPreview> {
  return changeStaged(at, (db, file) => {
    const choices = choicesOf(file);
    const no = String(sheetNo(db, file.id, change.sheet));
    const before: SheetChoice = choices.sheets[no] ?? {};
    const { layout, headerRow, shape, ignored, columns } = change;
    const moved = headerRow !== undefined && headerRow !== before.headerRow;
    const named = Object.fromEntries((columns ?? []).map(({ index, target }) => [String(index), target]));
    const after: SheetChoice = {
      ...before, ...(layout === undefined ? {} : { layout }), ...(headerRow === undefined ? {} : { headerRow }), ...(shape === undefined ? {} : { shape }),
      ...(ignored === undefined ? {} : { ignored }), columns: { ...(moved ? {} : before.columns), ...named },
    };
    keepChoices(db, file.id, { ...choices, sheets: { ...choices.sheets, [no]: after } });
  });
}
