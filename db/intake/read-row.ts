import type { NamedField } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { isPlaceholder } from '../rules/identifier.ts';
import type { IdentifierReading } from '../rules/identifier.ts';
import { parseNumber } from '../rules/numbers.ts';
import { dottedRegion } from '../rules/region-code.ts';
import { parseRtRw, withoutRtRw } from '../rules/rt-rw.ts';
import type { DateOrders } from './date-orders.ts';
import { columnLetters } from './readers/cell.ts';
import type { Cell } from './readers/cell.ts';
import type { SheetPlan } from './recognise.ts';
import { rowPlanOf } from './row-plan.ts';
import { cleanText, readIdentifierCell, readValue } from './row-values.ts';
import type { ReadContext, RowFinding } from './row-values.ts';

/** What a row says, before the register is asked. */
export interface ParsedRow {
  readonly values: Record<string, FieldValue>;
  /** What joins the two sheets: the template's number (`k:`) or the No KK (`n:`). */
  readonly links: readonly string[];
  readonly rankings: readonly { readonly scope: number; readonly value: number }[];
  /** BPS code of the kelurahan with the names beside it, province first. */
  readonly bps: { readonly code: string; readonly names: readonly string[] } | null;
  readonly memberCount: number | null;
  readonly name: string | null;
}

export interface RowReading {
  readonly parsed: ParsedRow;
  readonly findings: RowFinding[];
}

export interface RowContext {
  readonly today: string;
  readonly date1904: boolean;
  readonly dateOrders: DateOrders;
}

/** Reads one row of a recognised sheet: identifiers first, because they settle dates, then every planned column. */
export function readRow(plan: SheetPlan, cells: readonly (Cell | null)[], context: RowContext): RowReading {
  const findings: RowFinding[] = [];
  const values: Record<string, FieldValue> = {};
  const noKk = readNumber(plan, cells, plan.entity === 'family' ? 'noKk' : '@noKk', findings);
  const nik = plan.entity === 'person' ? readNumber(plan, cells, 'nik', findings) : null;
  if (plan.entity === 'family' && noKk) values.noKk = noKk;
  if (nik) values.nik = nik;
  const reading: ReadContext = { today: context.today, date1904: context.date1904, nik, dateOrders: context.dateOrders };
  for (const { index, field } of rowPlanOf(plan).columns) {
    const cell = cells[index] ?? null;
    if (!cell) continue;
    if (cell.formula) findings.push({ code: 'CELL_FORMULA', severity: 'info', column: index, params: {}, value: shown(cell) });
    if (field) readField(field, index, cell, reading, values, findings);
  }
  if (plan.entity === 'family') finishFamily(plan, values);
  if (plan.entity === 'person') finishPerson(plan, cells, values, findings);
  const key = textAt(plan, cells, '@key');
  const links = [key === '' ? null : `k:${key}`, noKk ? `n:${noKk}` : null].filter((link) => link !== null);
  return {
    parsed: {
      values, links, rankings: readRankings(plan, cells, findings), bps: readBps(plan, cells),
      memberCount: parseNumber(textAt(plan, cells, '@memberCount')), name: nameOf(plan, cells, values),
    },
    findings,
  };
}

/** The place of a target's column, or -1. */
export function columnOf(plan: SheetPlan, target: string): number {
  return rowPlanOf(plan).places.get(target) ?? -1;
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
  const isNik = target === 'nik';
  const tell = (code: string, severity: RowFinding['severity'], params: RowFinding['params'] = {}): null => {
    findings.push({ code, severity, column, params, value: shown(cell) });
    return null;
  };
  if (cell?.type === 'error') return tell('CELL_ERROR', 'warn', { text: cell.text });
  if (reading.text === '') return null;
  if (isDamaged(reading)) return tell('DIGIT_LOST', 'block', { case: reading.damage === 'scientific' ? 'scientific' : 'number' });
  if (isPlaceholder(reading.text)) return isNik ? tell('V02', 'warn') : tell('V08', 'block', { case: 'placeholder' });
  if (!/^\d{16}$/.test(reading.text)) {
    const digits = /^\d+$/.test(reading.text);
    const params: RowFinding['params'] = digits ? { case: isNik ? '' : 'length', n: reading.text.length } : { case: 'digits' };
    return tell(isNik ? 'V01' : 'V08', 'block', params);
  }
  if (reading.numericCell) tell('NUMBER_CELL', 'warn');
  return reading.text;
}

/** Whether digits of a number were lost on the way into the file. */
export function isDamaged(reading: IdentifierReading): boolean {
  return reading.damage !== null || reading.suspect;
}

function readField(field: NamedField, column: number, cell: Cell, context: ReadContext, values: Record<string, FieldValue>, findings: RowFinding[]): void {
  const { value, finding } = readValue(field, column, cell, context);
  if (value !== null) values[field.key] = value;
  if (finding) findings.push({ ...finding, column, value: shown(cell) });
}

/** RT and RW stand in DTSEN's address; a region may be written without dots. */
function finishFamily(plan: SheetPlan, values: Record<string, FieldValue>): void {
  const { address, region } = values;
  if (typeof region === 'string') values.region = dottedRegion(region) ?? region;
  if (typeof address !== 'string' || columnOf(plan, 'rt') >= 0 || columnOf(plan, 'rw') >= 0) return;
  const { rt, rw } = parseRtRw(address);
  if (rt !== null) values.rt = rt;
  if (rw !== null) values.rw = rw;
  if (rt !== null || rw !== null) values.address = withoutRtRw(address) || address;
}

const reasonUnknown = 6;

function finishPerson(plan: SheetPlan, cells: readonly (Cell | null)[], values: Record<string, FieldValue>, findings: RowFinding[]): void {
  const names = ['@ktpName.1', '@ktpName.2', '@ktpName.3', '@ktpName.4'].map((target) => textAt(plan, cells, target)).filter((name) => name !== '' && name !== '-');
  if (names.length > 0) values.ktpRegionName = names.join(', ');
  if (!values.name) findings.push({ code: 'T04', severity: 'block', column: columnOf(plan, 'name'), params: {}, value: null });
  if (values.nik) delete values.nikReason;
  else if (values.nikReason === undefined && findings.some((finding) => finding.code === 'V02')) values.nikReason = reasonUnknown;
}

const highestDesil = 10;

function readRankings(plan: SheetPlan, cells: readonly (Cell | null)[], findings: RowFinding[]): { scope: number; value: number }[] {
  return rowPlanOf(plan).rankings.flatMap(({ index, scope }) => {
    const cell = cells[index] ?? null;
    const text = cell && cell.type !== 'error' ? cleanText(cell.text) : '';
    const value = parseNumber(text);
    if (value === null || value === 0) return [];
    if (Number.isInteger(value) && value >= 1 && value <= highestDesil) return [{ scope, value }];
    findings.push({ code: 'V24', severity: 'block', column: index, params: { value }, value: shown(cell) });
    return [];
  });
}

function readBps(plan: SheetPlan, cells: readonly (Cell | null)[]): ParsedRow['bps'] {
  const code = textAt(plan, cells, '@bps.code').replace(/\D/g, '');
  if (columnOf(plan, '@bps.code') < 0 || code === '') return null;
  return { code, names: ['@bps.province', '@bps.regency', '@bps.district', '@bps.village'].map((target) => textAt(plan, cells, target)) };
}

function nameOf(plan: SheetPlan, cells: readonly (Cell | null)[], values: Readonly<Record<string, FieldValue>>): string | null {
  if (plan.entity === 'person') return typeof values.name === 'string' ? values.name : null;
  return textAt(plan, cells, '@headName') || null;
}
