import type { ReactNode } from 'react';
import { labelOf } from '../../../db/rules/lists.ts';
import { useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import type { Aid } from './aid-answer.tsx';
import css from './aid.module.css';

/** How the usulan of a family stand: why it receives nothing yet, in the words for the citizen. */
export function AidPetitions({ rows }: { rows: Aid['petitions'] }): ReactNode {
  const t = useText();
  return (
    <ul className={css.petitions}>
      {rows.map((row) => (
        <li key={row.id}>
          <strong>{[row.number, labelOf('TEPAT.pokokUsulan', row.subject), row.programme].filter(Boolean).join(' · ')}</strong>
          <span>{row.said}</span>
          <small className={css.quiet}>{t('aid.petitionAbout', { name: row.about, date: formatDate(row.receivedOn) })}</small>
        </li>
      ))}
    </ul>
  );
}
