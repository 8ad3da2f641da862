import { fieldDef } from '../rules/entities.ts';
import { templateFamilyKey, templateMark, templateSheets } from '../rules/template-columns.ts';
import { isReasonHeader } from './layouts/list-headers.ts';
import type { ColumnPlan, SheetPlan, SheetSample } from './sheet-plan.ts';
import type { IntakeEntity } from './types.ts';

/** The row with the mark decides, and the row below it holds the headers people read; titles may stand above both. */
const MOST_TITLES = 10;
const [templateName = '', templateFormat = ''] = templateMark.split('/');

/** Set by the register, whatever a file says. */
const notFromFiles: readonly string[] = ['owner', 'family'];

interface TemplateSheetPlan {
  /** Written by a newer version of the program, which this one may misread. */
  readonly newer: boolean;
  readonly format: number;
  readonly plan: SheetPlan;
}

/** The hidden row of the template names each column's field by its key, beside the mark with the format. */
export function recogniseTemplate(sheet: SheetSample): TemplateSheetPlan | null {
  const isMark = (text: string | null): boolean => text?.startsWith(`${templateName}/`) ?? false;
  const marked = sheet.rows.find((row) => row.no <= MOST_TITLES && row.texts.some(isMark));
  const keys = marked?.texts ?? [];
  const mark = keys.find(isMark);
  if (!marked || !mark) return null;
  const headerRow = marked.no + 1;
  const fields = keys.map((text) => text?.trim() ?? '');
  const fits = (entity: IntakeEntity): number => fields.filter((key) => fieldDef(entity, key) !== undefined).length;
  const entity: IntakeEntity = fits('person') > fits('family') ? 'person' : 'family';
  const headers = sheet.rows.find((row) => row.no === headerRow)?.texts ?? [];
  const columns = Array.from({ length: Math.max(fields.length, headers.length) }, (_, index) => fields[index] ?? '').flatMap((key, index): ColumnPlan[] => {
    const header = headers[index]?.trim() ?? '';
    if (key === '') return header === '' ? [] : [{ index, header, target: null, reason: isReasonHeader(header) ? 'not-kept' : 'unknown' }];
    const target = key === mark ? '@key' : fieldDef(entity, key) && !notFromFiles.includes(key) ? key : null;
    return [{ index, header: header || key, target, reason: target === null ? 'not-kept' : 'header' }];
  });
  const format = Number(mark.split('/')[1]);
  return {
    format, newer: format > Number(templateFormat),
    plan: {
      no: sheet.no, layout: 'template', shape: entity === 'family' ? 'families' : 'people', entity, headerRow, headerEnd: headerRow, columns,
      why: [{ code: 'WHY_TEMPLATE', params: { format } }],
    },
  };
}

/** Headers of the columns that a template sheet cannot do without and does not have. */
export function missingInTemplate(plan: SheetPlan): string[] {
  const needed = plan.entity === 'family' ? ['@key'] : ['@key', 'name'];
  const targets = plan.columns.map((column) => column.target);
  const headers = templateSheets.find((sheet) => sheet.entity === plan.entity)?.columns ?? [];
  return needed.filter((target) => !targets.includes(target)).map((target) => headers.find(({ key }) => (key === templateFamilyKey ? '@key' : key) === target)?.header ?? target);
}
