import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { formatNumber } from '../../ui/format.ts';
import { placeWords, subjectWords } from './petition-words.tsx';
import type { Petition } from './petition-words.tsx';
import css from './petitions.module.css';

/** The petitions that something is done to at once, each with a tick. */
export function PickList({ rows, chosen, onChoose }: { rows: readonly Petition[]; chosen: ReadonlySet<string>; onChoose: (chosen: ReadonlySet<string>) => void }): ReactNode {
  const t = useText();
  const tick = (id: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChoose(next);
  };
  const isAll = chosen.size === rows.length;
  return (
    <div>
      <div className={css.picksHead}>
        <span>{t('petitions.chosen', { n: formatNumber(chosen.size), all: formatNumber(rows.length) })}</span>
        {rows.length > 1 && <Button variant="subtle" onClick={() => onChoose(new Set(isAll ? [] : rows.map((one) => one.id)))}>{isAll ? t('petitions.chooseNone') : t('petitions.chooseAll')}</Button>}
      </div>
      <ul className={css.picks} aria-label={t('petitions.chooseList')}>
        {rows.map((one) => (
          <li key={one.id}>
            <Checkbox checked={chosen.has(one.id)} label={`${one.number} · ${one.about.name}`} description={[subjectWords(one), placeWords(one.about)].join(' · ')} onChange={(event) => tick(one.id, event.currentTarget.checked)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
