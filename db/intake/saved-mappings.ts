import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail } from '../rules/failure.ts';
import { writeFileWhole } from '../store/files.ts';
import { mappingPrefix, readSettings, writeSetting } from '../registry/settings.ts';
import { today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { headerKey } from './headers.ts';
import { fitsHeadless, looksLike, valuesOf } from './headless-sheet.ts';
import type { SheetPlan, SheetSample } from './sheet-plan.ts';
import type { Choices, SheetChoice } from './choices.ts';
import { shownTarget } from './import-targets.ts';
import { columnIndex } from './readers/cell.ts';
import type { Actor } from './types.ts';
import type { SheetShape } from './sheet-plan.ts';

const shapes = ['families', 'people', 'flat', 'grouped', 'list', 'desil'] as const satisfies readonly SheetShape[];
const mappingFile = z.object({
  format: z.literal('tepat-mapping/1'),
  name: z.string().min(1).max(80),
  savedAt: z.string(), savedBy: z.string(),
  sheets: z.array(z.object({
    layout: z.string(), shape: z.enum(shapes),
    /** The sheet had no header: columns go by their letters, and it is known again by their number and the look of the values. */
    headless: z.boolean().optional(),
    /** Each header as it is compared, with what it means; null for one that is not read. */
    columns: z.array(z.object({ header: z.string(), target: z.string().nullable(), look: z.string().optional() })),
  })),
});

/** A mapping as it is kept and as it travels: headers, not places, so that a moved column is found again. Where there are no headers, letters. */
export type SavedMapping = z.infer<typeof mappingFile>;

export interface MappingLine {
  readonly name: string;
  readonly layout: string;
  readonly columns: number;
  readonly savedAt: string;
  readonly savedBy: string;
}

/** The saved mappings by name. */
export function savedMappings(office: Reader): SavedMapping[] {
  return Object.entries(readSettings(office)).filter(([key, value]) => key.startsWith(mappingPrefix) && value !== '')
    .map(([, value]) => mappingFile.parse(JSON.parse(value))).sort((a, b) => a.name.localeCompare(b.name));
}

/** The saved mappings as the list shows them. */
export function mappingLines(office: Reader): MappingLine[] {
  return savedMappings(office).map(({ name, sheets, savedAt, savedBy }) => ({
    name, layout: sheets[0]?.layout ?? '', columns: sheets.reduce((sum, sheet) => sum + sheet.columns.filter((one) => one.target !== null).length, 0), savedAt, savedBy,
  }));
}

/** A saved mapping by its name. Error: MAPPING_UNKNOWN. */
export function savedMapping(office: Reader, name: string): SavedMapping {
  return savedMappings(office).find((one) => one.name === name) ?? fail('MAPPING_UNKNOWN', { name });
}

/** Keeps the plans of a staged file under a name; one of the same name is replaced. */
export function saveMapping(office: Writer, actor: Actor, name: string, plans: readonly SheetPlan[], samples: readonly SheetSample[]): void {
  const sheets = plans.map((plan) => {
    const sample = samples.find((one) => one.no === plan.no);
    const headless = plan.headerRow === 0 && sample !== undefined;
    return {
      layout: plan.layout, shape: plan.shape, ...(headless && { headless }),
      columns: plan.columns.map((column) => ({
        header: headerKey(column.header), target: shownTarget(column.target, plan.entity), ...(headless && { look: looksLike(valuesOf(sample, column.index), today(office)) }),
      })),
    };
  });
  keep(office, actor, { format: 'tepat-mapping/1', name, savedAt: office.now().toISOString(), savedBy: actor.name, sheets });
}

function keep(office: Writer, actor: Actor, mapping: SavedMapping): void {
  writeSetting(office, actor, mappingPrefix + mapping.name, JSON.stringify(mapping));
}

/** Takes a saved mapping away. Error: MAPPING_UNKNOWN. */
export function removeMapping(office: Writer, actor: Actor, name: string): void {
  savedMapping(office, name);
  writeSetting(office, actor, mappingPrefix + name, '');
}

/** Writes a saved mapping to a JSON file. Error: MAPPING_UNKNOWN. */
export function exportMapping(office: Reader, name: string, path: string): void {
  writeFileWhole(path, Buffer.from(`${JSON.stringify(savedMapping(office, name), null, 2)}\n`));
}

/** Takes in a mapping that was written by `exportMapping`. Error: MAPPING_FILE. */
export function importMapping(office: Writer, actor: Actor, path: string): void {
  keep(office, actor, readMapping(path));
}

function readMapping(path: string): SavedMapping {
  try {
    return mappingFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return fail('MAPPING_FILE', { file: path });
  }
}

interface MappedSheet {
  readonly no: number;
  readonly choice: SheetChoice;
  /** Headers of the sheet that the mapping does not know: the only ones to be asked about. */
  readonly open: readonly string[];
  /** Every header of the mapping is there, and no other. */
  readonly whole: boolean;
}

/** `chosen`: the clerk named the mapping; else it is looked for, and must fit of itself. `known`: the file is known without it. */
interface Laying {
  readonly today: string;
  readonly chosen: boolean;
  readonly known: boolean;
}

/** Least part of a mapping's read columns that a sheet must have to be taken for the same layout. */
const ENOUGH = 0.6;

/** A saved mapping laid over a file: each of its sheets on the sheet and row of the file that has most of its headers. */
function placeMapping(mapping: SavedMapping, samples: readonly SheetSample[], at: Laying): MappedSheet[] {
  return mapping.sheets.flatMap(({ layout, shape, columns, headless }): MappedSheet[] => {
    if (headless) {
      const sample = samples.find((one) => fitsHeadless(columns, one, at.today, at.chosen));
      return sample ? [{ no: sample.no, choice: { layout, shape, headerRow: 0, columns: Object.fromEntries(columns.map(({ header, target }) => [String(columnIndex(header)), target])) }, open: [], whole: true }] : [];
    }
    const targets = new Map(columns.map((column) => [column.header, column.target]));
    const read = columns.filter((column) => column.target !== null).length;
    let best: { no: number; row: number; texts: readonly (string | null)[]; hits: number } | null = null;
    for (const sample of samples) {
      for (const row of sample.rows) {
        const hits = new Set(row.texts.map((text) => headerKey(text ?? '')).filter((key) => key !== '' && targets.get(key))).size;
        if (hits > (best?.hits ?? 0)) best = { no: sample.no, row: row.no, texts: row.texts, hits };
      }
    }
    if (!best || read === 0 || best.hits / read < ENOUGH) return [];
    const open: string[] = [];
    const chosen: Record<string, string | null> = {};
    for (const [index, text] of best.texts.entries()) {
      const key = headerKey(text ?? '');
      if (key === '') continue;
      const target = targets.get(key);
      if (target === undefined) open.push(text ?? '');
      else chosen[String(index)] = target;
    }
    const whole = open.length === 0 && Object.keys(chosen).length === columns.length;
    return [{ no: best.no, choice: { layout, shape, headerRow: best.row, columns: chosen }, open, whole }];
  });
}

/** The choices of a file with a saved mapping laid over it, or null when it does not fit. What is known without it must have the very same columns. */
export function mappedChoices(mapping: SavedMapping, samples: readonly SheetSample[], choices: Choices, at: Laying): Choices | null {
  const placed = placeMapping(mapping, samples, at);
  if (placed.length === 0 || (at.known && !placed.every(({ whole }) => whole))) return null;
  return { ...choices, mapping: mapping.name, sheets: { ...choices.sheets, ...Object.fromEntries(placed.map(({ no, choice }) => [String(no), choice])) } };
}
