import { errorText } from '../rules/text.ts';
import type { Params } from './envelope.ts';

/** What is said of a package, beside what it brought. Further words stand in `params.also`, a space between two. */
export interface Word { readonly code: string; readonly params: Params; readonly missing: readonly string[] }

/** Says something more of a package, after what is said of it already. */
export function sayAlso(word: Word | null, next: Word): Word {
  if (word === null || word.code === next.code) return next;
  const also = [...furtherCodes(word.params).filter((code) => code !== next.code), next.code];
  return { ...word, params: { ...word.params, ...next.params, also: also.join(' ') } };
}

/** The text of a word, and of those after it. */
export function wordText(code: string, params: Params): string {
  return [code, ...furtherCodes(params)].map((one) => errorText('id', one, params)).join(' ');
}

/** Whether a code is among what is said of a package. */
export function saysCode({ code, params }: { readonly code: string | null; readonly params: Params }, wanted: string): boolean {
  return code === wanted || furtherCodes(params).includes(wanted);
}

function furtherCodes({ also }: Params): string[] {
  return typeof also === 'string' ? also.split(' ') : [];
}
