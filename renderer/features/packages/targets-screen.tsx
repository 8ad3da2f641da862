import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useDrives } from '../../app/drives.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { KeyHint, Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';
import { SendDialog } from './send-dialog.tsx';
import { TargetDialog } from './target-dialog.tsx';

type TargetList = CallOutput<'target.list'>[number];

/** Sasaran: the lists of tasks given to offices below, and what came back of each. */
export function TargetsScreen(): ReactNode {
  const t = useText();
  const lists = useCall('target.list', { lang: useLanguage() });
  const neighbours = useCall('neighbour.list', {});
  // A kecamatan owns no families of its own: lists go to who visits.
  const below = (neighbours.data ?? []).filter((one) => one.trusted && one.relation === 'below' && ['kelurahan', 'desa'].includes(one.level));
  const take = useAction('target.void');
  const mayIssue = useMay('programme.write');
  const maySend = useMay('package.send');
  const drives = useDrives();
  const [open, setOpen] = useState<'new' | 'send' | TargetList | null>(null);
  const rows = lists.data ?? [];
  const may = mayIssue && below.length > 0;
  useKeys([{ key: 'Ctrl+B', label: t('exchange.targetNew'), run: () => setOpen('new') }], { active: may && open === null });
  const takeBack = async (list: TargetList, reason: string): Promise<void> => {
    await take.mutateAsync({ id: list.id, reason });
    setOpen(null);
    say({ text: t('exchange.targetVoided', { title: list.title }) });
  };
  const actions = (
    <>
      {maySend && rows.some((row) => row.own && !row.sent && !row.voided) && <Button variant="default" onClick={() => setOpen('send')}>{t('exchange.targetSend')} …</Button>}
      {may && <Button onClick={() => setOpen('new')} rightSection={<KeyHint name="Ctrl+B" />}>{t('exchange.targetNew')} …</Button>}
    </>
  );
  return (
    <Page title={t('exchange.targetTitle')} hint={t('exchange.targetHint')} actions={actions}>
      <PackageViews />
      {lists.error && <ErrorNotice error={lists.error} retry={() => void lists.refetch()} />}
      {lists.data?.length === 0 && <EmptyState icon={IconListCheck} title={t('exchange.targetNone')}>{t(below.length === 0 ? 'exchange.targetNobody' : 'exchange.targetNoneHint')}</EmptyState>}
      {rows.length > 0 && <TargetTable rows={rows} mayTakeBack={mayIssue} onTakeBack={setOpen} />}
      {open === 'new' && <TargetDialog offices={below} onClose={() => setOpen(null)} />}
      {open === 'send' && <SendDialog neighbours={below} stick={drives[0]} kind="SASARAN" onClose={() => setOpen(null)} />}
      {open !== null && typeof open === 'object' && (
        <ReasonDialog title={t('exchange.targetVoidTitle', { title: open.title })} action={t('exchange.targetVoid')} onClose={() => setOpen(null)} onDo={(reason) => takeBack(open, reason)}>
          <p>{t('exchange.targetVoidHint')}</p>
        </ReasonDialog>
      )}
    </Page>
  );
}

function TargetTable({ rows, mayTakeBack, onTakeBack }: { rows: readonly TargetList[]; mayTakeBack: boolean; onTakeBack: (list: TargetList) => void }): ReactNode {
  const t = useText();
  return (
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('exchange.targetTitle')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('exchange.colList')}</th><th scope="col">{t('packages.colOffice')}</th><th scope="col">{t('packages.colState')}</th>
            <th scope="col" className={css.right}>{t('exchange.colTaskCount')}</th><th scope="col" className={css.right}>{t('exchange.colDone')}</th><th scope="col">{t('exchange.colFound')}</th>
            <th scope="col"><span className="visually-hidden">{t('packages.colActions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td><strong>{row.title}</strong><span className={css.second}>{t('exchange.issuedOn', { on: formatDate(row.issuedOn) })}{row.dueOn !== null && `, ${t('exchange.dueOn', { on: formatDate(row.dueOn) })}`}</span></td>
              <td>{row.officeName}<span className={css.second}>{row.office}</span></td>
              <td><TargetState row={row} /></td>
              <td className={css.right}>{formatNumber(row.tasks)}</td>
              <td className={css.right}>{formatNumber(row.done)}</td>
              <td>{row.outcomes.length === 0 ? <span className={css.quiet}>–</span> : row.outcomes.map((one) => `${one.label} ${formatNumber(one.count)}`).join(' · ')}</td>
              <td className={css.rowActions}>{row.own && !row.voided && mayTakeBack && <Button variant="subtle" aria-label={`${t('exchange.targetVoid')}: ${row.title}`} onClick={() => onTakeBack(row)}>{t('exchange.targetVoid')} …</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TargetState({ row }: { row: TargetList }): ReactNode {
  const t = useText();
  if (row.voided) return <Mark severity="info">{t('exchange.targetWithdrawn')}</Mark>;
  if (!row.sent) return <Mark severity="warn">{t('exchange.targetUnsent')}</Mark>;
  if (row.overdue > 0) return <Mark severity="block">{t('exchange.targetOverdue', { n: row.overdue })}</Mark>;
  return row.open === 0 ? <Mark severity="done">{t('exchange.targetDone')}</Mark> : <Mark severity="info">{t('exchange.targetOpen', { n: row.open })}</Mark>;
}
