import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../text/text.ts';
import { Chip } from '../../ui/marks.tsx';
import css from './duplicates.module.css';
import type { Pair } from './pair-panel.tsx';

/** Whose records they are, which of the two stays, and what hangs on each. */
export function PairHeads({ pair }: { pair: Pair }): ReactNode {
  return (
    <>
      <div className={css.heads}>
        <span />
        <Head pair={pair} side="left" />
        <Head pair={pair} side="right" />
      </div>
      {pair.kind === 'family' && pair.people.length > 0 && <People pair={pair} />}
    </>
  );
}

function Head({ pair, side }: { pair: Pair; side: 'left' | 'right' }): ReactNode {
  const t = useText();
  const record = pair[side];
  const { enrolments, rankings, events } = pair.attached[side];
  const family = pair.kind === 'family' ? record.record : record.family;
  return (
    <div className={css.head}>
      <h3>{family === null ? (record.name || t('duplicates.notHeld')) : <Link href={pair.kind === 'family' ? `/keluarga/${family}` : `/keluarga/${family}/${record.record}`}>{record.name}</Link>}</h3>
      <p>{record.officeName === '' ? t('duplicates.otherOffice') : t('duplicates.officeOf', { office: record.officeName })} {record.own && <Chip tone="accent">{t('duplicates.ownOffice')}</Chip>}</p>
      <p className={css.quiet}>{t('duplicates.attached', { enrolments, rankings, events })}{pair.survivor === side && ` · ${t('duplicates.survivor')}`}</p>
    </div>
  );
}

/** For families: who becomes one with whom, and who moves over as they are. */
function People({ pair }: { pair: Pair }): ReactNode {
  const t = useText();
  return (
    <table className={css.fields}>
      <caption>{t('duplicates.people')}</caption>
      <tbody>
        {pair.people.map((row) => (
          <tr key={`${row.left?.id ?? ''} ${row.right?.id ?? ''}`}>
            <th scope="row">{t(row.together ? 'duplicates.together' : 'duplicates.alone')}</th>
            <td><div className={css.value}>{row.left?.name ?? <span className={css.quiet}>–</span>}</div></td>
            <td><div className={css.value}>{row.right?.name ?? <span className={css.quiet}>–</span>}</div></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
