import { longDate } from '../long-date.ts';
import { say } from '../text.ts';
import type { Lang } from '../text.ts';
import { petitionsEn } from '../text/petitions.en.ts';
import { petitionsId } from '../text/petitions.id.ts';
import type { Standing } from './states.ts';

const catalogue = { id: petitionsId, en: petitionsEn };
/** Said after a full stop, where nothing need stand. */
const openEnded: ReadonlySet<Standing> = new Set(['granted', 'done']);

/** The answer that a citizen can be told: a sentence or two without anybody else's name. */
export function petitionSaid(lang: Lang, { standing, date, reason }: { readonly standing: Standing; readonly date: string | null; readonly reason: string | null }): string {
  const why = reason?.trim().replace(/\.$/, '') ?? '';
  const words = openEnded.has(standing) ? (why === '' ? '' : `${why}.`) : why === '' ? catalogue[lang].noReason : why;
  return say(lang, catalogue, standing, { date: date === null ? '–' : longDate(lang, date), reason: words }).trim();
}
