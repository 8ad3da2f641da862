import { damages } from '../../../db/sample/damages.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import { valueOf } from '../../../db/sample/sheet-content.ts';
import { mainSheet, personRowNumbers } from '../../../db/sample/damage-tools.ts';
import type { SheetFormat } from '../../../db/sample/spreadsheet.ts';
import type { SheetModel } from '../../../db/sample/workbook-model.ts';
import { casesOf, listLayouts, sorted, truthOf } from './corpus.ts';
import type { CorpusCase, Outcome } from './corpus.ts';

/**
 * What each file of the corpus must come to, reckoned from the truth and from what the damage does, never from what the
 * importer says. The result is committed in tests/fixtures/intake/corpus-expected.json; a test compares the two.
 */
export function expectedOutcomes(layout: WorkbookLayout): Record<string, Outcome> {
  return Object.fromEntries(casesOf(layout).map((one) => [one.damage, { ...expectedOf(one), told: toldOf(one) }]));
}

type Counts = Omit<Outcome, 'told'>;

function expectedOf(one: CorpusCase): Counts {
  const { layout, damage, model } = one;
  if (listLayouts.includes(layout)) return expectedOfList(one);
  const truth = truthOf(layout);
  const invalid = invalidRows(model);
  const clean: Counts = { as: layout, families: truth.families.length, people: truth.people.length, rejected: invalid, questions: 0, blocked: [] };
  const effect = effectOf(damage);
  switch (effect?.kind) {
    case 'rejects':
      return { ...clean, people: clean.people - effect.rows, rejected: clean.rejected + effect.rows };
    case 'repeats':
      return { ...clean, questions: effect.rows };
    case 'refuses':
      return { ...clean, families: 0, people: 0, rejected: damage === 'nik-ends-in-0' ? invalid : niks(model) + invalid, blocked: ['DIGITS_LOST'] };
    default:
      return clean;
  }
}

const effectOf = (damage: string) => damages.find(({ key }) => key === damage)?.effect;

/** So few numbers that all end in 0 prove nothing. */
const fewNumbers = 20;

/** A list finds people by their NIK: a missing name harms nothing, and two NIK in a cell are refused. */
function expectedOfList({ layout, damage, model }: CorpusCase): Counts {
  const [clean] = casesOf(layout);
  const sheet = clean ? mainSheet(clean.model) : undefined;
  const rows = sheet ? personRowNumbers(sheet).length : 0;
  const twice = model.flatMap((one) => one.rows).filter((cells) => cells.some((cell) => /\d{16} \/ \d{16}/.test(String(valueOf(cell) ?? '')))).length;
  const found: Counts = { as: layout, families: 0, people: rows - twice, rejected: twice, questions: 0, blocked: [] };
  const effect = effectOf(damage);
  if (damage === 'empty-names') return found;
  if (damage === 'nik-ends-in-0' && rows < fewNumbers) return { ...found, people: 0, rejected: 0, questions: rows };
  if (effect?.kind === 'rejects') return { ...found, people: found.people - effect.rows, rejected: found.rejected + effect.rows };
  if (effect?.kind === 'repeats') return { ...found, questions: effect.rows };
  if (effect?.kind === 'refuses') return { ...found, people: 0, rejected: damage === 'nik-ends-in-0' ? 0 : niks(model), blocked: ['DIGITS_LOST'] };
  return found;
}

/** Rows of a layout that are no data: number rows, the headers of blocks after the first, rows that complete families, totals, signatures, the end mark. */
const passedOver: Readonly<Partial<Record<WorkbookLayout, number>>> = { 'bip-2016': 1, 'bip-ektp': 1, 'bip-2012': 9, 'bip-lutim': 9, 'bdt-2015': 1, regsosek: 30, 'opensid-penduduk': 1, list: 7 };

/** What must be told of the file, counted in what was written. */
function toldOf({ layout, damage, model }: CorpusCase): Outcome['told'] {
  const data = model.filter(({ places }) => Object.keys(places).length > 0);
  const rows = data.flatMap((sheet) => sheet.rows.filter((row) => !row.some((cell) => /^JUMLAH/.test(String(valueOf(cell) ?? '')))));
  // What a moved row says of its formulas stands in columns that are not read.
  const cells = rows.filter((row) => damage !== 'shifted-row' || row[1] !== null).flat().filter((cell) => typeof cell === 'object' && cell !== null);
  const count = (of: (sheet: SheetModel) => number): number => data.reduce((sum, sheet) => sum + of(sheet), 0);
  const effect = effectOf(damage);
  const refused = effect?.kind === 'refuses';
  return sorted({
    V36: count(({ hiddenRows, headerRow }) => hiddenRows.filter((row) => row > headerRow).length),
    V37: rows.filter((row) => row.some((cell) => typeof cell === 'object' && cell?.fill)).length,
    MERGED_CELLS: count(({ merges }) => merges.length),
    FILTERED: count(({ filtered }) => Number(filtered)),
    HIDDEN_COLUMNS: count(({ hiddenColumns }) => hiddenColumns.length),
    CELL_FORMULA: cells.filter(({ formula }) => formula !== undefined).length,
    CELL_ERROR: cells.filter(({ error }) => error !== undefined).length,
    SHEET_NOT_READ: model.filter(({ name }) => noteSheets.includes(name)).reduce((sum, { rows }) => sum + rows.length, 0),
    SHEET_PROGRAMME: layout === 'opensid-bantuan' ? 1 : 0,
    ROWS_SKIPPED: (passedOver[layout] ?? 0) + (damages.find(({ key }) => key === damage)?.passedOver ?? 0),
    DIGIT_LOST: damage === 'one-nik-number' ? 1 : refused && damage !== 'nik-ends-in-0' ? niks(model) : 0,
    V33: effect?.kind === 'repeats' ? effect.rows : 0,
  });
}

const noteSheets: readonly string[] = ['Catatan', 'Rahasia'];

/** What a text file cannot say: it has no colours, formulas, hidden or merged cells. */
const lostInText: readonly string[] = ['V36', 'V37', 'MERGED_CELLS', 'FILTERED', 'HIDDEN_COLUMNS', 'CELL_FORMULA'];

/**
 * The same file in another format, opened again where its people are: it must come to the same, but for who has no NIK and
 * another birth date in a template, whose dates are day first: of him is asked.
 */
export function again({ layout, damage, format }: CorpusCase, outcome: Outcome): Outcome {
  const asked = layout === 'template' && damage === 'us-dates' && outcome.people > 0 ? truthOf(layout).people.filter(({ nik }) => !nik).length : 0;
  return inFormat({ ...outcome, people: outcome.people - asked, questions: outcome.questions + asked }, format);
}

function inFormat(outcome: Outcome, format: SheetFormat): Outcome {
  return format === 'csv' ? { ...outcome, told: Object.fromEntries(Object.entries(outcome.told).filter(([code]) => !lostInText.includes(code))) } : outcome;
}

/** Rows of SIAK that stand under an old card, no longer valid, counted where their NIK was not damaged. */
function invalidRows(model: CorpusCase['model']): number {
  return mainSheet(model)?.rows.filter((cells) => cells.some((cell) => /^Tidak Valid/.test(String(valueOf(cell) ?? '')))).length ?? 0;
}

/** People whose NIK is damaged beyond repair; the invalid rows are counted already. */
function niks(model: CorpusCase['model']): number {
  const sheet = mainSheet(model);
  const at = sheet?.places.nik;
  if (!sheet || at === undefined) return 0;
  const lost = sheet.rows.filter((cells) => /^\d,\d+E\+15$/.test(String(valueOf(cells[at]) ?? '')) || typeof cells[at] === 'number' && cells[at] > 1e14).length;
  return lost - invalidRows(model);
}
