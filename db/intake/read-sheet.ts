import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { completeFamily } from './differing-repeats.ts';
import { dateOrders } from './date-orders.ts';
import type { DateClue } from './date-orders.ts';
import { fixedCells, fixKey } from './choices.ts';
import type { fixesOf } from './choices.ts';
import { findingWriter } from './finding-writer.ts';
import { groupCells, groupPlan, readGroupRow } from './group-rows.ts';
import type { GroupFacts } from './group-rows.ts';
import type { Judged } from './judged.ts';
import { keepUnsaved } from './judged-rows.ts';
import { lostHeadDigits } from './lost-digits.ts';
import { keepReading, packReading, readingOf, unpackReading } from './packed-reading.ts';
import { breathe, stopIfCancelled } from './progress.ts';
import { columnOf, readRow } from './read-row.ts';
import type { ParsedRow, RowContext } from './read-row.ts';
import type { Cell } from './readers/cell.ts';
import { toldKinds } from './row-kinds.ts';
import type { RowKind } from './row-kinds.ts';
import type { RowFinding } from './row-values.ts';
import { parsedOf, readFrom, rowLooker, said } from './row-look.ts';
import type { RowLook, Said } from './row-look.ts';
import { namedRows } from './sheet-notes.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { keepLine, lineOf, saveLines } from './staged-lines.ts';
import { cellsOf, unpackCells } from './staged-row.ts';
import type { Blocked, IntakeEntity, JobOptions } from './types.ts';

/** Region codes seen in a file, with the names beside each and how many families have it. */
export type RegionsSeen = Map<string, { names: readonly string[]; rows: number }>;

/** What the sheets of one file share. */
export interface FileGathering {
  /** Family rows by what joins people to them. */
  readonly links: Map<string, number>;
  readonly bps: RegionsSeen;
  /** What was typed over cells. */
  readonly fixes: ReturnType<typeof fixesOf>;
}

const CHUNK = 1000;

/** Returns whether the row is kept in staging by whom it was given to. */
type OnRow = (row: Judged) => boolean;

interface SourceRow { readonly id: number; readonly no: number }

/** What reading one sheet needs, and gathers. */
export interface SheetPass {
  readonly db: Connection;
  readonly file: number;
  readonly plan: SheetPlan;
  readonly context: RowContext;
  readonly shared: FileGathering;
  /** The sheet's name. */
  readonly name: string;
  /** V34 of the heads of groups. */
  readonly heads: ReturnType<typeof lostHeadDigits>;
  readonly tell: ReturnType<typeof findingWriter>;
  readonly skipped: Map<RowKind, number[]>;
  /** Columns with a date that may be read in two ways. */
  readonly doubted: Set<number>;
  readonly group: { facts: GroupFacts; readonly open: Map<number, string>; source: number; no: number; row: number | null; said: boolean };
  /** The family of the row before, so that its reading need not be fetched again. */
  last: { row: number; parsed: ParsedRow; packed: string } | null;
  nextRow: number;
  /** Told of every row that was taken in. */
  readonly onRow: OnRow | null;
  /** Numbers that rows read before had, when rows are read again. */
  readonly free: number[];
  /** The first number that rows of this sheet get. */
  readonly firstRow: number;
  data: number;
}

/**
 * Reads the rows of a recognised sheet into staging: a person, a family or both for each, and what is no data told as such.
 * Returns what forbids importing the file at all (V34).
 */
export async function readStagedSheet(
  db: Connection, file: number, plan: SheetPlan, context: Omit<RowContext, 'dateOrders'>, shared: FileGathering, options: JobOptions, tell: (rows: number) => void,
): Promise<Blocked[]> {
  const pass = beginSheet(db, file, plan, context, shared);
  const looker = rowLooker(plan, pass.context, pass.name);
  const rows = db.prepare('SELECT id, no FROM source WHERE file = ? AND sheet = ? AND no > ? ORDER BY no').all(file, plan.no, readFrom(plan)) as SourceRow[];
  for (let at = 0; at < rows.length; at += CHUNK) {
    stopIfCancelled(options);
    db.transaction(() => {
      for (const row of rows.slice(at, at + CHUNK)) takeRow(pass, row, looker.look(row.no, fixedNow(pass, row)));
      saveLines(db);
    })();
    tell(Math.min(CHUNK, rows.length - at));
    await breathe();
  }
  db.transaction(() => {
    endSheet(pass);
    saveLines(db);
  })();
  return [...looker.lost(), ...pass.heads.found()];
}

/** A row's cells with what was typed over them. */
function fixedNow({ db, plan, shared: { fixes } }: SheetPass, row: SourceRow): readonly (Cell | null)[] {
  const raw = cellsOf(db, row.id);
  return fixes.size === 0 ? raw : fixedCells(raw, fixes.get(fixKey(plan.no, row.no)));
}

/** Begins to take in a sheet from its first row on: rows are given to `takeRow`, then `endSheet` is called. */
export function beginSheet(db: Connection, file: number, plan: SheetPlan, context: Omit<RowContext, 'dateOrders'>, shared: FileGathering, onRow: OnRow | null = null): SheetPass {
  return sheetPass(db, file, plan, context, shared, [], onRow);
}

function sheetPass(db: Connection, file: number, plan: SheetPlan, context: Omit<RowContext, 'dateOrders'>, shared: FileGathering, free: number[], onRow: OnRow | null = null): SheetPass {
  const sheet = db.prepare('SELECT name, dates FROM sheet WHERE file = ? AND no = ?').get(file, plan.no) as { name: string; dates: string };
  const firstRow = ((db.prepare('SELECT max(id) FROM row').pluck().get() as number | null) ?? 0) + 1;
  return {
    db, file, plan, shared, name: sheet.name, context: { ...context, dateOrders: dateOrders(JSON.parse(sheet.dates) as DateClue[], plan) }, heads: lostHeadDigits(sheet.name),
    tell: findingWriter(db, file), skipped: new Map(), doubted: new Set(), group: { facts: new Map(), open: new Map(), source: 0, no: 0, row: null, said: false }, last: null,
    nextRow: firstRow, onRow, free, firstRow: free.length > 0 ? 0 : firstRow, data: 0,
  };
}

/**
 * Reads some rows of a sheet again, after something was typed over one of them. The caller has removed what was read before
 * and gives the numbers that it had, so that the rows keep their places. Returns how many are data.
 */
export function rereadRows(db: Connection, file: number, plan: SheetPlan, context: Omit<RowContext, 'dateOrders'>, shared: FileGathering, rows: readonly number[], free: number[]): number {
  const pass = sheetPass(db, file, plan, context, shared, free);
  const looker = rowLooker(plan, pass.context, pass.name);
  const find = prepared(db, 'SELECT id, no FROM source WHERE file = ? AND sheet = ? AND no = ?');
  for (const no of rows) {
    const row = find.get(file, plan.no, no) as SourceRow | undefined;
    if (row) takeRow(pass, row, looker.look(no, fixedNow(pass, row)));
  }
  if (pass.group.facts.size > 0) groupFamily(pass);
  saveLines(db);
  return pass.data;
}

/** Takes in what one row says, which comes after those given before. */
export function takeRow(pass: SheetPass, row: SourceRow, look: RowLook | null): void {
  if (look === null) return;
  if (look.kind === 'group') return takeGroupRow(pass, row, unpackCells(look.cells));
  if (look.kind !== 'data' && look.kind !== 'shifted') return note(pass.skipped, look.kind, row.no);
  pass.data += 1;
  if (look.kind === 'shifted') return takeShifted(pass, row, look.name);
  const { family, person, familyFindings, findings } = look;
  noteDoubts(pass, findings);
  noteDoubts(pass, familyFindings);
  if (person === null) {
    if (family) takeFamilyRow(pass, row, family, findings);
    return;
  }
  const parent = pass.plan.shape === 'flat' && family ? familyOfFlat(pass, row, family, familyFindings, findings) : parentOf(pass, person);
  const id = save(pass, row, 'person', person, findings, parent, 0);
  for (const finding of findings) pass.tell(id, pass.plan.no, row.no, finding);
  if (pass.plan.shape === 'list') noteBps(pass.shared.bps, parsedOf(person));
}

function noteDoubts(pass: SheetPass, findings: readonly RowFinding[]): void {
  for (const { code, column } of findings) if (code === 'DATE_DOUBT' && column !== null) pass.doubted.add(column);
}

/** A row whose values stand one column further than they should: told, and nothing read from it. */
function takeShifted(pass: SheetPass, row: SourceRow, name: string | null): void {
  const { plan } = pass;
  const finding: RowFinding = { code: 'ROW_SHIFTED', severity: 'block', column: null, params: {}, value: null };
  const id = save(pass, row, plan.entity, said({ values: {}, links: [], rankings: [], bps: null, memberCount: null, name, also: {} }), [finding], null, 0);
  pass.tell(id, plan.no, row.no, finding);
}

function parentOf(pass: SheetPass, person: Said): number | null {
  if (pass.plan.shape === 'grouped') return groupFamily(pass);
  if (pass.plan.shape !== 'people') return null;
  return parsedOf(person).links.map((link) => pass.shared.links.get(link)).find((found) => found !== undefined) ?? null;
}

function save(pass: SheetPass, row: { readonly id: number; readonly no: number }, entity: IntakeEntity, one: Said, findings: readonly RowFinding[], parent: number | null, derived: number): number {
  const id = pass.free.shift() ?? pass.nextRow++;
  const state = findings.some((finding) => finding.severity === 'block') ? 'rejected' : null;
  keepLine(pass.db, 'said', id, one.line);
  const parsed = parsedOf(one);
  const taken: Judged = {
    id, sheet: pass.plan.no, no: row.no, parsed, state, record: null, changes: [], name: parsed.name, mended: false, derived: derived === 1, findings: [], warned: null,
    unsaved: { source: row.id, entity, parent },
  };
  if (!pass.onRow?.(taken)) keepUnsaved(pass.db, pass.file, taken);
  return id;
}

function addFamily(pass: SheetPass, row: { readonly id: number; readonly no: number }, one: Said, findings: readonly RowFinding[], derived: number): number {
  const id = save(pass, row, 'family', one, findings, null, derived);
  const parsed = parsedOf(one);
  for (const finding of findings) pass.tell(id, pass.plan.no, row.no, finding);
  for (const link of parsed.links) if (!pass.shared.links.has(link)) pass.shared.links.set(link, id);
  noteBps(pass.shared.bps, parsed);
  return id;
}

/**
 * A row of a sheet of families. Where an earlier sheet of the file has the family already (Regsosek spreads it over four),
 * the row completes it and is no family of its own.
 */
function takeFamilyRow(pass: SheetPass, row: SourceRow, one: Said, findings: readonly RowFinding[]): void {
  const parsed = parsedOf(one);
  const known = pass.plan.shape === 'families' ? parsed.links.map((link) => pass.shared.links.get(link)).find((found) => found !== undefined) : undefined;
  if (known === undefined || pass.firstRow <= known) {
    addFamily(pass, row, one, findings, 0);
    return;
  }
  pass.data -= 1;
  note(pass.skipped, 'joined', row.no);
  const { completed, differing } = completeFamily(readingOf(pass.db, known), parsed);
  if (completed) keepReading(pass.db, known, completed);
  for (const finding of findings) pass.tell(known, pass.plan.no, row.no, finding);
  if (findings.some((finding) => finding.severity === 'block')) prepared(pass.db, "UPDATE row SET state = 'rejected' WHERE id = ?").run([known]);
  for (const field of differing) {
    pass.tell(known, pass.plan.no, row.no, { code: 'FAMILY_DIFFERS', severity: 'warn', column: columnOf(pass.plan, field, 'family'), params: {}, value: String(parsed.values[field] ?? '') });
  }
}

function note(skipped: Map<RowKind, number[]>, kind: RowKind, no: number): void {
  const rows = skipped.get(kind);
  if (rows) rows.push(no);
  else skipped.set(kind, [no]);
}

/** The family row of a flat file's row: the first row with that number makes it, later ones complete it and are compared. */
function familyOfFlat(pass: SheetPass, row: SourceRow, one: Said, familyFindings: readonly RowFinding[], findings: RowFinding[]): number | null {
  // Nearly every row: the family of the row before, in the same words.
  if (pass.last?.packed === one.line) return pass.last.row;
  const parsed = parsedOf(one);
  if (parsed.links.length === 0) return null;
  const known = parsed.links.map((link) => pass.shared.links.get(link)).find((found) => found !== undefined);
  if (known === undefined) {
    const id = addFamily(pass, row, one, familyFindings, 1);
    pass.last = { row: id, parsed, packed: one.line };
    return id;
  }
  const last = pass.last?.row === known ? pass.last : lastOf(pass, known);
  pass.last = last;
  if (one.line === last.packed) return known;
  const { completed, differing } = completeFamily(last.parsed, parsed);
  if (completed) {
    const packed = packReading(completed);
    keepLine(pass.db, 'said', known, packed);
    pass.last = { row: known, parsed: completed, packed };
  }
  for (const field of differing) {
    const column = columnOf(pass.plan, field, 'family');
    findings.push({ code: 'FAMILY_DIFFERS', severity: 'warn', column: column < 0 ? null : column, params: {}, value: column < 0 ? null : String(parsed.values[field] ?? '') });
  }
  return known;
}

function lastOf(pass: SheetPass, row: number): { row: number; parsed: ParsedRow; packed: string } {
  const packed = lineOf(pass.db, 'said', row);
  return { row, parsed: unpackReading(packed), packed };
}

/** A row of a family's head: it begins a new family, or goes on with the head above it. */
function takeGroupRow(pass: SheetPass, row: SourceRow, cells: readonly (Cell | null)[]): void {
  const { group } = pass;
  if (group.said || (group.facts.size === 0 && group.open.size === 0)) {
    group.facts = new Map();
    group.open.clear();
    Object.assign(group, { source: row.id, no: row.no, row: null, said: false });
  }
  const before = group.facts.get('noKk');
  readGroupRow(cells, group.facts, group.open);
  // A second number without people between: the family before had none in this file.
  const now = group.facts.get('noKk');
  if (before && now && now !== before) {
    const fresh = new Map(group.facts);
    group.facts.set('noKk', before);
    groupFamily(pass);
    Object.assign(group, { facts: new Map([['noKk', fresh.get('noKk')]]), source: row.id, no: row.no, row: null, said: false });
    readGroupRow(cells, group.facts, group.open);
  }
}

/** The family row of the head above; made when its first person comes, or the next head. */
function groupFamily(pass: SheetPass): number | null {
  const { group } = pass;
  if (group.row !== null || group.facts.size === 0) {
    group.said = true;
    return group.row;
  }
  const noKk = group.facts.get('noKk');
  if (noKk) pass.heads.note(noKk.cell);
  const { cells, columns } = groupCells(group.facts);
  const { family, findings } = readRow(groupPlan(pass.plan), cells, pass.context);
  const placed = findings.map((finding) => ({ ...finding, column: finding.column === null ? null : (columns[finding.column] ?? null) }));
  group.row = family ? addFamily(pass, { id: group.source, no: group.no }, said(family), placed, 1) : null;
  group.said = true;
  return group.row;
}

function noteBps(bps: RegionsSeen, parsed: ParsedRow): void {
  if (!parsed.bps) return;
  const known = bps.get(parsed.bps.code);
  if (known) known.rows += 1;
  else bps.set(parsed.bps.code, { names: parsed.bps.names, rows: 1 });
}

/** Tells what was no data, and keeps the counts: every row below the header is in one of them. */
export function endSheet(pass: SheetPass): void {
  if (pass.group.facts.size > 0) groupFamily(pass);
  for (const [kind, rows] of pass.skipped) {
    const [first] = rows;
    if (first === undefined || kind === 'blank') continue;
    const severity = kind === 'end' && rows.length > 1 ? 'warn' : 'info';
    const named = toldKinds.includes(kind) ? namedRows(rows) : '';
    pass.tell(null, pass.plan.no, first, { code: 'ROWS_SKIPPED', severity, column: null, params: { case: kind, n: rows.length, rows: named }, value: null });
  }
  const counts = Object.fromEntries([...pass.skipped].map(([kind, rows]) => [kind, rows.length]));
  pass.db.prepare('UPDATE sheet SET rows = ?, skipped = ? WHERE file = ? AND no = ?').run(pass.data, JSON.stringify(counts), pass.file, pass.plan.no);
}
