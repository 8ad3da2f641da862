import { Button, Checkbox } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { ApprovalList } from './approval-list.tsx';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';

/** Persetujuan: the pengesah sees what the next report would carry, name by name, and approves it or does not. */
export function ApprovalScreen(): ReactNode {
  const t = useText();
  const neighbours = useCall('neighbour.list', {});
  const above = (neighbours.data ?? []).filter((one) => one.trusted && one.relation === 'above');
  return (
    <Page title={t('exchange.approvalTitle')} hint={t('exchange.approvalHint')}>
      <PackageViews />
      {neighbours.error && <ErrorNotice error={neighbours.error} retry={() => void neighbours.refetch()} />}
      {neighbours.data && above.length === 0 && <EmptyState icon={IconChecklist} title={t('exchange.approvalNobody')}>{t('exchange.approvalNobodyHint')}</EmptyState>}
      <SurveysToo />
      {above.length > 0 && <ReviewPart to={above.map((one) => one.code)} names={above.map((one) => officeTitle(one.level, one.name, t)).join(', ')} />}
    </Page>
  );
}

const surveysSetting = 'approval.surveys';

/** Whether reports that hold surveys only wait for the pengesah too; the office decides that for itself. */
function SurveysToo(): ReactNode {
  const t = useText();
  const settings = useCall('setting.get', {});
  const set = useAction('setting.set');
  const maySet = useMay('setting.write');
  const needed = settings.data?.[surveysSetting] === 'needed';
  const change = (next: boolean): void => set.mutate({ key: surveysSetting, value: next ? 'needed' : 'free' }, { onSuccess: () => say({ text: t(next ? 'exchange.surveysNeedOn' : 'exchange.surveysNeedOff') }) });
  if (!settings.data) return null;
  return (
    <>
      <Checkbox label={t('exchange.surveysNeed')} description={t('exchange.surveysNeedHint')} checked={needed} disabled={!maySet || set.isPending} onChange={(event) => change(event.currentTarget.checked)} />
      {set.error && <ErrorNotice error={set.error} />}
    </>
  );
}

function ReviewPart({ to, names }: { to: readonly string[]; names: string }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const input = { to: [...to], lang };
  const review = useCall('approval.review', input);
  const give = useAction('approval.give');
  const withdraw = useAction('approval.withdraw');
  const mayApprove = useMay('package.approve');
  const state = review.data?.state;
  const asks = mayApprove && (state === 'needed' || state === 'stale');
  const approve = (): void => {
    if (asks && review.data && !give.isPending) give.mutate({ to: [...to], digest: review.data.digest }, { onSuccess: () => say({ text: t('exchange.approved', { n: review.data?.total ?? 0 }) }) });
  };
  const takeBack = (): void => withdraw.mutate({ to: [...to] }, { onSuccess: ({ withdrawn }) => say({ text: t(withdrawn ? 'exchange.withdrawn' : 'exchange.withdrawnNot'), severity: 'info' }) });
  useKeys([{ key: 'Ctrl+Enter', label: t('exchange.approve', { n: review.data?.total ?? 0 }), run: approve }], { active: asks });
  if (review.error) return <ErrorNotice error={review.error} retry={() => void review.refetch()} />;
  if (!review.data) return <div aria-busy />;
  const { total, families, people, changes, approved } = review.data;
  return (
    <section className={css.part}>
      <h2>{t('exchange.approvalTo', { names })}</h2>
      <p>{t('exchange.approvalCounts', { changes, families, people, decisions: total })}</p>
      <ReviewNotice review={review.data} mayApprove={mayApprove} />
      {approved !== null && state === 'approved' && mayApprove && <div><Button variant="default" loading={withdraw.isPending} onClick={takeBack}>{t('exchange.withdraw')}</Button></div>}
      {asks && <div><Button loading={give.isPending} onClick={approve} rightSection={<KeyHint name="Ctrl+Enter" />}>{t('exchange.approve', { n: total })}</Button></div>}
      {(give.error ?? withdraw.error) && <ErrorNotice error={give.error ?? withdraw.error} retry={() => void review.refetch()} />}
      {total > 0 && <ApprovalList review={review.data} />}
    </section>
  );
}

/** How the next report stands: it may leave, waits for a pengesah, was approved, or changed since. */
export function ReviewNotice({ review, mayApprove }: { review: CallOutput<'approval.review'>; mayApprove: boolean }): ReactNode {
  const t = useText();
  const { state, approved, total } = review;
  if (state === 'free') return <Notice severity="done" title={t('exchange.stateFree')}>{t('exchange.stateFreeHint')}</Notice>;
  if (state === 'approved' && approved) return <Notice severity="done" title={t('exchange.stateApproved', { name: approved.name, at: formatMoment(approved.at) })}>{t('exchange.stateApprovedHint')}</Notice>;
  const who = t(mayApprove ? 'exchange.stateNeededYou' : 'exchange.stateNeededOther');
  return <Notice severity="warn" title={t(state === 'stale' ? 'exchange.stateStale' : 'exchange.stateNeeded', { n: total })}>{who}</Notice>;
}
