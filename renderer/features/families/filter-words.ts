import type { Translate } from '../../text/text.ts';
import { tagLabel } from '../../../db/rules/tags/tags.ts';
import { language } from '../../text/text.ts';
import type { FamilyFilter } from './family-types.ts';

/** Whether anything narrows the list beyond active families. */
export function isFiltered(filter: FamilyFilter): boolean {
  const { status = 'active', ...rest } = filter;
  return status !== 'active' || Object.values(rest).some((value) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0));
}

/** The chosen desil in a few characters: `1–4`, `1, 3`, with "belum" for the unranked. */
export function desilWords(desil: readonly number[], t: Translate): string {
  const ranked = [...desil].filter((each) => each > 0).sort((a, b) => a - b);
  const first = ranked[0];
  const last = ranked.at(-1);
  const run = first !== undefined && last !== undefined && ranked.length > 2 && last - first === ranked.length - 1 ? `${first}–${last}` : ranked.join(', ');
  return [run, desil.includes(0) ? t('families.unrankedShort') : ''].filter((part) => part !== '').join(', ');
}

/** The filter in words, for the head of a printed list. */
export function filterWords(filter: FamilyFilter, t: Translate, programme: string | undefined, needOf: (need: string) => string): string {
  const parts = [
    filter.rw && `RW ${filter.rw}`, filter.rt && `RT ${filter.rt}`,
    filter.desil && filter.desil.length > 0 && t('families.filterDesil', { desil: desilWords(filter.desil, t) }),
    filter.status === 'inactive' ? t('families.statusInactive') : filter.status === 'all' ? t('families.statusAll') : t('families.statusActive'),
    filter.olderThanDays && t('families.olderThan', { n: filter.olderThanDays }),
    filter.need && needOf(filter.need), filter.tag && tagLabel(language(), filter.tag), programme,
    filter.receiving && t(filter.receiving === 'no' ? 'families.receivesNothing' : 'families.receivesSomething'), filter.text && `"${filter.text}"`,
  ];
  return parts.filter(Boolean).join(' · ');
}
