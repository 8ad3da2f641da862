import { Button, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { IconUserOff } from '@tabler/icons-react';
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
import { Dialog } from '../../../ui/dialog.tsx';
import { formatShortDate } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import { MoveDialog, useUndoBulk } from '../../enrolment/index.ts';
import css from '../programmes.module.css';
import { MarkBar } from './mark-bar.tsx';
import { useMarks } from './use-marks.tsx';

type Exits = CallOutput<'enrolment.exits'>;
type Exit = Exits[number];

/** Usulan keluar: who died or left, with a reason that fits; one key accepts it, for many at once. */
export function ExitsPanel({ query, today }: { query: UseQueryResult<Exits, Error>; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const mayEnrol = useMay('enrol.write');
  const accept = useAction('enrolment.acceptExits');
  const undo = useUndoBulk();
  const [active, setActive] = useState<Exit | null>(null);
  const [asking, setAsking] = useState<'accept' | 'other' | null>(null);
  const [note, setNote] = useState('');
  const rows = query.data ?? [];
  const at = rows.find((row) => row.enrolment === active?.enrolment) ?? rows[0];
  const marks = useMarks(rows, at);
  const { chosen } = marks;
  const close = (): void => { setAsking(null); setNote(''); marks.clear(); };
  const run = (): void => accept.mutate({ items: chosen.map((one) => ({ id: one.enrolment, exitReason: String(one.suggested), end: dayOf(one, today) })), note: note.trim() || null }, {
    onSuccess: ({ ended, batch }) => { say({ text: t('enrolment.accepted', { n: ended }), undo: () => undo(batch) }); close(); },
  });
  return (
    <div className={css.column}>
      {mayEnrol && rows.length > 0 && <MarkBar marks={marks} at={at} actions={[{ key: 'r', label: t('enrolment.otherReason'), run: () => setAsking('other') }, { key: 'x', label: t('enrolment.accept'), run: () => setAsking('accept') }]} />}
      <DataTable
        label={t('enrolment.tabExits', { n: rows.length })} columns={[...(mayEnrol ? [marks.column] : []), ...columns(t)]} pages={allRows(query)} rowKey={(row) => row.enrolment} onActive={setActive} total={rows.length} autoFocus
        onOpen={(row) => go(row.group !== null ? `/program/kelompok/${row.group}` : `/keluarga/${row.family ?? ''}${row.person === null ? '' : `/${row.person}`}`)} empty={<EmptyState icon={IconUserOff} title={t('enrolment.noExits')}>{t('enrolment.noExitsHint')}</EmptyState>}
      />
      {asking === 'other' && <MoveDialog parts={chosen.map((one) => ({ id: one.enrolment, name: one.name }))} move="leave" today={today} onClose={close} />}
      {asking === 'accept' && (
        <Dialog
          title={t('enrolment.acceptTitle', { n: chosen.length })} onClose={close} dirty={note !== ''} keys={[{ key: 'Ctrl+Enter', label: t('enrolment.act_leave'), run }, { key: 'Enter', run, whileTyping: true }]}
          actions={<><Button variant="default" onClick={close}>{t('kit.cancel')}</Button><Button loading={accept.isPending} onClick={run}>{t('enrolment.act_leave')}</Button></>}
        >
          <p>{t('enrolment.acceptHint')}</p>
          <TextInput data-autofocus label={t('enrolment.note')} value={note} maxLength={300} autoComplete="off" onChange={(event) => setNote(event.currentTarget.value)} />
          {accept.error && <ErrorNotice error={accept.error} />}
        </Dialog>
      )}
    </div>
  );
}

/** The day since when, unless that is before the part began. */
function dayOf({ since, start }: Exit, today: string): string {
  const day = since ?? today;
  return start !== null && day < start ? start : day;
}

function columns(t: Translate): Column<Exit>[] {
  return [
    { key: 'name', header: t('enrolment.recipient'), width: 'minmax(150px, 2fr)', render: (row) => row.name },
    { key: 'rt', header: t('enrolment.rtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'programme', header: t('enrolment.programme'), width: 'minmax(110px, 1.4fr)', render: (row) => row.programmeName },
    { key: 'status', header: t('enrolment.state'), width: '100px', render: (row) => labelOf('TEPAT.statusKepesertaan', row.status) ?? '' },
    { key: 'cause', header: t('enrolment.cause'), width: 'minmax(130px, 1.6fr)', render: (row) => t(`enrolment.cause_${row.cause}`) },
    { key: 'since', header: t('enrolment.since'), width: '96px', render: (row) => formatShortDate(row.since) },
    { key: 'suggested', header: t('enrolment.suggested'), width: 'minmax(120px, 1.2fr)', render: (row) => labelOf('TEPAT.alasanKeluar', row.suggested) ?? '' },
  ];
}
