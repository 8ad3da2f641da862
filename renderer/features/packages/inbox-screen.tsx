import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Brought } from './brought.tsx';
import { outcomeSeverity, outcomeWords, sentWords } from './package-words.ts';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';

/** Everything that arrived, refusals included, newest first, each with its reason in words. */
export function InboxScreen(): ReactNode {
  const t = useText();
  const inbox = useCall('package.inbox', {});
  return (
    <Page title={t('packages.title')} hint={t('packages.inboxHint')}>
      <PackageViews />
      {inbox.error && <ErrorNotice error={inbox.error} retry={() => void inbox.refetch()} />}
      {inbox.data?.length === 0 && <EmptyState icon={IconInbox} title={t('packages.inboxEmpty')}>{t('packages.inboxEmptyHint')}</EmptyState>}
      {inbox.data && inbox.data.length > 0 && (
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('packages.viewInbox')}>
          <table className={css.table}>
            <thead><tr><th scope="col">{t('packages.colAt')}</th><th scope="col">{t('packages.colOutcome')}</th><th scope="col">{t('packages.colFrom')}</th><th scope="col">{t('packages.colWhat')}</th></tr></thead>
            <tbody>{inbox.data.map((row, index) => <InboxRow key={index} row={row} />)}</tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function InboxRow({ row }: { row: CallOutput<'package.inbox'>[number] }): ReactNode {
  const t = useText();
  return (
    <tr>
      <td className={css.nowrap}>{formatMoment(row.at)}<span className={css.second}>{row.by}</span></td>
      <td><Mark severity={outcomeSeverity[row.outcome]}>{t(outcomeWords[row.outcome])}</Mark></td>
      <td className={css.office}>{row.fromName ?? row.from ?? <span className={css.quiet}>{t('packages.unknownSender')}</span>}<span className={css.second}>{sentWords(t, row)}</span></td>
      <td><Brought row={row} /></td>
    </tr>
  );
}
