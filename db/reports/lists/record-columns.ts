import { isOpenField } from '../../registry/closed-answers.ts';
import type { Closed } from '../../registry/closed-answers.ts';
import { fieldsOf } from '../../rules/entities.ts';
import type { NamedField } from '../../rules/entities.ts';
import { answerText, codeIn } from '../../rules/lists.ts';
import { mask } from '../../rules/mask.ts';
import type { SheetValue } from '../../rules/sheet-xml.ts';
import { templateFamilyKey, templateMark, templateSheets } from '../../rules/template-columns.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { TableColumn } from '../table.ts';

/** A column of the records of an entity: its header, its key for the import, and how its cell is found. */
export interface RecordColumn extends TableColumn {
  /** Null for a column that says again what another one says. */
  readonly key: string | null;
  cell(record: StoredRecord): SheetValue;
}

interface Shown {
  readonly identifiers: boolean;
  readonly closed: Closed;
}

/**
 * The columns of families or people as the template has them, so that the file can be imported again, with the code of
 * every answer beside its label. The record's family is the first column: it joins the sheets, and finds a family
 * without No KK again. Masked identifiers carry no key, so that no import takes them for numbers.
 */
export function recordColumns(entity: 'family' | 'person', familyOf: (record: StoredRecord) => string, shown: Shown): RecordColumn[] {
  const sheet = templateSheets.find((one) => one.entity === entity);
  const fields = new Map(fieldsOf(entity).map((field) => [field.key, field]));
  return (sheet?.columns ?? []).flatMap(({ key, header }): RecordColumn[] => {
    if (key === templateFamilyKey) return [{ key: templateMark, header, kind: 'text', width: 38, cell: familyOf }];
    const field = fields.get(key);
    if (!field || !isOpenField(entity, key, shown.closed)) return [];
    return columnsOf(field, header, shown);
  });
}

function columnsOf(field: NamedField, header: string, shown: Shown): RecordColumn[] {
  const { key, kind, list } = field;
  if (field.masked && !shown.identifiers) return [{ key: null, header, kind: 'text', width: 20, cell: (record) => maskedText(record.values[key]) }];
  if (field.masked) return [{ key, header, kind: 'text', width: 20, cell: (record) => plainText(record.values[key]) }];
  if (list !== undefined) return kind === 'bits' ? sumColumns(key, header, list) : codeColumns(key, header, list);
  if (kind === 'date') return [{ key, header, kind: 'date', width: 12, cell: (record) => plainText(record.values[key]) }];
  if (kind === 'int' || kind === 'real' || kind === 'flag') return [{ key, header, kind: 'number', cell: (record) => numberOf(record.values[key]) }];
  return [{ key, header, kind: 'text', cell: (record) => plainText(record.values[key]) }];
}

function codeColumns(key: string, header: string, list: string): RecordColumn[] {
  return [
    { key, header, kind: 'text', list, cell: (record) => answerText(list, record.values[key]) },
    { key: null, header: `Kode ${header}`, kind: 'number', cell: (record) => codeIn(list, record.values[key]) },
  ];
}

/** Sums of ticked answers are read back as sums; their labels stand before them. */
function sumColumns(key: string, header: string, list: string): RecordColumn[] {
  return [
    { key: null, header, kind: 'text', list, cell: (record) => answerText(list, record.values[key]) },
    { key, header: `Kode ${header}`, kind: 'number', cell: (record) => numberOf(record.values[key]) },
  ];
}

function plainText(value: StoredRecord['values'][string] | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? value.raw : String(value);
}

function maskedText(value: StoredRecord['values'][string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? mask(value) : null;
}

function numberOf(value: StoredRecord['values'][string] | undefined): SheetValue {
  return typeof value === 'number' ? value : plainText(value);
}
