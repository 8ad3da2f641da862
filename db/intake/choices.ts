import type { Connection } from '../store/connection.ts';
import type { Cell } from './readers/cell.ts';
import type { StagedFile } from './staging-store.ts';
import type { ImportOptions, RowAnswer, RowEntity } from './types.ts';
import type { SheetShape } from './sheet-plan.ts';

/** What a clerk corrected about one sheet; what is absent is as recognised. */
export interface SheetChoice {
  readonly layout?: string;
  readonly headerRow?: number;
  readonly shape?: SheetShape;
  readonly ignored?: boolean;
  /** Targets by column index. */
  readonly columns?: Readonly<Record<string, string | null>>;
}

/** What the clerk chose for a staged file: kept in staging beside the cells, so that no new check loses it. */
export interface Choices {
  readonly options: ImportOptions;
  /** By sheet number. */
  readonly sheets: Readonly<Record<string, SheetChoice>>;
  /** The saved mapping that was applied. */
  readonly mapping: string | null;
}

export const defaultOptions: ImportOptions = { mode: 'both', erase: false, addresses: false, programme: null, start: null, decisionNo: null, decisionDate: null };

/** The choices of a staged file, with defaults for what was not chosen. */
export function choicesOf(file: Pick<StagedFile, 'choices'>): Choices {
  const kept = JSON.parse(file.choices) as Partial<Choices>;
  return { options: { ...defaultOptions, ...kept.options }, sheets: kept.sheets ?? {}, mapping: kept.mapping ?? null };
}

/** Keeps the choices of a staged file. */
export function keepChoices(db: Connection, file: number, choices: Choices): void {
  db.prepare('UPDATE file SET choices = ? WHERE id = ?').run(JSON.stringify(choices), file);
}

/** The place of a row's answer among all of a file. */
export function answerKey(sheet: number, no: number, entity: RowEntity): string {
  return `${sheet}:${no}:${entity}`;
}

/** Every answer given for a file, by `answerKey`. */
export function answersOf(db: Connection, file: number): ReadonlyMap<string, RowAnswer> {
  const rows = db.prepare('SELECT sheet, no, entity, answer, record FROM answer WHERE file = ?').all(file) as
    { sheet: number; no: number; entity: RowEntity; answer: RowAnswer['answer']; record: string | null }[];
  return new Map(rows.map(({ sheet, no, entity, answer, record }) => [answerKey(sheet, no, entity), { answer, record }]));
}

/** What was typed over the cells of a file: by sheet and row, then by column. */
export function fixesOf(db: Connection, file: number): ReadonlyMap<string, ReadonlyMap<number, string | null>> {
  const fixes = new Map<string, Map<number, string | null>>();
  for (const { sheet, no, col, value } of db.prepare('SELECT sheet, no, col, value FROM fix WHERE file = ?').all(file) as { sheet: number; no: number; col: number; value: string | null }[]) {
    const key = fixKey(sheet, no);
    fixes.set(key, (fixes.get(key) ?? new Map<number, string | null>()).set(col, value));
  }
  return fixes;
}

/** The place of a row's fixes among all of a file. */
export function fixKey(sheet: number, no: number): string {
  return `${sheet}:${no}`;
}

/** The cells of a row with what was typed over them; typed values are texts. */
export function fixedCells(cells: readonly (Cell | null)[], fixes: ReadonlyMap<number, string | null> | undefined): readonly (Cell | null)[] {
  if (!fixes) return cells;
  const fixed = [...cells];
  for (const [column, value] of fixes) {
    while (fixed.length <= column) fixed.push(null);
    fixed[column] = value === null || value === '' ? null : { type: 'text', text: value, formula: false };
  }
  return fixed;
}
