import { findingText } from '../rules/text.ts';
import { importFindingsEn } from './text/findings.en.ts';
import { importFindingsId } from './text/findings.id.ts';

const catalogues: Readonly<Record<'id' | 'en', Readonly<Record<string, string>>>> = { id: importFindingsId, en: importFindingsEn };

/** What a finding of an import says: its own text, or that of the register's rule of the same code. */
export function importFindingText(lang: 'id' | 'en', code: string, params: Readonly<Record<string, string | number>>): string {
  const texts = catalogues[lang];
  const special = texts[`${code}.${params.case ?? ''}`];
  const text = special ?? texts[code];
  if (text === undefined) return findingText(lang, { code, params });
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : whole));
}
