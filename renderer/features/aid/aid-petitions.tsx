import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { labelOf } from '../../../db/rules/lists.ts';
import { useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import type { Aid } from './aid-answer.tsx';
import css from './aid.module.css';

interface AidPetitionsProps {
  readonly rows: Aid['petitions'];
  /** Those that were told since they were asked for. */
  readonly told?: ReadonlySet<string>;
  /** Notes that the citizen heard an answer; not on paper. */
  readonly onTell?: (row: Aid['petitions'][number]) => void;
}

/** How the usulan of a family stand: why it receives nothing yet, in the words for the citizen. */
export function AidPetitions({ rows, told, onTell }: AidPetitionsProps): ReactNode {
  const t = useText();
  return (
    <ul className={css.petitions}>
      {rows.map((row) => (
        <li key={row.id}>
          <strong>{[row.number, labelOf('TEPAT.pokokUsulan', row.subject), row.programme].filter(Boolean).join(' · ')}</strong>
          <span>{row.said}</span>
          {onTell && row.toTell && (told?.has(row.id) ? <span role="status">{t('aid.petitionTold')}</span> : <Button variant="default" className={css.tell} onClick={() => onTell(row)}>{t('aid.petitionTell')} …</Button>)}
          <small className={css.quiet}>{t('aid.petitionAbout', { name: row.about, date: formatDate(row.receivedOn) })}</small>
        </li>
      ))}
    </ul>
  );
}
