import { metadataSheet } from '../rules/metadata-sheet.ts';
import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { sql } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import { bridgeRegion } from './bridge-regions.ts';
import type { BridgedRegion } from './bridge-regions.ts';
import { hasFamilies } from './match.ts';
import { matchRows } from './match-rows.ts';
import { applyChoices, knownMapping } from './apply-choices.ts';
import { choicesOf, fixesOf, keepChoices } from './choices.ts';
import type { Choices } from './choices.ts';
import { progressMeter } from './progress.ts';
import { firstChoices, isMetadata, lineOfSheet } from './exported-list.ts';
import { findingWriter } from './finding-writer.ts';
import type { ReadAhead } from './read-ahead.ts';
import { columnLetters } from './readers/cell.ts';
import type { SheetFacts, WorkbookFacts } from './readers/cell.ts';
import { recognise } from './recognise.ts';
import { SAMPLE_ROWS, sampleTexts } from './sheet-plan.ts';
import type { Recognition, SheetPlan, SheetSample } from './sheet-plan.ts';
import { sheetNotes } from './sheet-notes.ts';
import { rowPlanOf } from './row-plan.ts';
import { readStagedSheet } from './read-sheet.ts';
import type { RegionsSeen } from './read-sheet.ts';
import { cellsOf } from './staged-row.ts';
import { CODE_SHEET } from './template-book.ts';
import { removeVerdicts } from './staging-store.ts';
import type { StagedFile } from './staging-store.ts';
import type { Blocked, JobOptions } from './types.ts';

/** What checking found out about a file as a whole; kept with it in staging. */
export interface FileFacts extends WorkbookFacts {
  readonly plans: readonly SheetPlan[];
  readonly blocked: readonly Blocked[];
  readonly regions: readonly BridgedRegion[];
}

/**
 * Recognises a staged file, reads its rows, and says for each what would happen to it. Only staging is written; the
 * register is read. May be run again at any time: it begins anew. What was read `ahead`, while the file was unpacked, is not
 * read again. Error: IMPORT_CANCELLED.
 */
export async function checkFile(office: Reader, regions: Regions, db: Connection, file: StagedFile, options: JobOptions, ahead?: ReadAhead): Promise<void> {
  const facts = JSON.parse(file.facts) as WorkbookFacts;
  const checkedTx = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  const checkedOn = today(office);
  if (file.ready !== 0) clear(db, file.id);
  const samples = samplesOf(db, file.id);
  const { choices, recognition } = recogniseAs(office, samples, file.ready === 0 ? firstChoices(office, choicesOf(file), samples) : choicesOf(file));
  keepChoices(db, file.id, choices);
  const blocked: Blocked[] = [...recognition.blocked];
  const meter = progressMeter(options, 'check', countRows(db, file.id) * 2);
  const plans = [...recognition.sheets].sort(familiesFirst);
  const read = ahead?.settle(blocked.length === 0 ? plans : [], choices);
  const bps: RegionsSeen = read?.bps ?? new Map();
  let done = 0;
  if (blocked.length === 0) {
    const context = { today: today(office), date1904: facts.date1904 };
    const shared = { links: new Map<string, number>(), bps, fixes: fixesOf(db, file.id) };
    if (read) {
      meter((done += countRows(db, file.id)));
      blocked.push(...read.blocked);
    } else {
      for (const plan of plans) blocked.push(...(await readStagedSheet(db, file.id, plan, context, shared, options, (rows) => meter((done += rows)))));
    }
    const empty = plans.length > 0 && !db.prepare('SELECT 1 FROM row WHERE file = ? LIMIT 1').get(file.id);
    for (const plan of plans) noteSheet(db, file.id, plan, choices.mapping, empty, samples);
    for (const plan of recognition.sheets) noteNextStep(office, db, file.id, plan, samples, choices.options.programme);
    noteUnread(db, file.id, recognition.sheets, samples, choices.options.programme !== null);
  }
  const bridges = [...bps].map(([code, { names, rows }]) => bridgeRegion(office, regions, code, names, rows));
  const open = bridges.filter((bridge) => !bridge.confirmed).length;
  if (open > 0) blocked.push({ code: 'REGIONS_OPEN', params: { count: open } });
  const full: FileFacts = { ...facts, plans: recognition.sheets, blocked, regions: bridges };
  const refused = blocked.some((one) => one.code !== 'REGIONS_OPEN');
  const judged = read?.judged(!refused) ?? null;
  if (!refused) await matchRows(office, regions, db, { ...file, choices: JSON.stringify(choices) }, full, options, (count) => meter((done += count)), judged);
  db.prepare('UPDATE file SET profile = ?, facts = ?, checkedTx = ?, checkedOn = ?, ready = 1 WHERE id = ?').run(recognition.profile, JSON.stringify(full), judged?.asOf ?? checkedTx, judged?.session.today ?? checkedOn, file.id);
}

/** Begins anew. Until the check is whole again the file counts as never checked, so that a stopped check is never committed. */
function clear(db: Connection, file: number): void {
  db.transaction(() => {
    db.prepare('UPDATE file SET checkedTx = -1 WHERE id = ?').run(file);
    removeVerdicts(db, file);
    db.prepare("UPDATE sheet SET entity = NULL, headerRow = NULL, rows = 0, skipped = '{}' WHERE file = ?").run(file);
  })();
}

/** What a file is by its first rows, with what a clerk chose or a saved mapping says. */
export function recogniseAs(office: Reader, samples: readonly SheetSample[], chosen: Choices): { readonly choices: Choices; readonly recognition: Recognition } {
  const recognised = recognise(samples, today(office));
  const choices = knownMapping(office, recognised, samples, chosen);
  return { choices, recognition: applyChoices(recognised, samples, choices) };
}

/** The first rows of every sheet of a staged file, as texts. */
export function samplesOf(db: Connection, file: number): SheetSample[] {
  const sheets = db.prepare('SELECT no, name, hidden, facts FROM sheet WHERE file = ? ORDER BY no').all(file) as { no: number; name: string; hidden: number; facts: string }[];
  const rows = db.prepare('SELECT no, id FROM source WHERE file = ? AND sheet = ? ORDER BY no LIMIT ?');
  return sheets.map((sheet) => ({
    no: sheet.no, name: sheet.name, hidden: sheet.hidden === 1, merges: (JSON.parse(sheet.facts) as Partial<SheetFacts>).merges ?? [],
    rows: (rows.all(file, sheet.no, SAMPLE_ROWS) as { no: number; id: number }[]).map(({ no, id }) => ({ no, texts: sampleTexts(cellsOf(db, id)) })),
  }));
}

function countRows(db: Connection, file: number): number {
  return db.prepare('SELECT count(*) FROM source WHERE file = ?').pluck().get(file) as number;
}

/** Families are read before the people who are joined to them. */
export function familiesFirst(a: SheetPlan, b: SheetPlan): number {
  return a.entity.localeCompare(b.entity) || a.no - b.no;
}

/** Sheet, header row, columns with samples, and what the sheet hides: shown in the preview. */
function noteSheet(db: Connection, file: number, plan: SheetPlan, mapping: string | null, empty: boolean, samples: readonly SheetSample[]): void {
  db.prepare('UPDATE sheet SET entity = ?, headerRow = ? WHERE file = ? AND no = ?').run(plan.entity, plan.headerRow, file, plan.no);
  const sheet = db.prepare('SELECT hidden, facts FROM sheet WHERE file = ? AND no = ?').get(file, plan.no) as { hidden: number; facts: string };
  const marked = markedRows(db, file, plan);
  const [hiddenRows, colours] = [marked.filter(({ hidden }) => hidden === 1).map(({ no }) => no), marked.filter((row) => row.colours !== '')];
  const add = findingWriter(db, file);
  const open = plan.columns.filter(({ target, reason }) => target === null && reason === 'unknown').map(({ header }) => header);
  if (mapping !== null && open.length > 0) add(null, plan.no, plan.headerRow, { code: 'MAPPING_OPEN', severity: 'warn', column: null, params: { name: mapping, columns: open.join(', ') }, value: null });
  const twice = repeatedColumns(plan, samples);
  if (twice.length > 0) add(null, plan.no, plan.headerRow, { code: 'COLUMNS_TWICE', severity: 'warn', column: null, params: { columns: twice.join(', ') }, value: null });
  if (empty) return add(null, plan.no, plan.headerRow, { code: 'NO_ROWS', severity: 'warn', column: null, params: {}, value: null });
  for (const { code, params } of sheetNotes(plan, { facts: JSON.parse(sheet.facts) as SheetFacts, hiddenSheet: sheet.hidden === 1, hiddenRows, colours })) {
    add(null, plan.no, plan.headerRow, { code, severity: 'info', column: null, params, value: null });
  }
}

/** What a list needs that this office or this import lacks: families to find people in, a programme to enrol them in. */
function noteNextStep(office: Reader, db: Connection, file: number, plan: SheetPlan, samples: readonly SheetSample[], programme: string | null): void {
  if (plan.shape !== 'list' && plan.shape !== 'desil') return;
  const add = findingWriter(db, file);
  const tell = (code: string, severity: 'warn' | 'info'): void => add(null, plan.no, plan.headerRow, { code, severity, column: null, params: {}, value: null });
  if (!hasFamilies(office)) return tell('REGISTER_EMPTY', 'warn');
  const { aid, named, places } = rowPlanOf(plan);
  const saysAid = aid.length > 0 || named.length > 0 || places.has('@household') || samples.some((sample) => programmeOf(sample) !== null);
  if (plan.shape === 'list' && programme === null && !saysAid) tell('LIST_NO_PROGRAMME', 'info');
}

/** Columns with something in them whose header another one had before: they are not read, and may be a second table beside the first. */
function repeatedColumns(plan: SheetPlan, samples: readonly SheetSample[]): string[] {
  const rows = samples.find(({ no }) => no === plan.no)?.rows.filter(({ no }) => no > plan.headerEnd) ?? [];
  return plan.columns.filter(({ index, reason }) => reason === 'twice' && rows.some(({ texts }) => (texts[index] ?? '').trim() !== '')).map(({ index, header }) => `${columnLetters(index)} (${header.trim()})`);
}

interface MarkedRow { readonly no: number; readonly hidden: number; readonly colours: string }

/** Rows of data that are hidden or coloured; how a header, a total or a signature looks says nothing of anybody. */
function markedRows(db: Connection, file: number, plan: SheetPlan): MarkedRow[] {
  const marked = db.prepare("SELECT no, hidden, colours FROM source WHERE file = ? AND sheet = ? AND no > ? AND (hidden = 1 OR colours <> '') ORDER BY no").all(file, plan.no, plan.headerEnd) as MarkedRow[];
  if (marked.length === 0) return [];
  const data = new Set(db.prepare('SELECT no FROM row WHERE file = ? AND sheet = ?').pluck().all(file, plan.no) as number[]);
  // A sheet whose rows complete the families of another has no rows of its own.
  return data.size === 0 ? marked : marked.filter(({ no }) => data.has(no));
}

/** Sheets that hold rows but were not recognised are told: nothing of them is imported. */
function noteUnread(db: Connection, file: number, plans: readonly SheetPlan[], samples: readonly SheetSample[], isChosen: boolean): void {
  const counts = db.prepare('SELECT sheet, count(*) AS n, min(no) AS first FROM source WHERE file = ? GROUP BY sheet').all(file) as { sheet: number; n: number; first: number }[];
  const add = findingWriter(db, file);
  for (const { sheet, n, first } of counts) {
    const sample = samples.find(({ no }) => no === sheet);
    // One row is a header without data, as look-ups leave it.
    if (n < 2 || !sample || plans.some((plan) => plan.no === sheet) || isCodeSheet(sample, plans)) continue;
    const programme = programmeOf(sample);
    if (programme === null && isMetadata(sample)) continue;
    if (programme === null) add(null, sheet, first, { code: 'SHEET_NOT_READ', severity: 'warn', column: null, params: { n }, value: null });
    else add(null, sheet, first, { code: 'SHEET_PROGRAMME', severity: 'info', column: null, params: { name: programme, case: isChosen ? 'chosen' : '' }, value: null });
  }
}

/** The template brings a sheet that holds no data. */
function isCodeSheet({ name }: SheetSample, plans: readonly SheetPlan[]): boolean {
  return name === CODE_SHEET && plans.some((plan) => plan.layout === 'template');
}

/** The programme that a sheet of OpenSID or of our own export describes; null for any other sheet. */
function programmeOf(sample: SheetSample): string | null {
  if (isMetadata(sample)) return lineOfSheet(sample, new RegExp(`^${metadataSheet.programme}$`)) ?? null;
  return lineOfSheet(sample, /^Sasaran Program$/i) === undefined ? null : (lineOfSheet(sample, /^Nama Program$/i) ?? '');
}
