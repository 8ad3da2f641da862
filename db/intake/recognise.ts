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
  if (!first) return { profile: null, sheets: [], blocked: [{ code: samples.every(isBlank) ? 'FILE_NO_CELLS' : 'LAYOUT_UNKNOWN', params: {} }] };
  return { profile: first.layout, sheets, blocked: sheets.flatMap((plan) => lacking(plan, samples)) };
}

/** A sheet without one filled cell: a picture pasted in, or a page that was only formatted. */
function isBlank({ rows }: SheetSample): boolean {
  return rows.every(({ texts }) => texts.every((text) => !text?.trim()));
}

/** Each sheet of its own. Beside a known layout only what is plainly a list of people is read: the other sheets serve it, or hide. */
function recogniseSheets(samples: readonly SheetSample[], today: string): SheetPlan[] {
  const known = samples.flatMap((sheet) => unlessPlain(settleRecipients(recogniseLayout(sheet, layouts), sheet), sheet, today) ?? []);
  const others = samples.filter((sheet) => sheet.rows.length > 1 && !known.some((plan) => plan.no === sheet.no));
  const lists = others.flatMap((sheet) => recogniseList(sheet, today) ?? []).filter((plan) => known.length === 0 || isPlainList(plan, samples));
  return [...known, ...lists];
}

/** A layout that is a list of names itself is one only where it explains as much of the sheet as a plain list would. */
function unlessPlain(plan: SheetPlan | null, sheet: SheetSample, today: string): SheetPlan | null {
  if (plan?.shape !== 'list') return plan;
  const list = recogniseList(sheet, today);
  return list?.shape === 'list' && explained(list) > explained(plan) ? list : plan;
}

function explained({ columns }: SheetPlan): number {
  return columns.filter(({ target, reason }) => target !== null || reason === 'not-kept' || reason === 'aid').length;
}

const LEAST_OF_LIST = 3;

function isPlainList(plan: SheetPlan, samples: readonly SheetSample[]): boolean {
  const named = plan.columns.filter(({ target, reason }) => target !== null && reason === 'header').map(({ target }) => target);
  const hidden = samples.find((sheet) => sheet.no === plan.no)?.hidden === true;
  return plan.shape === 'list' && !hidden && named.length >= LEAST_OF_LIST && named.includes('name') && (named.includes('nik') || named.includes('@noKk'));
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
