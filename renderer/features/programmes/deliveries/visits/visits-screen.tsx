import { Button, SegmentedControl } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../../db/api/contract.ts';
import { labelOf } from '../../../../../db/rules/lists.ts';
import { DialogDraft } from '../../../../app/dialog-draft.tsx';
import { useResume } from '../../../../app/resume.ts';
import { draftKinds } from '../../../../../db/rules/draft-kinds.ts';
import { allRows, useAction, useCall } from '../../../../app/calls.ts';
import { useKeys } from '../../../../app/keys.ts';
import { useMay } from '../../../../app/session.tsx';
import { textIn, useText } from '../../../../text/text.ts';
import type { Translate } from '../../../../text/text.ts';
import { DataTable } from '../../../../ui/data-table.tsx';
import type { Column } from '../../../../ui/data-table.tsx';
import { formatShortDate } from '../../../../ui/format.ts';
import { Mark } from '../../../../ui/marks.tsx';
import { MissingPage } from '../../../../ui/missing-page.tsx';
import { EmptyState, ErrorNotice } from '../../../../ui/notice.tsx';
import { Page } from '../../../../ui/page.tsx';
import { ReasonDialog } from '../../../../ui/reason-dialog.tsx';
import { programmeName } from '../../programme-words.ts';
import type { Programme } from '../../programme-words.ts';
import css from '../../programmes.module.css';
import { VisitDialog } from './visit-dialog.tsx';

export type Visit = CallOutput<'visit.list'>['rows'][number];
const received = 1;

/** The visits of a programme: when, by whom, what follows; notes for those who may read about health. */
export function VisitsScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const programme = useCall('programme.get', { id });
  const info = useCall('office.info', {});
  if (programme.data && info.data) return <Visits programme={programme.data} today={info.data.today} />;
  return <MissingPage title={t('deliveries.visits')} id={id} asked={programme} back="/program" />;
}

function Visits({ programme, today }: { programme: Programme; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [shown, setShown] = useState<'all' | 'due'>('all');
  const [active, setActive] = useState<Visit | null>(null);
  const [dialog, setDialog] = useState<'new' | 'edit' | 'undo' | null>(null);
  const [officer, setOfficer] = useState('');
  const mayWrite = useMay('enrol.write');
  const takeBack = useAction('delivery.void');
  const visits = useCall('visit.list', { programme: programme.id });
  const all = visits.data?.rows ?? [];
  const due = all.filter((row) => row.due);
  const rows = shown === 'due' ? due : all;
  const chosen = rows.find((row) => row.id === active?.id) ?? rows[0] ?? null;
  const own = mayWrite && chosen?.own === true;
  useResume(draftKinds.recipientVisit, mayWrite && visits.data !== undefined, ({ target }) => {
    const row = all.find((one) => one.id === target);
    if (row) edit(row);
    else if (target === programme.id) setDialog('new');
  });
  const back = (): void => go(`/program/${programme.id}`);
  const close = (): void => setDialog(null);
  const edit = (row: Visit): void => { setActive(row); if (mayWrite && row.own) setDialog('edit'); };
  useKeys([
    { key: 'Escape', label: t('deliveries.back'), run: back },
    ...(mayWrite ? [{ key: 'n', label: t('deliveries.visitNew'), run: () => setDialog('new') }, { key: 'Ctrl+N', run: () => setDialog('new') }] : []),
    ...(own ? [{ key: 'F6', label: t('deliveries.visitUndo'), run: () => setDialog('undo') }] : []),
  ]);
  return (
    <Page
      fill title={t('deliveries.visitsTitle', { name: programmeName(programme) })} hint={visits.data && t('deliveries.visitsCount', { n: all.length, due: due.length })}
      actions={<><Button variant="default" onClick={back}>{t('deliveries.back')}</Button>{mayWrite && <Button onClick={() => setDialog('new')}>{t('deliveries.visitNew')} …</Button>}</>}
    >
      <SegmentedControl className={css.left} aria-label={t('deliveries.visitShown')} value={shown} onChange={(value) => setShown(value as 'all' | 'due')} data={[{ value: 'all', label: t('deliveries.visitAll') }, { value: 'due', label: t('deliveries.visitDue', { n: due.length }) }]} />
      {(visits.error ?? takeBack.error) && <ErrorNotice error={visits.error ?? takeBack.error} />}
      <DataTable
        label={t('deliveries.visits')} columns={columns(t, visits.data?.health === true)} pages={allRows({ ...visits, data: visits.data ? rows : undefined })} rowKey={(row) => row.id} onOpen={edit} onActive={setActive} total={rows.length} autoFocus
        foot={visits.data?.health === false ? t('deliveries.visitNoteHidden') : undefined}
        empty={<EmptyState icon={IconStethoscope} title={t(shown === 'due' ? 'deliveries.visitNoneDue' : 'deliveries.visitNone')}>{shown === 'all' && mayWrite ? t('deliveries.visitNoneHint') : undefined}</EmptyState>}
      />
      {(dialog === 'new' || (dialog === 'edit' && chosen)) && (
        <DialogDraft kind={draftKinds.recipientVisit} target={dialog === 'edit' && chosen ? chosen.id : programme.id} title={`${textIn('id', 'deliveries.visits')}: ${dialog === 'edit' && chosen ? chosen.name : programmeName(programme)}`}>
          <VisitDialog programme={programme} visit={dialog === 'edit' ? chosen : null} today={today} officer={officer} health={visits.data?.health === true} onClose={close} onDone={(by) => { setOfficer(by); close(); }} />
        </DialogDraft>
      )}
      {dialog === 'undo' && chosen && <ReasonDialog title={t('deliveries.visitUndoTitle', { name: chosen.name, date: formatShortDate(chosen.date) })} action={t('deliveries.visitUndo')} onClose={close} onDo={async (reason) => { await takeBack.mutateAsync({ id: chosen.id, reason }); close(); }} />}
    </Page>
  );
}

function columns(t: Translate, health: boolean): Column<Visit>[] {
  const note: Column<Visit>[] = health ? [
    { key: 'note', header: t('deliveries.visitNote'), width: 'minmax(140px, 2.4fr)', render: (row) => row.note ?? (row.own ? '' : t('deliveries.visitNotSent')) },
    { key: 'record', header: t('deliveries.visitRecordShort'), width: '112px', render: (row) => row.recordNo ?? '' },
  ] : [];
  return [
    { key: 'date', header: t('deliveries.visitDate'), width: '96px', render: (row) => formatShortDate(row.date) },
    { key: 'name', header: t('deliveries.visitWho'), width: 'minmax(140px, 1.6fr)', render: (row) => row.name },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'officer', header: t('deliveries.visitOfficer'), width: 'minmax(100px, 1.2fr)', render: (row) => row.officer ?? '' },
    { key: 'result', header: t('deliveries.visitResult'), width: 'minmax(100px, 1.2fr)', render: (row) => (row.status === received ? <Mark severity="done">{t('deliveries.visitMade')}</Mark> : <Mark severity="warn">{row.reason ?? t('deliveries.visitNotMade')}</Mark>) },
    { key: 'follow', header: t('deliveries.visitFollowUp'), width: 'minmax(110px, 1.4fr)', render: (row) => (row.followUp === null ? '' : (labelOf('TEPAT.tindakLanjut', row.followUp) ?? '')) },
    { key: 'due', header: t('deliveries.visitDueOn'), width: '120px', render: (row) => (row.due ? <Mark severity="warn">{formatShortDate(row.followUpDate)}</Mark> : formatShortDate(row.followUpDate)) },
    ...note,
  ];
}
