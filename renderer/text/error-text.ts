import { errorsEn } from '../../db/rules/text/errors.en.ts';
import { errorsId } from '../../db/rules/text/errors.id.ts';
import { isCallError } from '../bridge.ts';
import { fill } from './fill.ts';
import type { Language } from './fill.ts';

/** What a refusal says to the clerk: what happened, what is safe, what to do. An unknown code is shown as INTERNAL. */
export function errorText(language: Language, error: unknown): string {
  const texts: Readonly<Record<string, string>> = language === 'en' ? errorsEn : errorsId;
  if (isCallError(error)) {
    const text = texts[error.code];
    if (text !== undefined) return fill(text, error.params, language);
    return fill(texts['INTERNAL'] ?? '', { detail: error.code }, language);
  }
  return fill(texts['INTERNAL'] ?? '', { detail: error instanceof Error ? error.message : String(error) }, language);
}
