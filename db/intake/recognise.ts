import { layouts } from './layouts/all.ts';
import { missingColumns, recogniseLayout } from './recognise-layout.ts';
import { recogniseList } from './recognise-list.ts';
import { missingInTemplate, recogniseTemplate } from './recognise-template.ts';
import type { Recognition, SheetPlan, SheetSample } from './sheet-plan.ts';
import type { Blocked } from './types.ts';

/** What a workbook is, told by its content alone, sheet by sheet, and which column is which. */
export function recognise(samples: readonly SheetSample[], today: string): Recognition {
  const marked = samples.flatMap((sheet) => recogniseTemplate(sheet) ?? []);
  const newer = marked.find((sheet) => sheet.newer);
  if (newer) return { profile: null, sheets: [], blocked: [{ code: 'LAYOUT_NEWER', params: { format: newer.format } }] };
  const sheets = marked.length > 0 ? marked.map((sheet) => sheet.plan) : recogniseSheets(samples, today);
  const [first] = sheets;
  if (!first) return { profile: null, sheets: [], blocked: [{ code: 'LAYOUT_UNKNOWN', params: {} }] };
  return { profile: first.layout, sheets, blocked: sheets.flatMap((plan) => lacking(plan, samples)) };
}

/** Each sheet of its own; lists are looked for beside a known layout too, but never among the sheets that serve it. */
function recogniseSheets(samples: readonly SheetSample[], today: string): SheetPlan[] {
  const known = samples.flatMap((sheet) => settleRecipients(recogniseLayout(sheet, layouts), sheet) ?? []);
  const lists = known.length > 0 ? [] : samples.filter((sheet) => sheet.rows.length > 1).flatMap((sheet) => recogniseList(sheet, today) ?? []);
  return [...known, ...lists];
}

/** OpenSID numbers recipients by No KK, NIK or household, as the programme is: the values tell which. */
function settleRecipients(plan: SheetPlan | null, sheet: SheetSample): SheetPlan | null {
  const at = plan?.columns.find(({ target }) => target === '@recipient')?.index;
  if (!plan || at === undefined) return plan;
  const nik = plan.columns.find(({ target }) => target === 'nik')?.index ?? -1;
  const rows = sheet.rows.filter((row) => row.no > plan.headerEnd && /^\d{16}$/.test(row.texts[at]?.trim() ?? ''));
  const isCard = rows.length > 0 && rows.some((row) => row.texts[at]?.trim() !== row.texts[nik]?.trim());
  return { ...plan, columns: plan.columns.map((column) => (column.index === at ? { ...column, target: isCard ? '@noKk' : null, reason: isCard ? 'look' : 'not-kept' } : column)) };
}

function lacking(plan: SheetPlan, samples: readonly SheetSample[]): Blocked[] {
  const missing = plan.layout === 'template' ? missingInTemplate(plan) : missingColumns(plan, layouts);
  if (missing.length === 0) return [];
  return [{ code: 'LAYOUT_COLUMNS', params: { sheet: samples.find((one) => one.no === plan.no)?.name ?? '', columns: missing.join(', ') } }];
}
