import { Button, Checkbox, Select } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
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
import { takeKeyboard } from '../../ui/take-keyboard.ts';
import { ApprovalList } from './approval-list.tsx';
import { PackageViews } from './package-views.tsx';
import css from './packages.module.css';
import { aimIn, aimPath, reportAims } from './report-aim.ts';
import type { ReportAim } from './report-aim.ts';

/** Persetujuan: the pengesah sees what the next report would carry, name by name, and approves it or does not. */
export function ApprovalScreen(): ReactNode {
  const t = useText();
  const neighbours = useCall('neighbour.list', {});
  const [location, go] = useLocation();
  const { aims, shown } = reportAims(neighbours.data ?? [], aimIn(location, 'persetujuan'));
  const namesOf = ({ to }: ReportAim): string => to.map((code) => neighbours.data?.find((one) => one.code === code)).flatMap((one) => (one ? [officeTitle(one.level, one.name, t)] : [])).join(', ');
  const wordsOf = (aim: ReportAim): string => (aim.full ? t('exchange.approvalFull', { names: namesOf(aim) }) : namesOf(aim));
  return (
    <Page title={t('exchange.approvalTitle')} hint={t('exchange.approvalHint')}>
      <PackageViews />
      {neighbours.error && <ErrorNotice error={neighbours.error} retry={() => void neighbours.refetch()} />}
      {neighbours.data && aims.length === 0 && <EmptyState icon={IconChecklist} title={t('exchange.approvalNobody')}>{t('exchange.approvalNobodyHint')}</EmptyState>}
      <SurveysToo />
      {(aims.length > 1 || (aims.length > 0 && shown === null)) && (
        <Select
          className={css.aim} label={t('exchange.approvalWhom')} description={t('exchange.approvalWhomHint')} placeholder={t('exchange.approvalChoose')} searchable allowDeselect={false}
          data={aims.map((aim) => ({ value: aimPath('persetujuan', aim), label: wordsOf(aim) }))} value={shown && aimPath('persetujuan', shown)}
          onChange={(path) => { if (path !== null) go(path, { replace: true }); }}
        />
      )}
      {shown && <ReviewPart key={aimPath('persetujuan', shown)} aim={shown} names={wordsOf(shown)} />}
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

function ReviewPart({ aim, names }: { aim: ReportAim; names: string }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const [, go] = useLocation();
  const maySend = useMay('package.send');
  const { full } = aim;
  const to = [...aim.to];
  const input = { to, full, lang };
  const review = useCall('approval.review', input);
  const give = useAction('approval.give');
  const withdraw = useAction('approval.withdraw');
  const mayApprove = useMay('package.approve');
  const state = review.data?.state;
  const asks = mayApprove && (state === 'needed' || state === 'stale');
  const mayWrite = maySend && state === 'approved';
  const write = (): void => go(aimPath('tulis', aim));
  const approve = (): void => {
    if (asks && review.data && !give.isPending) give.mutate({ to, full, digest: review.data.digest }, { onSuccess: () => say({ text: t('exchange.approved', { n: review.data?.total ?? 0 }) }) });
  };
  const takeBack = (): void => withdraw.mutate({ to }, { onSuccess: ({ withdrawn }) => say({ text: t(withdrawn ? 'exchange.withdrawn' : 'exchange.withdrawnNot'), severity: 'info' }) });
  useKeys([{ key: 'Ctrl+Enter', label: t('exchange.approve', { n: review.data?.total ?? 0 }), run: approve }], { active: asks });
  useKeys([{ key: 'Ctrl+Enter', label: t('packages.send'), run: write }], { active: mayWrite });
  if (review.error) return <ErrorNotice error={review.error} retry={() => void review.refetch()} />;
  if (!review.data) return <div aria-busy />;
  const { total, carries, approved } = review.data;
  return (
    <section className={css.part}>
      <h2>{t('exchange.approvalTo', { names })}</h2>
      <p>{carries === null ? t('exchange.approvalDecisions', { decisions: total }) : t('exchange.approvalCounts', { ...carries, decisions: total })}</p>
      <ReviewNotice review={review.data} mayApprove={mayApprove} />
      {mayWrite && <div ref={takeKeyboard}><Button onClick={write} rightSection={<KeyHint name="Ctrl+Enter" />}>{t('packages.send')} …</Button></div>}
      {approved !== null && state === 'approved' && mayApprove && <div><Button variant="default" loading={withdraw.isPending} onClick={takeBack}>{t('exchange.withdraw')}</Button></div>}
      {/* Not on arrival: one Enter too many on the way here would approve what nobody has seen. */}
      {asks && <div ref={withdraw.isSuccess ? takeKeyboard : undefined}><Button loading={give.isPending} onClick={approve} rightSection={<KeyHint name="Ctrl+Enter" />}>{t('exchange.approve', { n: total })}</Button></div>}
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
