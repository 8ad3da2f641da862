import { IconGift } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../../text/text.ts';
import { formatDate, formatNumber, formatPhase, formatRupiah } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import css from '../programmes.module.css';
import type { Group } from './group-screen.tsx';

/** What a group receives, and what was handed over to it. */
export function GroupAid({ group }: { group: Group }): ReactNode {
  const t = useText();
  if (group.enrolments.length === 0) return <EmptyState icon={IconGift} title={t('groups.aidNone')}>{t('groups.aidNoneHint')}</EmptyState>;
  return (
    <div className={css.column}>
      <div className={css.tableBox}>
        <table className={css.table}>
          <thead><tr><th>{t('groups.programme')}</th><th>{t('programmes.colState')}</th><th>{t('groups.start')}</th><th>{t('programmes.colEnd')}</th><th>{t('groups.decisionNo')}</th></tr></thead>
          <tbody>{group.enrolments.map((one) => <tr key={one.id}><td><Link href={`/program/${one.programme}`}>{one.programmeName}</Link></td><td>{[one.status, one.exitReason].filter(Boolean).join(': ')}</td><td>{formatDate(one.start)}</td><td>{formatDate(one.end)}</td><td>{one.decisionNo}</td></tr>)}</tbody>
        </table>
      </div>
      {group.deliveries.length > 0 && (
        <>
          <h2>{t('groups.deliveries')}</h2>
          <div className={css.tableBox}>
            <table className={css.table}>
              <thead><tr><th>{t('groups.programme')}</th><th>{t('programmes.deliveryPhase')}</th><th>{t('programmes.deliveryDate')}</th><th>{t('programmes.colState')}</th><th data-numeric>{t('programmes.deliveryAmount')}</th></tr></thead>
              <tbody>{group.deliveries.map((one) => <tr key={one.id}><td>{one.programme}</td><td>{formatPhase(one.phase)}</td><td>{formatDate(one.date)}</td><td>{one.status}</td><td data-numeric>{one.rupiah !== null ? formatRupiah(one.rupiah) : one.quantity !== null ? `${formatNumber(one.quantity)} ${one.unit ?? ''}` : ''}</td></tr>)}</tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}
