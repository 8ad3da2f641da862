import type { FieldValue } from '../rules/field.ts';
import { isPlaceholder } from '../rules/identifier.ts';
import type { IdentifierReading } from '../rules/identifier.ts';
import { shdkToRelationship } from '../rules/lists.ts';
import { parseNumber } from '../rules/numbers.ts';
import { splitBirth } from '../rules/parse-date.ts';
import { rankingKinds } from '../rules/ranking-kinds.ts';
import { dottedRegion } from '../rules/region-code.ts';
import { parseRtRw, withoutRtRw } from '../rules/rt-rw.ts';
import type { DateOrders } from './date-orders.ts';
import { columnLetters } from './readers/cell.ts';
import type { Cell } from './readers/cell.ts';
import { readAid } from './read-aid.ts';
import type { SaidAid } from './read-aid.ts';
import { readBps } from './read-region.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { rowPlanOf } from './row-plan.ts';
import type { PlannedColumn, RowPlan } from './row-plan.ts';
import { cleanText, readDate, readIdentifierCell, readValue } from './row-values.ts';
import type { ReadContext, RowFinding, ValueReading } from './row-values.ts';
import type { IntakeEntity } from './types.ts';

/** What a row says about a family or a person, before the register is asked. */
export interface ParsedRow {
  readonly values: Record<string, FieldValue>;
  /** What joins rows: the template's or the file's own number (`k:`), the No KK (`n:`), the NIK of a member (`i:`); the rumah tangga of a list (`h:`). */
  readonly links: readonly string[];
  /** Rankings by their kind (`db/rules/ranking-kinds.ts`). */
  readonly rankings: readonly { readonly kind: string; readonly value: number }[];
  /** BPS code of the kelurahan with the names beside it, province first. */
  readonly bps: { readonly code: string; readonly names: readonly string[] } | null;
  readonly memberCount: number | null;
  readonly name: string | null;
  /** What a person's row of a list says of the family: address, RT, RW. */
  readonly also: Readonly<Record<string, FieldValue>>;
  /** Programmes that it says are received. */
  readonly aid?: readonly SaidAid[];
}

export interface RowReading {
  readonly family: ParsedRow | null;
  readonly person: ParsedRow | null;
  /** What was found in the columns of the family, and in all others. */
  readonly familyFindings: RowFinding[];
  readonly findings: RowFinding[];
}

export interface RowContext {
  readonly today: string;
  readonly date1904: boolean;
  readonly dateOrders: DateOrders;
}

/** A family that was read from cells as a row has them again. */
export interface ReadFamily {
  readonly family: ParsedRow;
  readonly findings: readonly RowFinding[];
}

/**
 * Reads one row of a recognised sheet: identifiers first, because they settle dates, then every planned column. `known`:
 * what the row's family columns say, where the row before had the same in them.
 */
export function readRow(plan: SheetPlan, cells: readonly (Cell | null)[], context: RowContext, known: ReadFamily | null = null): RowReading {
  const row = rowPlanOf(plan);
  const findings: RowFinding[] = [];
  const familyFindings: RowFinding[] = plan.entity === 'family' ? findings : [];
  const noKk = readNumber(plan, cells, '@noKk', findings);
  const nik = readNumber(plan, cells, row.places.has('nik') ? 'nik' : '@headNik', findings);
  const reading: ReadContext = { today: context.today, date1904: context.date1904, nik, dateOrders: context.dateOrders };
  const key = textAt(plan, cells, '@key');
  // A file's own number joins only where there is no No KK: a household of BDT may hold several families.
  const joinsByKey = key !== '' && (plan.layout === 'template' || !noKk);
  const links = [joinsByKey ? `k:${key}` : null, noKk ? `n:${noKk}` : null, nik && plan.shape === 'desil' ? `i:${nik}` : null, plan.shape === 'list' ? householdLink(plan, cells) : null].filter((link) => link !== null);
  noteCells(row, cells, findings);
  const about: About = { plan, cells, links, noKk, nik, reading };
  if (known) familyFindings.push(...known.findings);
  const family = known ? known.family : plan.entity === 'family' || row.fields.family.length > 0 || row.rankings.length > 0 || row.places.has('@rtRw') || plan.shape === 'flat' ? readFamily(about, familyFindings) : null;
  const aid = readAid(plan, cells, findings);
  if (plan.entity === 'family') return { family: family && aid.length > 0 ? { ...family, aid } : family, person: null, familyFindings, findings };
  const read = readPerson(about, findings, plan.shape === 'list' ? family : null);
  const person = aid.length > 0 ? { ...read, aid } : read;
  // A row of a list has no family's row beside it: what is found in its family's columns is found in it.
  if (plan.shape === 'list') findings.push(...familyFindings);
  return { family: plan.shape === 'flat' ? family : null, person, familyFindings, findings };
}

/** The rumah tangga that a list says somebody lives in. */
function householdLink(plan: SheetPlan, cells: readonly (Cell | null)[]): string | null {
  const number = textAt(plan, cells, '@household');
  return number === '' || number === '-' ? null : `h:${number}`;
}

/** What reading a row's two parts needs. */
interface About {
  readonly plan: SheetPlan;
  readonly cells: readonly (Cell | null)[];
  readonly links: readonly string[];
  readonly noKk: string | null;
  readonly nik: string | null;
  readonly reading: ReadContext;
}

function readFamily({ plan, cells, links, noKk, reading }: About, findings: RowFinding[]): ParsedRow {
  const values: Record<string, FieldValue> = {};
  if (noKk) values.noKk = noKk;
  readFields(rowPlanOf(plan).fields.family, cells, reading, values, findings);
  finishFamily(plan, cells, values, findings);
  return {
    values, links, rankings: readRankings(plan, cells, findings), bps: readBps(plan, cells), memberCount: parseNumber(textAt(plan, cells, '@memberCount')),
    name: textAt(plan, cells, '@headName') || null, also: {},
  };
}

function readPerson({ plan, cells, links, nik, reading }: About, findings: RowFinding[], family: ParsedRow | null): ParsedRow {
  const values: Record<string, FieldValue> = {};
  if (nik) values.nik = nik;
  readFields(rowPlanOf(plan).fields.person, cells, reading, values, findings);
  readBirth(plan, cells, reading, values, findings);
  finishPerson(plan, cells, values, findings);
  const rankings = plan.shape === 'list' && family ? family.rankings : [];
  return {
    values, links, rankings, bps: plan.shape === 'list' ? readBps(plan, cells) : null, memberCount: null,
    name: typeof values.name === 'string' ? values.name : null, also: family?.values ?? {},
  };
}

/** Formulas in any column, and errors in those that are not read as a field. */
function noteCells({ indexes, aside }: RowPlan, cells: readonly (Cell | null)[], findings: RowFinding[]): void {
  for (const index of indexes) {
    const cell = cells[index];
    if (cell?.formula) findings.push({ code: 'CELL_FORMULA', severity: 'info', column: index, params: {}, value: shown(cell) });
    if (cell?.type === 'error' && aside.has(index)) findings.push({ code: 'CELL_ERROR', severity: 'warn', column: index, params: { text: cell.text }, value: shown(cell) });
  }
}

function readFields(columns: readonly PlannedColumn[], cells: readonly (Cell | null)[], context: ReadContext, values: Record<string, FieldValue>, findings: RowFinding[]): void {
  for (const column of columns) {
    const { index, field } = column;
    const cell = cells[index] ?? null;
    if (!cell) continue;
    const { value, finding } = column.said && cell.type !== 'error' ? readAgain(column, column.said, cell, context) : readValue(field, index, cell, context, column.list);
    if (value !== null) values[field.key] = value;
    if (finding) findings.push({ ...finding, column: index, value: shown(cell) });
  }
}

/** Texts of a column that are remembered; more are no answers. */
const MOST_SAID = 2000;

function readAgain({ index, field, list }: PlannedColumn, said: Map<string, ValueReading>, cell: Cell, context: ReadContext): ValueReading {
  let reading = said.get(cell.text);
  if (reading) return reading;
  if (said.size >= MOST_SAID) said.clear();
  said.set(cell.text, (reading = readValue(field, index, cell, context, list)));
  return reading;
}

/** The place of a target's column, or -1. */
export function columnOf(plan: SheetPlan, target: string, entity: IntakeEntity = plan.entity): number {
  const { places, found } = rowPlanOf(plan);
  const known = found[entity];
  let place = known.get(target);
  // Asked several times for every row: the name of a place is not put together each time.
  if (place === undefined) known.set(target, (place = places.get(target === 'noKk' ? '@noKk' : target) ?? places.get(`${entity}.${target}`) ?? -1));
  return place;
}

/** A cell's text as the preview shows it. */
export function shown(cell: Cell | null): string | null {
  return cell ? cell.text : null;
}

/** `C`, `AA`: how a person finds the column; null for the whole row. */
export function columnName(index: number | null): string | null {
  return index === null || index < 0 ? null : columnLetters(index);
}

function textAt(plan: SheetPlan, cells: readonly (Cell | null)[], target: string): string {
  const cell = cells[columnOf(plan, target)] ?? null;
  return cell && cell.type !== 'error' ? cleanText(cell.text) : '';
}

/** A NIK or No KK that may be used, or null; what is wrong with it is told. A lost digit is never repaired. */
function readNumber(plan: SheetPlan, cells: readonly (Cell | null)[], target: string, findings: RowFinding[]): string | null {
  const column = columnOf(plan, target);
  const cell = cells[column] ?? null;
  const reading = readIdentifierCell(cell);
  const isNik = target !== '@noKk';
  const tell = (code: string, severity: RowFinding['severity'], params: RowFinding['params'] = {}): null => {
    findings.push({ code, severity, column, params, value: shown(cell) });
    return null;
  };
  if (cell?.type === 'error') return tell('CELL_ERROR', 'warn', { text: cell.text });
  if (reading.text === '') return null;
  if (isDamaged(reading)) return tell('DIGIT_LOST', 'block', { case: reading.damage === 'scientific' ? 'scientific' : 'number' });
  if (/\d{16}\D+\d{16}/.test(cell?.text ?? '') || /^\d{32}$/.test(reading.text)) return tell('TWO_NUMBERS', 'block');
  if (isMasked(cell?.text ?? '')) return tell('NUMBER_MASKED', 'block');
  if (isPlaceholder(reading.text)) return isNik ? tell('V02', 'warn') : tell('V08', 'block', { case: 'placeholder' });
  if (!/^\d{16}$/.test(reading.text)) {
    const n = reading.text.length;
    const params: RowFinding['params'] = !/^\d+$/.test(reading.text) ? { case: 'odd' } : n < 16 ? { case: 'short', n, k: 16 - n } : { case: 'long', n, k: n - 16 };
    return tell(isNik ? 'V01' : 'V08', 'block', params);
  }
  if (reading.numericCell) tell('NUMBER_CELL', 'warn');
  return reading.text;
}

/** A number whose middle somebody hid, as lists for outsiders have it: nobody can be found by it. */
function isMasked(text: string): boolean {
  return /^\d*[•●·*#x]{4,}\d*$/i.test(text.replace(/[\s.'-]/g, '')) && /\d/.test(text);
}

/** Whether digits of a number were lost on the way into the file. */
export function isDamaged(reading: IdentifierReading): boolean {
  return reading.damage !== null || reading.suspect;
}

/** What stands where somebody has no RT or RW to say. */
const saysNoRt = /^[\s\-–0/.]*$|^NULL$|^NIHIL$/i;

/** RT and RW stand in a column of their own, in one column together, or in the address; a region may be written without dots. */
function finishFamily(plan: SheetPlan, cells: readonly (Cell | null)[], values: Record<string, FieldValue>, findings: RowFinding[]): void {
  if (typeof values.region === 'string') values.region = dottedRegion(values.region) ?? values.region;
  const together = parseRtRw(textAt(plan, cells, '@rtRw') || (typeof values.slsName === 'string' ? values.slsName : ''));
  const column = columnOf(plan, '@rtRw');
  const said = cells[column]?.type === 'error' ? '' : textAt(plan, cells, '@rtRw');
  if (together.rt === null && together.rw === null && !saysNoRt.test(said)) findings.push({ code: 'RT_UNREADABLE', severity: 'warn', column, params: { text: said }, value: shown(cells[column] ?? null) });
  if (together.rt !== null) values.rt ??= together.rt;
  if (together.rw !== null) values.rw ??= together.rw;
  const { address } = values;
  if (typeof address !== 'string') return;
  const { rt, rw } = parseRtRw(address);
  if (rt === null && rw === null) return;
  const told = columnOf(plan, 'rt', 'family') >= 0 || columnOf(plan, 'rw', 'family') >= 0 || columnOf(plan, '@rtRw') >= 0;
  // Where a column of its own says otherwise, the address stays as it was written.
  if (told && ((rt !== null && values.rt !== undefined && values.rt !== rt) || (rw !== null && values.rw !== undefined && values.rw !== rw))) return;
  if (rt !== null) values.rt ??= rt;
  if (rw !== null) values.rw ??= rw;
  if (!told) values.address = withoutRtRw(address) || address;
}

/** Place and date of birth in one cell: `BONTANG, 17 AGUSTUS 1948`. */
function readBirth(plan: SheetPlan, cells: readonly (Cell | null)[], reading: ReadContext, values: Record<string, FieldValue>, findings: RowFinding[]): void {
  const column = columnOf(plan, '@ttl');
  const cell = cells[column] ?? null;
  if (!cell || cell.type === 'error') return;
  const { place, date } = cell.type === 'text' ? splitBirth(cleanText(cell.text)) : { place: '', date: cell.text };
  if (place !== '') values.birthPlace ??= place;
  if (date === '' || values.birthDate !== undefined) return;
  const { value, finding } = readDate(cell.type === 'text' ? { ...cell, text: date } : cell, date, reading, 'birthDate', reading.dateOrders.get(column));
  if (value !== null) values.birthDate = value;
  if (finding) findings.push({ ...finding, column, value: shown(cell) });
}

const reasonUnknown = 6;
const invalidStatus = 9;
const alive = 1;
/** What a list says in its remarks of somebody who should not be on it. */
const remarks: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/\b(MENINGGAL|WAFAT|ALM|ALMH|ALMARHUM(AH)?|TUTUP USIA)\b/i, 'REMARK_DEAD'],
  [/\b(PINDAH|TIDAK DI ?TEMUKAN|TDK DI ?TEMUKAN|TIDAK DIKENAL)\b/i, 'REMARK_GONE'],
];
/** The late: written behind the name in lists. */
const late = /(^|[\s(,.])ALM(H|ARHUM(AH)?)?\b\.?/i;

const ktpNames = ['@ktpName.1', '@ktpName.2', '@ktpName.3', '@ktpName.4'] as const;

function finishPerson(plan: SheetPlan, cells: readonly (Cell | null)[], values: Record<string, FieldValue>, findings: RowFinding[]): void {
  const names = ktpNames.map((target) => textAt(plan, cells, target)).filter((name) => name !== '' && name !== '-');
  if (names.length > 0) values.ktpRegionName = names.join(', ');
  const tell = (code: string, severity: RowFinding['severity'], target: string): void => {
    findings.push({ code, severity, column: columnOf(plan, target), params: {}, value: shown(cells[columnOf(plan, target)] ?? null) });
  };
  if (!values.name && plan.shape !== 'list') tell('T04', 'block', 'name');
  // A row that slipped by one column has a number where the name should be.
  if (typeof values.name === 'string' && /^[\d\s.'’-]+$/.test(values.name)) tell('NAME_NUMBER', 'block', 'name');
  // The population office itself withdrew the row: the person is in another row, or nowhere.
  if (values.status === invalidStatus) tell('NOT_VALID', 'block', 'status');
  if (typeof values.name === 'string' && late.test(values.name) && (values.status ?? alive) === alive) tell('NAME_LATE', 'warn', 'name');
  const remark = remarks.find(([pattern]) => pattern.test(textAt(plan, cells, '@remark')));
  if (remark) tell(remark[1], 'warn', '@remark');
  if (values.relationship === undefined && typeof values.shdk === 'number') {
    const relationship = shdkToRelationship(values.shdk);
    if (relationship !== null) values.relationship = relationship;
  }
  if (values.nik) delete values.nikReason;
  else if (values.nikReason === undefined && findings.some((finding) => finding.code === 'V02')) values.nikReason = reasonUnknown;
}

/** What stands where nothing was ranked. */
const saysNone = /^(|[-–]+|NULL|NIHIL|N\/A|#N\/A|(TIDAK|BELUM) ADA( DESIL)?)$/i;

function readRankings(plan: SheetPlan, cells: readonly (Cell | null)[], findings: RowFinding[]): { kind: string; value: number }[] {
  return rowPlanOf(plan).rankings.flatMap(({ index, kind }) => {
    const cell = cells[index] ?? null;
    const text = cell && cell.type !== 'error' ? cleanText(cell.text) : '';
    const value = parseNumber(text.replace(/^DESIL\s*/i, ''));
    if (value === null && !saysNone.test(text)) findings.push({ code: 'NUMBER_UNREADABLE', severity: 'warn', column: index, params: { text }, value: shown(cell) });
    if (value === null || value === 0) return [];
    if (Number.isInteger(value) && value >= 1 && value <= (rankingKinds[kind]?.most ?? 0)) return [{ kind, value }];
    findings.push({ code: 'V24', severity: 'block', column: index, params: { value }, value: shown(cell) });
    return [];
  });
}
