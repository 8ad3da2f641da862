import type { CodedValue, FieldValue } from '../rules/field.ts';
import type { NamedField } from '../rules/entities.ts';
import { plainDigits, readIdentifier } from '../rules/identifier.ts';
import type { IdentifierReading } from '../rules/identifier.ts';
import { codeList, isValidSum, joinCodes, labelOf, readCode } from '../rules/lists.ts';
import { parseNumber } from '../rules/numbers.ts';
import { parseDate } from '../rules/parse-date.ts';
import { normaliseRt } from '../rules/rt-rw.ts';
import { showDate } from '../rules/dates.ts';
import type { DateOrders } from './date-orders.ts';
import type { Cell } from './readers/cell.ts';

/** Something found in a row, before it has a place to be told at. */
export interface RowFinding {
  readonly code: string;
  readonly severity: 'block' | 'warn' | 'info';
  /** Column index, or null for the whole row. */
  readonly column: number | null;
  readonly params: Readonly<Record<string, string | number>>;
  readonly value: string | null;
}

export interface ReadContext {
  readonly today: string;
  readonly date1904: boolean;
  /** The NIK of the same row: it settles which of day and month is which. */
  readonly nik: string | null;
  /** Which part of a written date comes first, by column, where the column tells. */
  readonly dateOrders: DateOrders;
}

export interface ValueReading {
  /** Null: the cell says nothing; an empty cell never erases. */
  readonly value: FieldValue;
  readonly finding?: Omit<RowFinding, 'column' | 'value'>;
}

const rtFields: readonly string[] = ['rt', 'rw', 'ktpRt', 'ktpRw'];
const nothing: ValueReading = { value: null };
const emptyMarks = new Set(['', '-', '--', 'NULL', 'N/A', '#N/A']);
const LONGEST_MARK = 4;

/**
 * What a cell says for a field, by the field's kind; `list` is the file's own code list where it is another. Unknown labels
 * are kept raw and flagged, never dropped.
 */
export function readValue(field: NamedField, column: number, cell: Cell, context: ReadContext, list: string | null = null): ValueReading {
  if (cell.type === 'error') return { value: null, finding: { code: 'CELL_ERROR', severity: 'warn', params: { text: cell.text } } };
  const text = cleanText(cell.text);
  if (text.length <= LONGEST_MARK && emptyMarks.has(text.toUpperCase())) return nothing;
  if (rtFields.includes(field.key)) return readRt(text);
  switch (field.kind) {
    case 'date':
      return readDate(cell, text, context, field.key, context.dateOrders.get(column));
    case 'int':
    case 'real':
      return readAmount(field, text);
    case 'code':
      return list === null ? readLabel(field.list ?? '', text) : readOtherList(list, text);
    case 'bits':
      return readSum(field.list ?? '', text);
    case 'flag':
      return readFlag(text);
    default:
      return { value: text };
  }
}

/** Anything that `cleanText` might take away; most cells have none of it. */
const UNCLEAN = /[^\x20-\x7e]|^[ '=]| $| {2}/;

/** Text without the spaces and marks that cannot be seen: no-break spaces, zero-width characters, a leading apostrophe, and `="…"` of text files. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return plainDigits(text).replace(/^="(.*)"$/s, '$1').replace(/[\u200b-\u200d\u2060\ufeff]/g, '').replace(/[\u00a0\t\r\n]+/g, ' ').replace(/^'/, '').replace(/ {2,}/g, ' ').trim();
}

/** A NIK or No KK with what may have happened to its digits, from the cell's own text. */
export function readIdentifierCell(cell: Cell | null): IdentifierReading {
  if (!cell || cell.type === 'error') return readIdentifier(null);
  const reading = readIdentifier(cell.text);
  if (cell.type !== 'number' && cell.type !== 'date') return reading;
  const rounded = reading.text.length === 16 && BigInt(/^\d+$/.test(reading.text) ? reading.text : 0) > BigInt(Number.MAX_SAFE_INTEGER);
  return { ...reading, numericCell: true, suspect: reading.text.length === 16 && reading.text.endsWith('0'), damage: rounded ? 'rounded' : reading.damage };
}

function readRt(text: string): ValueReading {
  const value = normaliseRt(text);
  if (value !== null || /^0+$/.test(text)) return { value };
  return { value: null, finding: { code: 'V23', severity: 'warn', params: { case: 'format', value: text } } };
}

/** A date from a cell, for a field; `order` is which part of it comes first, where its column tells. */
export function readDate(cell: Cell, text: string, context: Omit<ReadContext, 'dateOrders'>, field: string, order?: 'day' | 'month'): ValueReading {
  const numeric = cell.type === 'date' || cell.type === 'number';
  const reading = parseDate(numeric ? Number(cell.text) : text, { today: context.today, nik: context.nik, date1904: context.date1904 });
  switch (reading.kind) {
    case 'empty':
      return nothing;
    case 'year':
      return { value: null, finding: { code: 'DATE_YEAR', severity: 'warn', params: { year: String(reading.year) } } };
    case 'invalid':
      return { value: null, finding: { code: 'DATE_UNREADABLE', severity: 'warn', params: { case: reading.reason, text } } };
    case 'date':
      if (reading.alternative === undefined || (order === 'day' && !numeric)) return { value: reading.iso };
      if (order === 'month' && !numeric) return { value: reading.alternative };
      return { value: reading.iso, finding: { code: 'DATE_DOUBT', severity: 'warn', params: { taken: showDate(reading.iso), other: showDate(reading.alternative), field, exchanged: reading.alternative } } };
  }
}

function readAmount(field: NamedField, text: string): ValueReading {
  const number = parseNumber(text);
  if (number === null) return { value: null, finding: { code: 'NUMBER_UNREADABLE', severity: 'warn', params: { text } } };
  const value = field.kind === 'int' ? Math.round(number) : number;
  const outside = (field.min !== undefined && value < field.min) || (field.max !== undefined && value > field.max);
  if (!outside) return { value };
  return { value: null, finding: { code: 'T01', severity: 'warn', params: { value, min: field.min ?? '', max: field.max ?? '' } } };
}

/** Readings of the labels seen lately, by list and text: a file has a few hundred of them, a million times. */
const labels = new Map<string, Map<string, ValueReading>>();
const MOST_LABELS = 2000;

function readLabel(list: string, text: string): ValueReading {
  let known = labels.get(list);
  if (!known) labels.set(list, (known = new Map()));
  let reading = known.get(text);
  if (reading) return reading;
  if (known.size >= MOST_LABELS) known.clear();
  known.set(text, (reading = readNewLabel(list, text)));
  return reading;
}

/** Yes and no of BDT 2015, which alternate between 1/2 and 3/4 from column to column; each pair is its own list. */
const yesNoLists: readonly string[] = ['BDT15.ya_tidak_ganjil', 'BDT15.ya_tidak_genap'];

/** An answer in another list than the field's: kept with that list, its version and label, never taken for the same code here. */
function readOtherList(list: string, text: string): ValueReading {
  const reading = readLabel(list, text);
  if (typeof reading.value !== 'number') return reading;
  if (yesNoLists.includes(list)) return { value: reading.value % 2 === 1 ? 1 : 2 };
  return { value: { list, version: codeList(list)?.version ?? '', code: reading.value, raw: labelOf(list, reading.value) ?? text } };
}

function readNewLabel(list: string, text: string): ValueReading {
  const value = readCode(list, text);
  if (!isUnknown(value)) return { value };
  return { value, finding: { code: 'T02', severity: 'warn', params: { value: text } } };
}

function isUnknown(value: number | CodedValue | null): boolean {
  return typeof value === 'object' && value !== null && value.code === null && value.version !== 'DTSEN-2026';
}

function readSum(list: string, text: string): ValueReading {
  if (/^\d{1,4}$/.test(text)) {
    const sum = Number(text);
    return isValidSum(list, sum) ? { value: sum } : { value: null, finding: { code: 'V21', severity: 'warn', params: { sum } } };
  }
  const codes: number[] = [];
  for (const part of text.split(/[,;]/)) {
    const code = readCode(list, part);
    if (typeof code === 'number') codes.push(code);
    else if (code !== null) return { value: code, finding: { code: 'T02', severity: 'warn', params: { value: part.trim() } } };
  }
  return { value: codes.length > 0 ? joinCodes(codes) : null };
}

function readFlag(text: string): ValueReading {
  if (/^(1|YA|Y|TRUE|X|V)$/i.test(text)) return { value: 1 };
  if (/^(0|2|TIDAK|T|FALSE)$/i.test(text)) return { value: 0 };
  return { value: null, finding: { code: 'T02', severity: 'warn', params: { value: text } } };
}
