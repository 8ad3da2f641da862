import { Button, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { IconClockExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { labelOf } from '../../../../db/rules/lists.ts';
import { allRows, useAction } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatShortDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import { MoveDialog } from '../../enrolment/index.ts';
import css from '../programmes.module.css';
import { MarkBar } from './mark-bar.tsx';
import { useMarks } from './use-marks.tsx';

type List = CallOutput<'enrolment.unverified'>;
type Line = List[number];

/** Harus diverifikasi sebelum: emergency enrolments; past their day they are overdue, and stay until somebody decides (KPS-6). */
export function VerifyPanel({ query, today }: { query: UseQueryResult<List, Error>; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const mayEnrol = useMay('enrol.write');
  const [active, setActive] = useState<Line | null>(null);
  const [asking, setAsking] = useState<'verify' | 'leave' | null>(null);
  const rows = query.data ?? [];
  const at = rows.find((row) => row.enrolment === active?.enrolment) ?? rows[0];
  const marks = useMarks(rows, at);
  const { chosen } = marks;
  const close = (): void => { setAsking(null); marks.clear(); };
  return (
    <div className={css.column}>
      {mayEnrol && rows.length > 0 && <MarkBar marks={marks} at={at} actions={[{ key: 'x', label: t('enrolment.act_leave'), run: () => setAsking('leave') }, { key: 'v', label: t('enrolment.verify'), run: () => setAsking('verify') }]} />}
      <DataTable
        label={t('enrolment.tabVerify', { n: rows.length })} columns={[...(mayEnrol ? [marks.column] : []), ...columns(t)]} pages={allRows(query)} rowKey={(row) => row.enrolment} onActive={setActive} total={rows.length} autoFocus
        onOpen={(row) => go(row.group !== null ? `/program/kelompok/${row.group}` : `/keluarga/${row.family ?? ''}${row.person === null ? '' : `/${row.person}`}`)} empty={<EmptyState icon={IconClockExclamation} title={t('enrolment.noVerify')}>{t('enrolment.noVerifyHint')}</EmptyState>}
      />
      {asking === 'verify' && <VerifyDialog ids={chosen.map((one) => one.enrolment)} today={today} onClose={close} />}
      {asking === 'leave' && <MoveDialog parts={chosen.map((one) => ({ id: one.enrolment, name: one.name }))} move="leave" today={today} onClose={close} />}
    </div>
  );
}

function VerifyDialog({ ids, today, onClose }: { ids: readonly string[]; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const verify = useAction('enrolment.verify');
  const [date, setDate] = useState<string | null>(today);
  const [decisionNo, setDecisionNo] = useState('');
  const [decisionDate, setDecisionDate] = useState<string | null>(null);
  const run = (): void => {
    if (date !== null && !verify.isPending) verify.mutate({ ids: [...ids], date, decisionNo: decisionNo.trim() || null, decisionDate }, { onSuccess: ({ verified }) => { say({ text: t('enrolment.verified', { n: verified }) }); onClose(); } });
  };
  return (
    <Dialog
      title={t('enrolment.verifyTitle', { n: ids.length })} onClose={onClose} dirty={decisionNo !== ''} keys={[{ key: 'Ctrl+Enter', label: t('enrolment.verify'), run }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={date === null} loading={verify.isPending} onClick={run}>{t('enrolment.verify')}</Button></>}
    >
      <TextInput data-autofocus label={t('enrolment.decisionNo')} value={decisionNo} maxLength={120} autoComplete="off" onChange={(event) => setDecisionNo(event.currentTarget.value)} />
      <DateInput label={t('enrolment.decisionDate')} value={decisionDate} today={today} onChange={setDecisionDate} />
      <DateInput required label={t('enrolment.verifyDate')} value={date} today={today} onChange={setDate} />
      {verify.error && <ErrorNotice error={verify.error} />}
    </Dialog>
  );
}

function columns(t: Translate): Column<Line>[] {
  return [
    { key: 'by', header: t('enrolment.verifyBy'), width: '226px', render: (row) => <>{formatShortDate(row.verifyBy)} {row.overdue && <Mark severity="warn">{t('enrolment.overdueDays')}</Mark>}</> },
    { key: 'name', header: t('enrolment.recipient'), width: 'minmax(150px, 2fr)', render: (row) => row.name },
    { key: 'rt', header: t('enrolment.rtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'programme', header: t('enrolment.programme'), width: 'minmax(110px, 1.4fr)', render: (row) => row.programmeName },
    { key: 'cause', header: t('enrolment.emergency'), width: 'minmax(130px, 1.4fr)', render: (row) => labelOf('TEPAT.sebabDarurat', row.emergency) ?? '' },
    { key: 'status', header: t('enrolment.state'), width: '100px', render: (row) => labelOf('TEPAT.statusKepesertaan', row.status) ?? '' },
    { key: 'start', header: t('enrolment.start'), width: '96px', render: (row) => formatShortDate(row.start) },
  ];
}
