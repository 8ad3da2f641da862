import { templateFamilyKey, templateMark, templateSheets } from '../rules/template-columns.ts';
import { fieldDef } from '../rules/entities.ts';
import { dtsenFamilyColumns, dtsenPersonColumns } from './dtsen-columns.ts';
import { looksLike } from './other-layouts.ts';
import type { MergedRange } from './readers/cell.ts';
import type { Blocked, IntakeEntity } from './types.ts';

export interface SheetSample {
  readonly no: number;
  readonly name: string;
  /** Merged ranges of the first rows: a header over several columns or rows has its text in the first cell only. */
  readonly merges: readonly MergedRange[];
  /** The first rows, as texts by column. */
  readonly rows: readonly { readonly no: number; readonly texts: readonly (string | null)[] }[];
}

export interface ColumnPlan {
  readonly index: number;
  readonly header: string;
  /** Field key, `@…` for what is no field, or null for a column that is not read. */
  readonly target: string | null;
}

export interface SheetPlan {
  readonly no: number;
  readonly entity: IntakeEntity;
  readonly headerRow: number;
  readonly columns: readonly ColumnPlan[];
}

export interface Recognition {
  readonly profile: 'dtsen' | 'template' | null;
  readonly sheets: readonly SheetPlan[];
  readonly blocked: readonly Blocked[];
}

export const profileNames: Readonly<Record<string, string>> = { dtsen: 'DTSEN (keluarga dan anggota)', template: 'Templat Tepat' };

/** A header as it is compared: letters and digits only, upper case. */
export function headerKey(text: string): string {
  return text.toUpperCase().normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

type Columns = ReadonlyMap<string, string>;
const keyed = (columns: Readonly<Record<string, string>>): Columns => new Map(Object.entries(columns).map(([header, target]) => [headerKey(header), target]));
const dtsen: Readonly<Record<IntakeEntity, Columns>> = { family: keyed(dtsenFamilyColumns), person: keyed(dtsenPersonColumns) };

/** Row 2 of the template holds the headers people read; row 1 decides. */
const templateHeaderRow = 2;
const [templateName = '', templateFormat = ''] = templateMark.split('/');

/** Without these a sheet cannot be joined or filled. One of each group is enough. */
const required: Readonly<Record<'dtsen' | 'template', Readonly<Record<IntakeEntity, readonly (readonly string[])[]>>>> = {
  dtsen: { family: [['noKk']], person: [['@noKk'], ['name']] },
  template: { family: [['@key']], person: [['@key'], ['name']] },
};

/** A sheet is DTSEN's when its header row has so many of the dictionary's names, and they are most of the row. */
const LEAST_COLUMNS = 4;

/** What a workbook is, told by its content alone, and which column is which. */
export function recognise(samples: readonly SheetSample[]): Recognition {
  const marked = samples.flatMap((sheet) => templateSheet(sheet));
  const newer = marked.find((sheet) => sheet.format > Number(templateFormat));
  if (newer) return { profile: null, sheets: [], blocked: [{ code: 'LAYOUT_NEWER', params: { format: newer.format } }] };
  if (marked.length > 0) return finish('template', marked.map((sheet) => sheet.plan), samples);
  const dtsenSheets = samples.flatMap((sheet) => dtsenSheet(sheet) ?? []);
  if (dtsenSheets.length > 0) return finish('dtsen', dtsenSheets, samples);
  const layout = looksLike(samples, headerKey);
  return { profile: null, sheets: [], blocked: [layout ? { code: 'LAYOUT_NOT_YET', params: { layout } } : { code: 'LAYOUT_UNKNOWN', params: {} }] };
}

function finish(profile: 'dtsen' | 'template', sheets: readonly SheetPlan[], samples: readonly SheetSample[]): Recognition {
  const blocked = sheets.flatMap((sheet): Blocked[] => {
    const targets = sheet.columns.map((column) => column.target);
    const missing = required[profile][sheet.entity].filter((group) => !group.some((target) => targets.includes(target)));
    if (missing.length === 0) return [];
    const names = missing.map((group) => headerFor(profile, sheet.entity, group[0] ?? '')).join(', ');
    return [{ code: 'LAYOUT_COLUMNS', params: { sheet: samples.find((one) => one.no === sheet.no)?.name ?? '', columns: names } }];
  });
  return { profile, sheets, blocked };
}

function headerFor(profile: 'dtsen' | 'template', entity: IntakeEntity, target: string): string {
  if (profile === 'template') return templateSheets.find((sheet) => sheet.entity === entity)?.columns.find((column) => targetOf(column.key) === target)?.header ?? target;
  const names = entity === 'family' ? dtsenFamilyColumns : dtsenPersonColumns;
  return Object.keys(names).find((name) => names[name] === target) ?? target;
}

/** The hidden first row of the template names each column's field by its key, beside the mark with the format. */
function templateSheet(sheet: SheetSample): { format: number; plan: SheetPlan }[] {
  const keys = sheet.rows.find((row) => row.no === 1)?.texts ?? [];
  const mark = keys.find((text) => text?.startsWith(`${templateName}/`));
  if (!mark) return [];
  const fields = keys.map((text) => text?.trim() ?? '');
  const fits = (entity: IntakeEntity): number => fields.filter((key) => fieldDef(entity, key) !== undefined).length;
  const entity: IntakeEntity = fits('person') > fits('family') ? 'person' : 'family';
  const headers = sheet.rows.find((row) => row.no === templateHeaderRow)?.texts ?? [];
  const columns = fields.flatMap((key, index): ColumnPlan[] => {
    if (key === '') return headers[index]?.trim() ? [{ index, header: headers[index] ?? '', target: null }] : [];
    const target = key === mark ? '@key' : fieldDef(entity, key) && !notFromFiles.includes(key) ? key : null;
    return [{ index, header: headers[index] ?? key, target }];
  });
  return [{ format: Number(mark.split('/')[1]), plan: { no: sheet.no, entity, headerRow: templateHeaderRow, columns } }];
}

/** Set by the register, whatever a file says. */
const notFromFiles: readonly string[] = ['owner', 'family'];

function targetOf(key: string): string {
  return key === templateFamilyKey ? '@key' : key;
}

function dtsenSheet(sheet: SheetSample): SheetPlan | null {
  let best: { plan: SheetPlan; known: number } | null = null;
  for (const row of sheet.rows) {
    const filled = row.texts.filter((text) => text?.trim()).length;
    for (const entity of ['family', 'person'] as const) {
      const columns = planColumns(row.texts, dtsen[entity]);
      const known = columns.filter((column) => column.target !== null).length;
      const sure = entity === 'person' ? hasTarget(columns, 'nik') && hasTarget(columns, '@noKk') : hasTarget(columns, 'noKk') && !columns.some((column) => headerKey(column.header) === 'NOMORINDUKKEPENDUDUKAN');
      if (!sure || known < LEAST_COLUMNS || known * 2 < filled || (best && known <= best.known)) continue;
      best = { plan: { no: sheet.no, entity, headerRow: row.no, columns }, known };
    }
  }
  return best?.plan ?? null;
}

function hasTarget(columns: readonly ColumnPlan[], target: string): boolean {
  return columns.some((column) => column.target === target);
}

function planColumns(headers: readonly (string | null)[], known: Columns): ColumnPlan[] {
  const taken = new Set<string>();
  return headers.flatMap((header, index): ColumnPlan[] => {
    if (!header?.trim()) return [];
    const target = known.get(headerKey(header)) ?? null;
    // A header that comes twice is read once; the second is shown as not read.
    if (target === null || (taken.has(target) && target !== '@none')) return [{ index, header, target: null }];
    taken.add(target);
    return [{ index, header, target }];
  });
}
