import { errorText } from '../rules/text.ts';
import type { Params } from './envelope.ts';

/** What is said of a package, beside what it brought. A second word stands in `params.also`. */
export interface Word { readonly code: string; readonly params: Params; readonly missing: readonly string[] }

/** Says something more of a package, after what is said of it already. */
export function sayAlso(word: Word | null, next: Word): Word {
  return word === null ? next : { ...word, params: { ...word.params, ...next.params, also: next.code } };
}

/** The text of a word, and of the one after it. */
export function wordText(code: string, params: Params): string {
  return [code, params.also].flatMap((one) => (typeof one === 'string' ? [errorText('id', one, params)] : [])).join(' ');
}
