import { fieldDef, isEntityKey } from './entities.ts';
import { longDate } from './long-date.ts';
import { showNumber } from './numbers.ts';
import { errorsEn } from './text/errors.en.ts';
import { errorsId } from './text/errors.id.ts';
import { faultWordsEn } from './text/fault-words.en.ts';
import { faultWordsId } from './text/fault-words.id.ts';
import { fieldsEn } from './text/fields.en.ts';
import { fieldsId } from './text/fields.id.ts';
import { findingsEn } from './text/findings.en.ts';
import { findingsId } from './text/findings.id.ts';

export type Lang = 'id' | 'en';

/** Facts that a text names in braces. Numbers get the language's separators: pass a year or a code as text. */
export type TextParams = Readonly<Record<string, string | number>>;

/** The same texts in both languages. */
export interface Catalogue<K extends string = string> {
  readonly id: Readonly<Record<K, string>>;
  readonly en: Readonly<Record<K, string>>;
}

const errors: Catalogue = { id: errorsId, en: errorsEn };
const faults: Catalogue = { id: faultWordsId, en: faultWordsEn };
const findings: Catalogue = { id: findingsId, en: findingsEn };
const fields = { id: fieldsId, en: fieldsEn };

/** Says a text of a catalogue with its parameters filled in. A parameter that is not given leaves its name standing. */
export function say<K extends string>(lang: Lang, catalogue: Catalogue<K>, key: K, params: TextParams = {}): string {
  return catalogue[lang][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? whole : showParam(lang, value);
  });
}

function showParam(lang: Lang, value: string | number): string {
  if (typeof value === 'string') return value;
  const shown = showNumber(value);
  return lang === 'id' ? shown : shown.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
}

/** The text of a named refusal; a code that this version does not know is said as itself. */
export function errorText(lang: Lang, code: string, params: TextParams = {}): string {
  // A date comes as data, and is said as people say it.
  const dated = typeof params.since === 'string' ? { ...params, since: longDate(lang, params.since) } : params;
  const { detail } = params;
  const said = code === 'FOLDER_UNUSABLE' && typeof detail === 'string' && Object.hasOwn(faults[lang], detail) ? { ...dated, detail: say(lang, faults, detail) } : dated;
  return Object.hasOwn(errors[lang], code) ? say(lang, errors, code, said) : code;
}

/**
 * The text of what a check found. `params.case` picks among the texts of one code; `params.child` and `params.parent`
 * are field keys of the family and are said by their labels.
 */
export function findingText(lang: Lang, finding: { readonly code: string; readonly params?: TextParams }): string {
  const params: Record<string, string | number> = { ...finding.params };
  for (const name of ['child', 'parent']) {
    const field = params[name];
    if (typeof field === 'string') params[name] = questionLabel(lang, 'family', field);
  }
  const special = `${finding.code}.${params.case ?? ''}`;
  const key = Object.hasOwn(findings[lang], special) ? special : finding.code;
  return Object.hasOwn(findings[lang], key) ? say(lang, findings, key, params) : finding.code;
}

/** The label of a field; an unknown field is said by its key. */
export function fieldLabel(lang: Lang, entity: string, field: string): string {
  if (!isEntityKey(entity)) return field;
  const labels: Readonly<Record<string, string>> = fields[lang][entity];
  return Object.hasOwn(labels, field) ? (labels[field] ?? field) : field;
}

/** The label of a field with its number on the form: `301b Bukti kepemilikan lahan`. */
export function questionLabel(lang: Lang, entity: string, field: string): string {
  const number = isEntityKey(entity) ? fieldDef(entity, field)?.question : undefined;
  const label = fieldLabel(lang, entity, field);
  return number ? `${number} ${label}` : label;
}
