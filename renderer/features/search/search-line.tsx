import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { groupIdentifier } from '../../ui/format.ts';
import { Chip, Mark } from '../../ui/marks.tsx';
import css from './search.module.css';
import type { Hit } from './use-search.ts';

/** Most chips that a line has room for. */
const mostChips = 3;

/** One hit in one line: name, age, address RT/RW, No KK masked, programmes, doubts. */
export function SearchLine({ hit }: { hit: Hit }): ReactNode {
  const t = useText();
  const programmes = [...new Set(hit.programmes)];
  return (
    <span className={css.line}>
      <span className={css.name} title={hit.name}>{hit.name === '' ? t('search.noName') : hit.name}{hit.kind === 'family' && <small> {t('search.family')}</small>}</span>
      <span className={css.age}>{hit.age === null ? '' : t('search.age', { n: hit.age })}</span>
      <span className={css.address} title={hit.address ?? undefined}>{hit.address}</span>
      <span className={css.age}>{hit.rt === null && hit.rw === null ? '' : `${hit.rt ?? '–'}/${hit.rw ?? '–'}`}</span>
      <span className={css.noKk}>{hit.noKk === null ? t('search.noNoKk') : groupIdentifier(hit.noKk)}</span>
      <span className={css.tail}>
        {hit.marks.map((mark) => <Mark key={mark} severity="warn">{markWords(mark, t)}</Mark>)}
        {programmes.slice(0, mostChips).map((programme) => <Chip key={programme}>{programme}</Chip>)}
        {programmes.length > mostChips && <Chip title={programmes.join(', ')}>+{programmes.length - mostChips}</Chip>}
      </span>
    </span>
  );
}

function markWords(mark: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    dead: t('search.markDead'), moved: t('search.markMoved'), missing: t('search.markMissing'), away: t('search.markAway'),
    duplicateNik: t('search.markDuplicateNik'), noNik: t('search.markNoNik'), familyInactive: t('search.markFamilyInactive'),
  };
  return words[mark] ?? mark;
}
