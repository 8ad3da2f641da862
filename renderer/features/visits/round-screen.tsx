import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconHomeCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useResume } from '../../app/resume.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useAction, useCall, useOffsetPages } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../ui/format.ts';
import { Chips, Mark } from '../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Queue, QueueLine } from '../../ui/queue.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { FormsDialog } from './forms-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { RoundDialog } from './round-dialog.tsx';
import { basisWords } from './rounds-screen.tsx';
import { VisitDialog } from './visit-dialog.tsx';
import { wordsOf } from './visit-words.ts';
import type { Due, Round } from './visit-words.ts';
import css from './visits.module.css';

type Split = 'rt' | 'dasawisma' | 'enumerator';
const splits = ['rt', 'dasawisma', 'enumerator'] as const;
const states = ['due', 'planned', 'visited', 'checked', 'approved', 'returned'] as const;
/** As many houses as are given to somebody, or printed, at once. */
const most = 5000;

/** One period: its worklists, and the families of the one that is looked at. Enter records a visit. */
export function RoundScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const rounds = useCall('round.list', {});
  const round = rounds.data?.find((one) => one.id === id);
  if (rounds.error) return <Page title={t('verval.title')}><ErrorNotice error={rounds.error} /></Page>;
  return round ? <Shown round={round} /> : <Page title={t('verval.title')}>{rounds.data ? <EmptyState icon={IconHomeCheck} title={t('verval.roundGone')} /> : null}</Page>;
}

function Shown({ round }: { round: Round }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [by, setBy] = useState<Split>('rt');
  const [group, setGroup] = useState<string | null>(null);
  const [state, setState] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'plan' | 'forms' | 'edit' | 'close' | null>(null);
  const [visiting, setVisiting] = useState<Pick<Due, 'family' | 'visit' | 'enumerator'> | null>(null);
  const close = useAction('round.close');
  const mayWrite = useMay('register.write') && round.own && round.closed === null;
  useResume(draftKinds.visit, mayWrite, ({ target, opens }) => { if (target !== null) setVisiting({ family: target, visit: opens['visit'] ?? null, enumerator: opens['enumerator'] ?? null }); });
  const asked = { round: round.id, by, ...(group !== null && { group }), ...(state !== null && { state: state as Due['state'] }) };
  const { first, pages } = useOffsetPages('round.work', asked);
  const chosen = useCall('round.work', { ...asked, limit: most }, { enabled: dialog === 'plan' || dialog === 'forms' });
  const groups = first?.groups ?? [];
  const total = groups.reduce((sum, one) => sum + one.total, 0);
  const several = new Set(groups.map(({ region }) => region)).size > 1 || round.region?.length !== 13;
  const queue = [{ key: '*', label: t('verval.allGroups'), regionName: null, total, approved: groups.reduce((sum, one) => sum + one.approved, 0), visited: groups.reduce((sum, one) => sum + one.visited + one.checked, 0) }, ...groups];
  const back = (): void => go('/usulan/verval');
  const turn = (to: Split): void => { setBy(to); setGroup(null); };
  useKeys([
    { key: 'Escape', label: t('verval.back'), run: back },
    ...splits.map((one, place) => ({ key: String(place + 1), label: t(`verval.split_${one}`), run: () => turn(one) })),
    ...(mayWrite ? [{ key: 'b', label: t('verval.plan'), run: () => setDialog('plan') }] : []),
    { key: 'Ctrl+P', label: t('verval.forms'), run: () => setDialog('forms') },
  ]);
  return (
    <Page
      fill title={round.name} hint={t('verval.roundHint', { from: formatShortDate(round.from), until: formatShortDate(round.until), basis: basisWords(t, round) })}
      actions={
        <>
          <Button variant="default" onClick={back}>{t('verval.back')}</Button>
          {mayWrite && <Button variant="default" onClick={() => setDialog('close')}>{t('verval.closeRound')} …</Button>}
          {mayWrite && <Button variant="default" onClick={() => setDialog('edit')}>{t('verval.editRound')}</Button>}
          <Button variant="default" onClick={() => setDialog('forms')}>{t('verval.forms')} …</Button>
          {mayWrite && <Button onClick={() => setDialog('plan')}>{t('verval.plan')} …</Button>}
        </>
      }
    >
      <div className={css.bar}>
        <SegmentedControl aria-label={t('verval.splitBy')} value={by} onChange={(value) => turn(value as Split)} data={splits.map((one) => ({ value: one, label: t(`verval.split_${one}`) }))} />
        <Select aria-label={t('verval.stateShown')} placeholder={t('verval.allStates')} clearable w={190} value={state} data={states.map((one) => ({ value: one, label: t(`verval.state_${one}`) }))} onChange={setState} />
      </div>
      {pages.error && <ErrorNotice error={pages.error} />}
      <div className={css.split}>
        <Queue
          label={t('verval.groups')} rows={queue} rowKey={(one) => one.key} shown={group ?? '*'} onChoose={(one) => setGroup(one.key === '*' ? null : one.key)}
          render={(one) => (
            <>
              <span className={css.group}><strong>{one.label === '' ? t(`verval.no_${by}`) : one.label}</strong><span>{formatNumber(one.total)}</span></span>
              <QueueLine>{several && one.regionName !== null && `${one.regionName} · `}{t('verval.groupDone', { done: formatNumber(one.visited + one.approved + ('checked' in one ? one.checked : 0)), approved: formatNumber(one.approved) })}</QueueLine>
              <span className={css.meter} aria-hidden><span style={{ width: `${one.total === 0 ? 0 : Math.round(((one.visited + one.approved + ('checked' in one ? one.checked : 0)) / one.total) * 100)}%` }} /></span>
            </>
          )}
        />
        <div className={css.right}>
          <DataTable
            label={t('verval.dueList')} columns={columns(t, several)} pages={pages} rowKey={(row) => row.family} autoFocus
            {...(mayWrite && { onOpen: (row: Due) => (row.state === 'checked' || row.state === 'approved' ? go(`/keluarga/${row.family}`) : setVisiting(row)) })}
            empty={<EmptyState icon={IconHomeCheck} title={t('verval.noneDue')}>{t(total === 0 ? 'verval.noneDueOwn' : 'verval.noneDueHint')}</EmptyState>}
          />
        </div>
      </div>
      {dialog === 'plan' && chosen.data && <PlanDialog round={round} families={group === null && state === null ? null : chosen.data.rows.filter((row) => row.state === 'due' || row.state === 'planned').map((row) => row.family)} onClose={() => setDialog(null)} />}
      {dialog === 'forms' && chosen.data && <FormsDialog families={chosen.data.rows.map((row) => row.family)} title={queue.find((one) => one.key === (group ?? '*'))?.label ?? round.name} onClose={() => setDialog(null)} />}
      {dialog === 'edit' && <RoundDialog round={round} onClose={() => setDialog(null)} onDone={() => undefined} />}
      {dialog === 'close' && <ReasonDialog title={t('verval.closeRound')} action={t('verval.closeRound')} onClose={() => setDialog(null)} onDo={async (reason) => { await close.mutateAsync({ id: round.id, reason }); setDialog(null); }} />}
      {visiting && <VisitDialog family={visiting.family} visit={visiting.visit} round={round.id} enumerator={visiting.enumerator} onClose={() => setVisiting(null)} />}
    </Page>
  );
}

/** `several`: of more kelurahan than one, so that each house says which. */
function columns(t: Translate, several: boolean): Column<Due>[] {
  return [
    { key: 'head', header: t('verval.colFamily'), width: 'minmax(124px, 3fr)', render: (row) => <strong title={row.head ?? ''}>{row.head ?? t('verval.headless')}</strong> },
    { key: 'address', header: t('verval.colAddress'), width: 'minmax(64px, 2fr)', render: (row) => { const at = [row.address, several && row.regionName].filter(Boolean).join(' · '); return <span title={at}>{at}</span>; } },
    { key: 'rt', header: t('verval.colRtRw'), width: '80px', render: (row) => `${row.rt ?? '–'}/${row.rw ?? '–'}` },
    { key: 'state', header: t('verval.colState'), width: '156px', render: (row) => <Mark severity={row.state === 'approved' ? 'done' : row.state === 'returned' ? 'block' : row.state === 'due' || row.state === 'planned' ? 'info' : 'warn'}>{t(`verval.state_${row.state}`)}</Mark> },
    { key: 'reasons', header: t('verval.colReasons'), width: 'minmax(104px, 1fr)', render: (row) => <Chips items={row.reasons.map((one) => t(`verval.reason_${one}`))} /> },
    { key: 'surveyDate', header: t('verval.colSurveyed'), width: '108px', render: (row) => (row.surveyDate === null ? t('verval.never') : formatShortDate(row.surveyDate)) },
    { key: 'enumerator', header: t('verval.colEnumerator'), width: 'minmax(96px, 3fr)', render: (row) => (row.enumeratorName === null ? '' : <span title={row.enumeratorName}>{row.assigned ? row.enumeratorName : t('verval.suggested', { name: row.enumeratorName })}</span>) },
    { key: 'result', header: t('verval.colResult'), width: 'minmax(52px, 1fr)', render: (row) => <span title={wordsOf('TEPAT.hasilVerval', row.result)}>{wordsOf('TEPAT.hasilVerval', row.result)}</span> },
  ];
}
