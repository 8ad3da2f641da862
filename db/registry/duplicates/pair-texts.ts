import type { Agreement as MatchAgreement } from '../../rules/matching/agreement.ts';
import { explainMatch } from '../../rules/matching/explain-match.ts';
import { fieldLabel, say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { duplicatesEn } from '../../rules/text/duplicates.en.ts';
import { duplicatesId } from '../../rules/text/duplicates.id.ts';
import type { DuplicateText } from '../../rules/text/duplicates.id.ts';
import type { Agreement, Pair } from './pair.ts';

const catalogue = { id: duplicatesId, en: duplicatesEn };

/** A sentence about a pair. */
export function pairText(lang: Lang, key: DuplicateText, params: Readonly<Record<string, string | number>> = {}): string {
  return say(lang, catalogue, key, params);
}

/** Why two records look like one, a sentence for each thing that was compared. */
export function reasonsOf(lang: Lang, pair: Pick<Pair, 'kind' | 'agreements'>): string[] {
  if (pair.kind === 'person') return explainMatch(pair.agreements as readonly MatchAgreement[], lang);
  return pair.agreements.map((one) => reasonOf(lang, one));
}

function reasonOf(lang: Lang, one: Agreement): string {
  const own = `${one.kind}.${one.field}`;
  if (Object.hasOwn(duplicatesId, own)) return pairText(lang, own as DuplicateText);
  return pairText(lang, one.kind === 'alike' ? 'same' : one.kind, { label: fieldLabel(lang, one.field === 'head' ? 'person' : 'family', one.field === 'head' ? 'name' : one.field) });
}
