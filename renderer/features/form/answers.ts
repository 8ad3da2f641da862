import { fieldDef } from '../../../db/rules/entities.ts';
import type { FieldValue, FieldValues } from '../../../db/rules/field.ts';
import { readIdentifier } from '../../../db/rules/identifier.ts';
import { codeList, isCodedValue, labelOf } from '../../../db/rules/lists.ts';
import { parseNumber } from '../../../db/rules/numbers.ts';
import { isRegionCode, regionLevel } from '../../../db/rules/region-code.ts';
import { normaliseRt } from '../../../db/rules/rt-rw.ts';
import { formatShortDate, parseTypedDate } from '../../ui/format.ts';
import { entityOf, familyKey, splitKey } from './form-state.ts';
import type { FormState } from './form-state.ts';

/** How an answer is written into its field. */
export type Control = 'text' | 'long' | 'identifier' | 'rt' | 'date' | 'number' | 'code' | 'bits' | 'flag' | 'region';
/** Why a text is no answer. */
export type TextProblem = 'code' | 'date' | 'number' | 'region';
export type Reading = { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly problem: TextProblem };
type FormEntity = 'family' | 'person';

const rtFields = new Set(['rt', 'rw', 'ktpRt', 'ktpRw']);
const identifierFields = new Set(['noKk', 'nik', 'fatherNik', 'motherNik']);

/** The kind of field that a question gets. */
export function controlOf(entity: FormEntity, field: string): Control {
  if (rtFields.has(field)) return 'rt';
  if (identifierFields.has(field)) return 'identifier';
  if (field === 'region' || (entity === 'family' && field === 'ktpRegion')) return 'region';
  if (field === 'notes') return 'long';
  const kind = fieldDef(entity, field)?.kind;
  if (kind === 'int' || kind === 'real') return 'number';
  return kind === 'code' || kind === 'bits' || kind === 'date' || kind === 'flag' ? kind : 'text';
}

/** The codes that a coded question offers, in the order of the paper; flags are yes and no. */
export function codesOf(entity: FormEntity, field: string): readonly (readonly [code: number, label: string])[] {
  return codeList(listOf(entity, field))?.codes ?? [];
}

/** The code list of a question; flags are answered from the list of yes and no. */
export function listOf(entity: FormEntity, field: string): string {
  return fieldDef(entity, field)?.list ?? 'RSEK.416a';
}

/** Reads what was typed into a field. An empty text is an empty answer. */
export function readAnswer(entity: FormEntity, field: string, typed: string): Reading {
  const text = typed.trim();
  if (text === '') return { ok: true, value: null };
  switch (controlOf(entity, field)) {
    case 'identifier':
      return { ok: true, value: readIdentifier(text).text || null };
    case 'rt':
      return { ok: true, value: normaliseRt(text) ?? text };
    case 'date':
      return read(parseTypedDate(text), 'date');
    case 'number':
      return readNumber(text, fieldDef(entity, field)?.kind === 'int');
    case 'code':
      return readCode(listOf(entity, field), text);
    case 'flag':
      return read(text === '1' ? 1 : text === '2' || text === '0' ? 0 : null, 'code');
    case 'bits':
      return /^\d{1,3}$/.test(text) ? { ok: true, value: Number(text) } : { ok: false, problem: 'code' };
    case 'region':
      return read(readRegion(text), 'region');
    default:
      return { ok: true, value: text };
  }
}

function read(value: FieldValue, problem: TextProblem): Reading {
  return value === null ? { ok: false, problem } : { ok: true, value };
}

function readNumber(text: string, whole: boolean): Reading {
  const value = parseNumber(text);
  return read(value !== null && whole && !Number.isInteger(value) ? null : value, 'number');
}

function readCode(list: string, text: string): Reading {
  const code = /^\d{1,3}$/.test(text) ? Number(text) : null;
  return read(code !== null && labelOf(list, code) !== undefined ? code : null, 'code');
}

/** A kelurahan's or desa's code, dotted or as ten digits. */
function readRegion(text: string): string | null {
  const dotted = text.replace(/^(\d{2})(\d{2})(\d{2})(\d{4})$/, '$1.$2.$3.$4');
  return isRegionCode(dotted) && regionLevel(dotted) === 'kelurahan' ? dotted : null;
}

/** An answer as it stands in its field. An answer kept with its raw label shows that. */
export function showAnswer(entity: FormEntity, field: string, value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (isCodedValue(value)) return value.code === null ? value.raw : String(value.code);
  const control = controlOf(entity, field);
  if (control === 'date') return formatShortDate(String(value));
  if (control === 'identifier') return String(value).replace(/(.{4})(?=.)/g, '$1 ');
  if (control === 'flag') return value === 1 ? '1' : '2';
  if (control === 'number') return String(value).replace('.', ',');
  return String(value);
}

/** The records of the form as they would be if what is being typed were entered now; unreadable texts count as empty. */
export function effective(state: FormState): { readonly family: FieldValues; readonly people: readonly { readonly key: string; readonly values: FieldValues }[] } {
  const typed = new Map<string, Record<string, FieldValue>>();
  for (const [key, text] of Object.entries(state.texts)) {
    const { record, field } = splitKey(key);
    const reading = readAnswer(entityOf(record), field, text);
    typed.set(record, { ...typed.get(record), [field]: reading.ok ? reading.value : null });
  }
  return {
    family: { ...state.family, ...typed.get(familyKey) },
    people: state.people.map(({ key, values }) => ({ key, values: { ...values, ...typed.get(key) } })),
  };
}
