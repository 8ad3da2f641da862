import { errorText as ruleText } from '../../db/rules/text.ts';
import { isCallError } from '../bridge.ts';
import type { Language } from './fill.ts';

/** What a refusal says to the clerk: what happened, what is safe, what to do. An unknown code is said as INTERNAL. */
export function errorText(language: Language, error: unknown): string {
  if (!isCallError(error)) return ruleText(language, 'INTERNAL', { detail: error instanceof Error ? error.message : String(error) });
  const text = ruleText(language, error.code, error.params);
  return text === error.code ? ruleText(language, 'INTERNAL', { detail: error.code }) : text;
}

/** The same for a problem that came as data: a code and its parameters. */
export function problemText(language: Language, problem: { readonly code: string; readonly params: Readonly<Record<string, string | number>> }): string {
  return errorText(language, Object.assign(new Error(problem.code), problem));
}
