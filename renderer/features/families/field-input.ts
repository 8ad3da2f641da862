import { fieldDef } from '../../../db/rules/entities.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { readIdentifier } from '../../../db/rules/identifier.ts';
import { codeIn } from '../../../db/rules/lists.ts';
import { parseNumber } from '../../../db/rules/numbers.ts';
import { normaliseRt } from '../../../db/rules/rt-rw.ts';
import { groupIdentifier } from '../../ui/format.ts';
import type { RecordEntity } from './family-types.ts';

/** How a field is written in place. */
export type Control = 'text' | 'long' | 'identifier' | 'rt' | 'date' | 'number' | 'code' | 'bits' | 'flag' | 'region';

const rtFields = new Set(['rt', 'rw', 'ktpRt', 'ktpRw']);

/** The kind of editor that a field gets. */
export function controlOf(entity: RecordEntity, field: string): Control {
  const def = fieldDef(entity, field);
  if (rtFields.has(field)) return 'rt';
  if (def?.masked) return 'identifier';
  if (entity === 'family' && (field === 'region' || field === 'ktpRegion')) return 'region';
  if (field === 'notes') return 'long';
  if (def?.kind === 'int' || def?.kind === 'real') return 'number';
  return def?.kind === 'code' || def?.kind === 'bits' || def?.kind === 'date' || def?.kind === 'flag' ? def.kind : 'text';
}

/** The code list that a coded field offers; yes and no for flags. */
export function listOf(entity: RecordEntity, field: string): string {
  return fieldDef(entity, field)?.list ?? 'RSEK.416a';
}

/** A typed text as a value; undefined when it cannot be read as the field's kind. Empty is null. */
export function readTyped(control: Control, whole: boolean, typed: string): FieldValue | undefined {
  const text = typed.trim();
  if (text === '') return null;
  if (control === 'identifier') return readIdentifier(text).text || null;
  if (control === 'rt') return normaliseRt(text) ?? text;
  if (control !== 'number') return text;
  const number = parseNumber(text);
  return number === null || (whole && !Number.isInteger(number)) ? undefined : number;
}

/** A value as it is typed. */
export function typedText(control: Control, value: FieldValue | undefined): string {
  if (value === null || value === undefined || typeof value === 'object') return '';
  if (control === 'identifier') return groupIdentifier(String(value)).replaceAll('\u2009', ' ');
  return control === 'number' ? String(value).replace('.', ',') : String(value);
}

/** The code that an answer has in the field's present list, or null. Flags are 1 (yes) and 2 (no) as on paper. */
export function codeOfValue(entity: RecordEntity, field: string, value: FieldValue | undefined): number | null {
  if (controlOf(entity, field) === 'flag') return value === 1 ? 1 : value === 0 ? 2 : null;
  return codeIn(listOf(entity, field), value);
}

/** Whether a field holds whole numbers only. */
export function isWhole(entity: RecordEntity, field: string): boolean {
  return fieldDef(entity, field)?.kind === 'int';
}
