import { say } from '../rules/text.ts';
import { resultsEn } from './text/results.en.ts';
import { resultsId } from './text/results.id.ts';
import type { Counts, ImportPreview, ImportResult, Tally } from './types.ts';

export type Outcome = Pick<ImportResult, 'rows' | 'created' | 'updated' | 'unchanged' | 'rejected' | 'left' | 'questions' | 'recipients' | 'effect' | 'summary'>;

const texts = { id: resultsId, en: resultsEn };

/** What the tallies of a preview come to. Every row is in exactly one of the numbers, and nothing done is never called done. */
export function importOutcome({ families, people, recipients }: ImportPreview['tally'], lang: 'id' | 'en' = 'id'): Outcome {
  const counts = (key: Exclude<keyof Tally, 'rows'>): Counts => ({ families: families[key], people: people[key] });
  const total = (key: keyof Tally): number => families[key] + people[key] + recipients[key];
  const effect = total('new') + total('changed') > 0 ? 'some' : 'none';
  const key = effect === 'some' ? 'some' : total('rows') === 0 ? 'empty' : total('same') === total('rows') ? 'same' : total('rejected') + total('question') === 0 ? 'left' : 'none';
  const params = { rows: total('rows'), new: total('new'), changed: total('changed'), same: total('same'), rejected: total('rejected'), question: total('question'), left: total('left') };
  return {
    rows: total('rows'), created: counts('new'), updated: counts('changed'), unchanged: counts('same'), rejected: counts('rejected'), left: counts('left'),
    questions: total('question'), recipients, effect, summary: say(lang, texts, key, params),
  };
}
