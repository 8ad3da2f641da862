import { join } from 'node:path';
import type { FieldValue, FieldValues } from '../../../db/rules/field.ts';
import { isCodedValue } from '../../../db/rules/lists.ts';
import { damages } from '../../../db/sample/damages.ts';
import type { Damage } from '../../../db/sample/damages.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import type { SampleFamily } from '../../../db/sample/families.ts';
import type { SampleLayout } from '../../../db/sample/layouts/layout.ts';
import type { SheetFormat } from '../../../db/sample/spreadsheet.ts';
import { sampleLayouts, workbookLayouts } from '../../../db/sample/workbooks.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import { workbookModel, writeModel } from '../../../db/sample/workbook-model.ts';
import type { WorkbookModel } from '../../../db/sample/workbook-model.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

/** The corpus: every layout, clean and damaged, made of the same few families, and what each file must come to. */

const today = '2026-11-22';

/** A family here and there out of a kelurahan, so that a small file has several RT, dates and kinds of household. */
export const corpusFamilies: readonly SampleFamily[] = [
  ...generateFamilies({ seed: 'korpus', families: 260, region: '64.74.03.1002', today }),
].filter((family, i) => i % 26 === 4 && family.family.noKk);

/** Layouts whose rows are recipients, matched to people who are in the register already. */
export const listLayouts: readonly WorkbookLayout[] = ['kpm', 'opensid-bantuan', 'opensid-rtm', 'list'];

/** What a file came to: the same shape is committed as what it must come to. */
export interface Outcome {
  readonly as: string | null;
  readonly families: number;
  readonly people: number;
  readonly rejected: number;
  readonly questions: number;
  readonly blocked: readonly string[];
  /** What the preview must tell of the file beside its rows, by code: how many cells, rows or ranges. */
  readonly told: Readonly<Record<string, number>>;
}

/** Formats other than the corpus' own. */
export const otherFormats = ['xls', 'ods', 'csv'] as const;

export interface CorpusCase {
  readonly layout: WorkbookLayout;
  /** `clean`, or a damage's key. */
  readonly damage: string;
  readonly format: SheetFormat;
  readonly model: WorkbookModel;
}

/** The clean file of a layout. */
export function cleanModel(layout: WorkbookLayout): WorkbookModel {
  return workbookModel(sampleLayouts[layout], corpusFamilies, today);
}

/** The damages that a layout's file can take. */
export function damagesOf(layout: WorkbookLayout): readonly Damage[] {
  const model = cleanModel(layout);
  return damages.filter((damage) => damage.fits(model));
}

/** The clean case and every damaged one of a layout; a text file holds one sheet, so that some cases cannot be one. */
export function casesOf(layout: WorkbookLayout, format: SheetFormat = 'xlsx'): readonly CorpusCase[] {
  const model = cleanModel(layout);
  const all = [{ layout, damage: 'clean', format, model }, ...damagesOf(layout).map((damage) => ({ layout, damage: damage.key, format, model: damage.apply(model) }))];
  if (format !== 'csv') return all;
  // What only look-ups point to is not saved as text.
  const lists = all.map((one) => ({ ...one, model: one.model.filter(({ hidden, rows }) => !hidden || rows.length > 1) }));
  return lists.filter((one) => one.model.length === 1);
}

/** Families of the corpus that the layout takes, and what it tells of each. */
export function truthOf(layout: WorkbookLayout): { readonly families: readonly FieldValues[]; readonly people: readonly FieldValues[] } {
  const form: SampleLayout = sampleLayouts[layout];
  const told = corpusFamilies.filter(form.takes).map((family, i) => form.told(family, i + 1));
  return { families: told.map(({ family }) => family), people: told.flatMap(({ people }) => people) };
}

type Preview = Awaited<ReturnType<typeof openFile>>;

/** Writes a case's file, opens it, and confirms the regions that it proposes. */
export async function openFile(office: TestApi, { layout, damage, format, model }: CorpusCase) {
  const path = join(office.root, `${layout}-${damage}.${format}`);
  await writeModel(path, model);
  const opened = await office.call('import.open', { path });
  const proposed = opened.regions.flatMap(({ bpsCode, region, confirmed }) => (region && !confirmed ? [{ bpsCode, region }] : []));
  return proposed.length > 0 ? await office.call('import.confirmRegions', { staging: opened.staging, regions: proposed }) : opened;
}

/**
 * What the preview says: new families and people, or for a list the people of it who were found in the register. `again`
 * when the office holds the families of the layout already: then all must be the same.
 */
export function outcomeOf(preview: Preview, layout: WorkbookLayout, again = false): Outcome {
  const { families, people, recipients } = preview.tally;
  const isList = listLayouts.includes(layout);
  const counted = again ? 'same' : 'new';
  const all = [families, people, recipients];
  const found = people.same + people.changed + recipients.new + recipients.same + recipients.changed;
  const sum = (key: 'rejected' | 'question'): number => all.reduce((total, tally) => total + tally[key], 0);
  return {
    as: preview.profile, families: isList ? families.new : families[counted], people: isList ? found : people[counted],
    rejected: sum('rejected'), questions: sum('question'), blocked: preview.blocked.map(({ code }) => code).sort(),
    told: toldBy(preview),
  };
}

/** Codes that count rows or ranges in their text; of the others each finding counts one. */
const counting = ['V36', 'V37', 'MERGED_CELLS', 'SHEET_NOT_READ', 'ROWS_SKIPPED'];
export const toldCodes = [...counting, 'FILTERED', 'HIDDEN_COLUMNS', 'CELL_FORMULA', 'CELL_ERROR', 'SHEET_PROGRAMME', 'DIGIT_LOST', 'V33'];

function toldBy(preview: Preview): Record<string, number> {
  const told: Record<string, number> = {};
  for (const { code, message } of preview.findings) {
    if (toldCodes.includes(code)) told[code] = (told[code] ?? 0) + (counting.includes(code) ? Number(/\d+/.exec(message)?.[0]) : 1);
  }
  return sorted(told);
}

/** By code, without what did not occur. */
export function sorted(told: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(toldCodes.flatMap((code) => (told[code] ? [[code, told[code]]] : [])));
}

/** Every family and person of the register with all values. */
export async function register(office: TestApi): Promise<{ families: FieldValues[]; people: FieldValues[] }> {
  const { rows } = await office.call('family.list', { filter: { status: 'all' }, limit: 500 });
  const whole = await Promise.all(rows.map(({ id }) => office.call('family.forEdit', { id })));
  return { families: whole.map(({ values }) => values as FieldValues), people: whole.flatMap(({ people }) => people.map(({ values }) => values as FieldValues)) };
}

/** Values told by a file that the register does not hold, as sentences. */
export function missing(truth: readonly FieldValues[], held: readonly FieldValues[], keyOf: (values: FieldValues) => string): string[] {
  const byKey = new Map(held.map((values) => [keyOf(values), values]));
  return truth.flatMap((values) => {
    const found = byKey.get(keyOf(values));
    if (!found) return [`${keyOf(values)}: not there`];
    return Object.entries(values).flatMap(([field, value]) => (sameValue(found[field], value) ? [] : [`${keyOf(values)} ${field}: ${show(found[field])} for ${show(value)}`]));
  });
}

function sameValue(found: FieldValue | undefined, told: FieldValue): boolean {
  if (found === told) return true;
  if (isCodedValue(found)) return found.code === null ? found.raw !== '' : found.code === told;
  return false;
}

const show = (value: FieldValue | undefined): string => (isCodedValue(value) ? `${value.list}:${value.raw}` : String(value));

/** People are known by their NIK, else by name and birth date. */
export const personKey = (values: FieldValues): string => String(values.nik ?? `${String(values.name)} ${String(values.birthDate ?? '')}`);
/** Families by their card, else by where they live. */
export const familyKey = (values: FieldValues): string => String(values.noKk ?? `${String(values.address)} ${String(values.rt)}/${String(values.rw)}`);

/** An office for a layout's cases: empty, or with the families of the corpus for lists. */
export async function corpusOffice(layout: WorkbookLayout): Promise<TestApi> {
  const office = await testApi({ now: () => new Date('2026-11-22T02:00:00Z') });
  if (!listLayouts.includes(layout)) return office;
  const opened = await openFile(office, { layout: 'template', damage: 'base', format: 'xlsx', model: cleanModel('template') });
  await office.call('import.commit', { staging: opened.staging });
  return office;
}

export { workbookLayouts };
