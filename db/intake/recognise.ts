import { layouts } from './layouts/all.ts';
import { missingColumns, recogniseLayout } from './recognise-layout.ts';
import { missingInTemplate, recogniseTemplate } from './recognise-template.ts';
import type { Recognition, SheetPlan, SheetSample } from './sheet-plan.ts';
import type { Blocked } from './types.ts';

/** What a workbook is, told by its content alone, sheet by sheet, and which column is which. */
export function recognise(samples: readonly SheetSample[]): Recognition {
  const marked = samples.flatMap((sheet) => recogniseTemplate(sheet) ?? []);
  const newer = marked.find((sheet) => sheet.newer);
  if (newer) return { profile: null, sheets: [], blocked: [{ code: 'LAYOUT_NEWER', params: { format: newer.format } }] };
  const sheets = marked.length > 0 ? marked.map((sheet) => sheet.plan) : samples.flatMap((sheet) => recogniseLayout(sheet, layouts) ?? []);
  const [first] = sheets;
  if (!first) return { profile: null, sheets: [], blocked: [{ code: 'LAYOUT_UNKNOWN', params: {} }] };
  return { profile: first.layout, sheets, blocked: sheets.flatMap((plan) => lacking(plan, samples)) };
}

function lacking(plan: SheetPlan, samples: readonly SheetSample[]): Blocked[] {
  const missing = plan.layout === 'template' ? missingInTemplate(plan) : missingColumns(plan, layouts);
  if (missing.length === 0) return [];
  return [{ code: 'LAYOUT_COLUMNS', params: { sheet: samples.find((one) => one.no === plan.no)?.name ?? '', columns: missing.join(', ') } }];
}
