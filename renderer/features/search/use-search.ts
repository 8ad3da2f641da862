import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { fewest } from '../../app/finds.ts';
import { newestOnly } from '../../app/newest-only.ts';
import { callApi } from '../../bridge.ts';
import { errorText } from '../../text/error-text.ts';
import { useLanguage } from '../../text/text.ts';

export type Hit = CallOutput<'search'>[number];

interface Found {
  readonly hits: readonly Hit[];
  /** What the hits answer; differs from what is typed while an answer is on its way. */
  readonly asked: string;
  readonly error: string | null;
}

const none: Found = { hits: [], asked: '', error: null };
/** Rests between two keys of a quick typist, so that half a word is not asked about. */
const restMilliseconds = 40;
const most = 12;

const ask = newestOnly((text: string) => callApi('search', { text, limit: most }));

/** Hits for what is typed so far; an answer that comes after a later question is dropped. */
export function useSearch(typed: string): Found {
  const language = useLanguage();
  const [found, setFound] = useState<Found>(none);
  const latest = useRef(0);
  const text = typed.trim();
  useEffect(() => {
    const turn = ++latest.current;
    if (text.length < fewest) return undefined;
    const timer = window.setTimeout(() => {
      ask(text).then(
        (hits) => { if (hits !== null && latest.current === turn) setFound({ hits, asked: text, error: null }); },
        (error: unknown) => { if (latest.current === turn) setFound({ hits: [], asked: text, error: errorText(language, error) }); },
      );
    }, restMilliseconds);
    return () => window.clearTimeout(timer);
  }, [text, language]);
  return text.length < fewest ? none : found;
}
