import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { sql } from '../store/office.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import type { Regions } from '../store/regions.ts';
import { bridgeRegion } from './bridge-regions.ts';
import type { BridgedRegion } from './bridge-regions.ts';
import { lostDigits } from './lost-digits.ts';
import { matchRows } from './match-rows.ts';
import { packReading } from './packed-reading.ts';
import { breathe, progressMeter, stopIfCancelled } from './progress.ts';
import { dateOrders } from './date-orders.ts';
import type { DateClue } from './date-orders.ts';
import { findingWriter } from './finding-writer.ts';
import { readRow } from './read-row.ts';
import type { ParsedRow, RowContext } from './read-row.ts';
import type { SheetFacts, WorkbookFacts } from './readers/cell.ts';
import { recognise } from './recognise.ts';
import type { SheetPlan, SheetSample } from './recognise.ts';
import { sheetNotes } from './sheet-notes.ts';
import { unpackCells } from './staged-row.ts';
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
const CHUNK = 1000;

/**
 * Recognises a staged file, reads its rows, and says for each what would happen to it. Only staging is written; the
 * register is read. May be run again at any time: it begins anew. Error: IMPORT_CANCELLED.
 */
export async function checkFile(office: Reader, regions: Regions, db: Connection, file: StagedFile, options: JobOptions): Promise<void> {
  const facts = JSON.parse(file.facts) as WorkbookFacts;
  const checkedTx = (sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0;
  if (file.ready !== 0) clear(db, file.id);
  const recognition = recognise(samplesOf(db, file.id));
  const blocked: Blocked[] = [...recognition.blocked];
  const meter = progressMeter(options, 'check', countRows(db, file.id) * 2);
  const bps = new Map<string, { names: readonly string[]; rows: number }>();
  let done = 0;
  if (blocked.length === 0) {
    const links = new Map<string, number>();
    for (const plan of [...recognition.sheets].sort((a, b) => a.entity.localeCompare(b.entity))) {
      const sheet = db.prepare('SELECT name, dates FROM sheet WHERE file = ? AND no = ?').get(file.id, plan.no) as { name: string; dates: string };
      noteSheet(db, file.id, plan);
      const orders = dateOrders(JSON.parse(sheet.dates) as DateClue[], plan, recognition.profile ?? '');
      const pass: SheetPass = { plan, context: { today: today(office), date1904: facts.date1904, dateOrders: orders }, digits: lostDigits(plan, sheet.name), links, bps };
      const rows = rowNumbers(db, file.id, plan);
      for (let at = 0; at < rows.length; at += CHUNK) {
        stopIfCancelled(options);
        db.transaction(() => readChunk(db, file.id, pass, rows.slice(at, at + CHUNK)))();
        meter((done += Math.min(CHUNK, rows.length - at)));
        await breathe();
      }
      blocked.push(...pass.digits.found());
    }
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
    db.prepare('UPDATE sheet SET entity = NULL, headerRow = NULL, rows = 0 WHERE file = ?').run(file);
  })();
}

function samplesOf(db: Connection, file: number): SheetSample[] {
  const sheets = db.prepare('SELECT no, name, facts FROM sheet WHERE file = ? ORDER BY no').all(file) as { no: number; name: string; facts: string }[];
  const rows = db.prepare('SELECT no, cells FROM source WHERE file = ? AND sheet = ? ORDER BY no LIMIT ?');
  return sheets.map((sheet) => ({
    no: sheet.no, name: sheet.name, merges: (JSON.parse(sheet.facts) as Partial<SheetFacts>).merges ?? [],
    rows: (rows.all(file, sheet.no, SAMPLE_ROWS) as { no: number; cells: string }[]).map(({ no, cells }) => ({
      no, texts: unpackCells(cells).map((cell) => (cell && cell.type !== 'error' ? cell.text : null)),
    })),
  }));
}

function countRows(db: Connection, file: number): number {
  return db.prepare('SELECT count(*) FROM source WHERE file = ?').pluck().get(file) as number;
}

function rowNumbers(db: Connection, file: number, plan: SheetPlan): number[] {
  return db.prepare('SELECT id FROM source WHERE file = ? AND sheet = ? AND no > ? ORDER BY no').pluck().all(file, plan.no, plan.headerRow) as number[];
}

/** Sheet, header row, columns with samples, and what the sheet hides: shown in the preview. */
function noteSheet(db: Connection, file: number, plan: SheetPlan): void {
  const data = 'FROM source WHERE file = ? AND sheet = ? AND no > ?';
  const at = [file, plan.no, plan.headerRow] as const;
  const count = (condition: string): number => db.prepare(`SELECT count(*) ${data} ${condition}`).pluck().get(...at) as number;
  db.prepare('UPDATE sheet SET entity = ?, headerRow = ?, rows = ? WHERE file = ? AND no = ?').run(plan.entity, plan.headerRow, count(''), file, plan.no);
  const sheet = db.prepare('SELECT hidden, facts FROM sheet WHERE file = ? AND no = ?').get(file, plan.no) as { hidden: number; facts: string };
  const colours = db.prepare(`SELECT colours, count(*) AS n ${data} AND colours <> '' GROUP BY colours`).all(...at) as { colours: string; n: number }[];
  const add = findingWriter(db, file);
  for (const { code, params } of sheetNotes(plan, { facts: JSON.parse(sheet.facts) as SheetFacts, hiddenSheet: sheet.hidden === 1, hiddenRows: count('AND hidden = 1'), colours })) {
    add(null, plan.no, plan.headerRow, { code, severity: 'info', column: null, params, value: null });
  }
}

type Bps = Map<string, { names: readonly string[]; rows: number }>;

/** What reading one sheet needs, and gathers. */
interface SheetPass {
  readonly plan: SheetPlan;
  readonly context: RowContext;
  readonly digits: ReturnType<typeof lostDigits>;
  /** Family rows by what joins people to them. */
  readonly links: Map<string, number>;
  readonly bps: Bps;
}

function readChunk(db: Connection, file: number, { plan, context, digits, links, bps }: SheetPass, ids: readonly number[]): void {
  const find = prepared(db, 'SELECT no, cells FROM source WHERE id = ?');
  const keep = prepared(db, 'INSERT INTO reading (row, parsed) VALUES (?, ?)');
  const save = prepared(db, 'INSERT INTO row (id, file, sheet, no, entity, parent, name, state) VALUES (?,?,?,?,?,?,?,?)');
  const add = findingWriter(db, file);
  for (const id of ids) {
    const row = find.get(id) as { no: number; cells: string };
    const cells = unpackCells(row.cells);
    digits.note(cells);
    const { parsed, findings } = readRow(plan, cells, context);
    for (const finding of findings) add(id, plan.no, row.no, finding);
    const refused = findings.some((finding) => finding.severity === 'block');
    const parent = plan.entity === 'person' ? parsed.links.map((link) => links.get(link)).find((found) => found !== undefined) : undefined;
    if (plan.entity === 'family') {
      for (const link of parsed.links) if (!links.has(link)) links.set(link, id);
      noteBps(bps, parsed);
    }
    keep.run([id, packReading(plan.entity, parsed)]);
    save.run([id, file, plan.no, row.no, plan.entity, parent ?? null, parsed.name, refused ? 'rejected' : null]);
  }
}

function noteBps(bps: Bps, parsed: ParsedRow): void {
  if (!parsed.bps) return;
  const known = bps.get(parsed.bps.code);
  if (known) known.rows += 1;
  else bps.set(parsed.bps.code, { names: parsed.bps.names, rows: 1 });
}
