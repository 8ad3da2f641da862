import { Button } from '@mantine/core';
import { IconStairs } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { labelOf } from '../../../../db/rules/lists.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import type { Programme } from '../programme-words.ts';
import css from '../programmes.module.css';
import { StageDialog } from './stage-dialog.tsx';

type Board = CallOutput<'stage.board'>;
export type StageLine = Board['rows'][number];
const reached = 1;

/** Tahap: who stands where, and moving many of them at once with a date. */
export function StagesTab({ programme, today }: { programme: Programme; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const board = useCall('stage.board', { programme: programme.id }, { keepPrevious: true });
  const mayRecord = useMay('enrol.write');
  const mayEdit = useMay('programme.write') && programme.own;
  const [at, setAt] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [recording, setRecording] = useState(false);
  const { data } = board;
  const rows = (data?.rows ?? []).filter((row) => at === null || row.next?.stage === at);
  const picked = (data?.rows ?? []).filter((row) => chosen.has(row.enrolment));
  const ready = mayRecord && picked.length > 0;
  const toggle = (row: StageLine): void => setChosen((old) => new Set(old.has(row.enrolment) ? [...old].filter((one) => one !== row.enrolment) : [...old, row.enrolment]));
  const all = (): void => setChosen((old) => new Set(rows.every((row) => old.has(row.enrolment)) ? [] : rows.map((row) => row.enrolment)));
  const show = (stage: string | null): void => { setAt(stage); setChosen(new Set()); };
  useKeys([
    ...(mayRecord && rows.length > 0 ? [{ key: 'p', label: t('groups.stageAll'), run: all }] : []),
    ...(ready ? [{ key: 'c', label: t('groups.stageRecord'), run: () => setRecording(true) }] : []),
  ]);
  if (board.error) return <ErrorNotice error={board.error} retry={() => void board.refetch()} />;
  if (!data) return null;
  if (data.stages.length === 0) return <EmptyState icon={IconStairs} title={t('groups.stagesNone')} action={mayEdit && <Button onClick={() => go(`/program/${programme.id}/ubah`)}>{t('groups.stagesSet')}</Button>}>{t('groups.stagesNoneHint')}</EmptyState>;
  return (
    <div className={css.column}>
      <ol className={css.stages} aria-label={t('groups.stages')}>
        <li><button type="button" aria-pressed={at === null} onClick={() => show(null)}><strong>{t('groups.stageEverybody')}</strong><span>{t('groups.stagePeople', { n: formatNumber(data.rows.length) })}</span></button></li>
        {data.stages.map((stage) => (
          <li key={stage.key}>
            <button type="button" aria-pressed={at === stage.key} onClick={() => show(stage.key)}>
              <strong title={stage.name}>{stage.name}</strong>
              <span>{t('groups.stageCounts', { reached: formatNumber(stage.reached), failed: formatNumber(stage.failed), waiting: formatNumber(stage.waiting) })}</span>
            </button>
          </li>
        ))}
      </ol>
      {mayRecord && (
        <div className={css.filters}>
          <Button variant="default" disabled={rows.length === 0} onClick={all}>{t('groups.stageAll')}</Button>
          <Button disabled={!ready} onClick={() => setRecording(true)}>{t('groups.stageRecordN', { n: formatNumber(picked.length) })}</Button>
        </div>
      )}
      <DataTable
        label={t('groups.tabStages')} columns={columns(t, data, chosen)} pages={allRows({ ...board, data: rows })} rowKey={(row) => row.enrolment} {...(mayRecord ? { onOpen: toggle } : {})} total={rows.length} autoFocus
        empty={<EmptyState icon={IconStairs} title={t(at === null ? 'programmes.noneActive' : 'groups.stageNobody')} />}
      />
      {recording && picked.length > 0 && <StageDialog programme={programme.id} stages={data.stages} lines={picked} today={today} stage={at} onClose={() => setRecording(false)} onDone={() => { setRecording(false); setChosen(new Set()); }} />}
    </div>
  );
}

function columns(t: Translate, board: Board, chosen: ReadonlySet<string>): Column<StageLine>[] {
  const nameOf = (key: string): string => board.stages.find((one) => one.key === key)?.name ?? key;
  return [
    { key: 'chosen', header: t('groups.stageChosen'), width: '64px', render: (row) => (chosen.has(row.enrolment) ? <Mark severity="done">{t('groups.stageYes')}</Mark> : '') },
    { key: 'name', header: t('programmes.colRecipient'), width: 'minmax(160px, 2fr)', render: (row) => row.name },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'at', header: t('groups.stageAt'), width: 'minmax(140px, 2fr)', render: (row) => (row.at === null ? t('groups.stageNotYet') : nameOf(row.at.stage)) },
    { key: 'result', header: t('groups.stageResult'), width: '150px', render: (row) => (row.at === null || row.at.result === null ? '' : <Mark severity={row.at.result === reached ? 'done' : 'warn'}>{labelOf('TEPAT.hasilTahap', row.at.result) ?? ''}</Mark>) },
    { key: 'date', header: t('groups.stageDate'), width: '96px', render: (row) => formatShortDate(row.at?.date) },
    { key: 'certificate', header: t('groups.stageCertificate'), width: 'minmax(90px, 1fr)', render: (row) => row.results.map((one) => one.certificateNo).filter(Boolean).join(', ') },
    { key: 'next', header: t('groups.stageNext'), width: 'minmax(140px, 2fr)', render: (row) => (row.next === null ? '' : nameOf(row.next.stage)) },
    { key: 'due', header: t('groups.stageDue'), width: '124px', render: (row) => (row.next === null || row.next.due === null ? '' : row.next.overdue ? <Mark severity="warn">{formatShortDate(row.next.due)}</Mark> : formatShortDate(row.next.due)) },
  ];
}
