import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { sql } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import { bridgeRegion } from './bridge-regions.ts';
import type { BridgedRegion } from './bridge-regions.ts';
import { matchRows } from './match-rows.ts';
import { applyChoices, knownMapping } from './apply-choices.ts';
import { choicesOf, fixesOf, keepChoices } from './choices.ts';
import { progressMeter } from './progress.ts';
import { findingWriter } from './finding-writer.ts';
import type { SheetFacts, WorkbookFacts } from './readers/cell.ts';
import { recognise } from './recognise.ts';
import type { SheetPlan, SheetSample } from './sheet-plan.ts';
import { sheetNotes } from './sheet-notes.ts';
import { readStagedSheet } from './read-sheet.ts';
import type { RegionsSeen } from './read-sheet.ts';
import { cellsOf } from './staged-row.ts';
import { CODE_SHEET } from './template-book.ts';
import { LINES, linesWhere } from './staged-lines.ts';
import { removeVerdicts } from './staging-store.ts';
import type { StagedFile } from './staging-store.ts';
import type { Blocked, JobOptions } from './types.ts';

/** What checking found out about a file as a whole; kept with it in staging. */
export interface FileFacts extends WorkbookFacts {
  readonly plans: readonly SheetPlan[];
  readonly blocked: readonly Blocked[];
  readonly regions: readonly BridgedRegion[];
}

const SAMPLE_ROWS = 40;

/**
 * Recognises a staged file, reads its rows, and says for each what would happen to it. Only staging is written; the
 * register is read. May be run again at any time: it begins anew. Error: IMPORT_CANCELLED.
 */
export async function checkFile(office: Reader, regions: Regions, db: Connection, file: StagedFile, options: JobOptions): Promise<void> {
  const facts = JSON.parse(file.facts) as WorkbookFacts;
  const checkedTx = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  if (file.ready !== 0) clear(db, file.id);
  const samples = samplesOf(db, file.id);
  const recognised = recognise(samples, today(office));
  const choices = knownMapping(office, recognised, samples, choicesOf(file));
  const recognition = applyChoices(recognised, samples, choices);
  keepChoices(db, file.id, choices);
  const blocked: Blocked[] = [...recognition.blocked];
  const meter = progressMeter(options, 'check', countRows(db, file.id) * 2);
  const bps: RegionsSeen = new Map();
  let done = 0;
  if (blocked.length === 0) {
    const links = new Map<string, number>();
    const fixes = fixesOf(db, file.id);
    const context = { today: today(office), date1904: facts.date1904 };
    for (const plan of [...recognition.sheets].sort(familiesFirst)) {
      const found = await readStagedSheet(db, file.id, plan, context, { links, bps, fixes }, options, (rows) => meter((done += rows)));
      noteSheet(db, file.id, plan, choices.mapping);
      blocked.push(...found);
    }
    noteUnread(db, file.id, recognition.sheets);
  }
  const bridges = [...bps].map(([code, { names, rows }]) => bridgeRegion(office, regions, code, names, rows));
  const open = bridges.filter((bridge) => !bridge.confirmed).length;
  if (open > 0) blocked.push({ code: 'REGIONS_OPEN', params: { count: open } });
  const full: FileFacts = { ...facts, plans: recognition.sheets, blocked, regions: bridges };
  const refused = blocked.some((one) => one.code !== 'REGIONS_OPEN');
  if (!refused) await matchRows(office, regions, db, file, full, options, (count) => meter((done += count)));
  db.prepare('UPDATE file SET profile = ?, facts = ?, checkedTx = ?, ready = 1 WHERE id = ?').run(recognition.profile, JSON.stringify(full), checkedTx, file.id);
}

/** Begins anew. Until the check is whole again the file counts as never checked, so that a stopped check is never committed. */
function clear(db: Connection, file: number): void {
  db.transaction(() => {
    db.prepare('UPDATE file SET checkedTx = -1 WHERE id = ?').run(file);
    removeVerdicts(db, file);
    db.prepare("UPDATE sheet SET entity = NULL, headerRow = NULL, rows = 0, skipped = '{}' WHERE file = ?").run(file);
  })();
}

/** The first rows of every sheet of a staged file, as texts. */
export function samplesOf(db: Connection, file: number): SheetSample[] {
  const sheets = db.prepare('SELECT no, name, hidden, facts FROM sheet WHERE file = ? ORDER BY no').all(file) as { no: number; name: string; hidden: number; facts: string }[];
  const rows = db.prepare('SELECT no, id FROM source WHERE file = ? AND sheet = ? ORDER BY no LIMIT ?');
  return sheets.map((sheet) => ({
    no: sheet.no, name: sheet.name, hidden: sheet.hidden === 1, merges: (JSON.parse(sheet.facts) as Partial<SheetFacts>).merges ?? [],
    rows: (rows.all(file, sheet.no, SAMPLE_ROWS) as { no: number; id: number }[]).map(({ no, id }) => ({
      no, texts: cellsOf(db, id).map((cell) => (cell && cell.type !== 'error' ? cell.text : null)),
    })),
  }));
}

function countRows(db: Connection, file: number): number {
  return db.prepare('SELECT count(*) FROM source WHERE file = ?').pluck().get(file) as number;
}

/** Families are read before the people who are joined to them. */
function familiesFirst(a: SheetPlan, b: SheetPlan): number {
  return a.entity.localeCompare(b.entity) || a.no - b.no;
}

/** Sheet, header row, columns with samples, and what the sheet hides: shown in the preview. */
function noteSheet(db: Connection, file: number, plan: SheetPlan, mapping: string | null): void {
  const data = 'FROM source WHERE file = ? AND sheet = ? AND no > ?';
  const at = [file, plan.no, plan.headerEnd] as const;
  const count = (condition: string): number => db.prepare(`SELECT count(*) ${data} ${condition}`).pluck().get(...at) as number;
  db.prepare('UPDATE sheet SET entity = ?, headerRow = ? WHERE file = ? AND no = ?').run(plan.entity, plan.headerRow, file, plan.no);
  const sheet = db.prepare('SELECT hidden, facts FROM sheet WHERE file = ? AND no = ?').get(file, plan.no) as { hidden: number; facts: string };
  const colours = db.prepare(`SELECT colours, count(*) AS n ${data} AND colours <> '' GROUP BY colours`).all(...at) as { colours: string; n: number }[];
  const add = findingWriter(db, file);
  const open = plan.columns.filter(({ target, reason }) => target === null && reason === 'unknown').map(({ header }) => header);
  if (mapping !== null && open.length > 0) add(null, plan.no, plan.headerRow, { code: 'MAPPING_OPEN', severity: 'warn', column: null, params: { name: mapping, columns: open.join(', ') }, value: null });
  for (const { code, params } of sheetNotes(plan, { facts: JSON.parse(sheet.facts) as SheetFacts, hiddenSheet: sheet.hidden === 1, hiddenRows: count('AND hidden = 1'), colours })) {
    add(null, plan.no, plan.headerRow, { code, severity: 'info', column: null, params, value: null });
  }
}

/** Sheets that hold rows but were not recognised are told: nothing of them is imported. */
function noteUnread(db: Connection, file: number, plans: readonly SheetPlan[]): void {
  // The template brings a sheet of its own that holds no data.
  const expected = plans.some((plan) => plan.layout === 'template') ? CODE_SHEET : null;
  const counts = db.prepare('SELECT s.sheet, count(*) AS n, min(s.no) AS first FROM source s JOIN sheet t ON t.file = s.file AND t.no = s.sheet WHERE s.file = ? AND t.name IS NOT ? GROUP BY s.sheet').all(file, expected) as { sheet: number; n: number; first: number }[];
  const add = findingWriter(db, file);
  const blocks = db.prepare(`SELECT DISTINCT id / ${LINES} FROM source WHERE file = ? AND sheet = ?`).pluck();
  for (const { sheet, n, first } of counts) {
    // One row is a header without data, as look-ups leave it.
    if (n < 2 || plans.some((plan) => plan.no === sheet)) continue;
    const isProgramme = linesWhere(db, 'cells', blocks.all(file, sheet) as number[], (line) => /Sasaran Program/i.test(line)).length > 0;
    add(null, sheet, first, { code: isProgramme ? 'SHEET_PROGRAMME' : 'SHEET_NOT_READ', severity: isProgramme ? 'info' : 'warn', column: null, params: { n }, value: null });
  }
}
