import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useRef, useState } from 'react';
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
import { formatNumber, formatRupiah, formatShortDate } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { BulkDialog } from '../../enrolment/index.ts';
import css from '../programmes.module.css';

type Group = CallOutput<'group.list'>[number];
type Shown = 'active' | 'ended';

/** Kelompok: who works together, how many of them are poor, and what they turned over. */
export function GroupList(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const [status, setStatus] = useState<Shown>('active');
  const [saving, setSaving] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const list = useCall('group.list', { status, text }, { keepPrevious: true });
  const mayWrite = useMay('programme.write');
  const maySave = useMay('report.export');
  const rows = list.data ?? [];
  const fresh = (): void => go('/program/kelompok/baru');
  const info = useCall('office.info', {});
  const mayEnrol = useMay('enrol.write') && status === 'active' && rows.length > 0;
  const [enrolling, setEnrolling] = useState(false);
  useKeys([
    { key: 'Escape', label: t('programmes.back'), run: () => go('/program') },
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('groups.new'), run: fresh }] : []),
    ...(maySave ? [{ key: 'Ctrl+S', label: t('groups.save'), run: () => setSaving(true) }] : []),
    ...(mayEnrol ? [{ key: 'd', label: t('aidWork.enrolShown'), run: () => setEnrolling(true) }] : []),
    { key: 'f', label: t('programmes.keyFilter'), run: () => field.current?.focus() },
  ]);
  const sum = (of: (group: Group) => number): string => formatNumber(rows.reduce((total, group) => total + of(group), 0));
  return (
    <Page
      fill title={t('groups.title')} hint={list.data && t('groups.count', { n: formatNumber(rows.length), members: sum((one) => one.members), poor: sum((one) => one.poor) })}
      actions={<><Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>{maySave && <Button variant="default" onClick={() => setSaving(true)}>{t('groups.save')} …</Button>}{mayEnrol && <Button variant="default" onClick={() => setEnrolling(true)}>{t('aidWork.enrolShown')} …</Button>}{mayWrite && <Button onClick={fresh}>{t('groups.new')}</Button>}</>}
    >
      <div className={css.filters}>
        <TextInput ref={field} className={css.filterText} aria-label={t('groups.filter')} placeholder={t('groups.filter')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <SegmentedControl aria-label={t('groups.shown')} value={status} onChange={(value) => setStatus(value as Shown)} data={[{ value: 'active', label: t('groups.shownActive') }, { value: 'ended', label: t('groups.shownEnded') }]} />
      </div>
      <DataTable
        label={t('groups.title')} columns={columns(t)} pages={allRows({ ...list, data: list.data ? rows : undefined })} rowKey={(one) => one.id} onOpen={(one) => go(`/program/kelompok/${one.id}`)} autoFocus
        empty={text === '' && status === 'active'
          ? <EmptyState icon={IconUsersGroup} title={t('groups.none')} action={mayWrite && <Button onClick={fresh}>{t('groups.new')}</Button>}>{t('groups.noneHint')}</EmptyState>
          : <EmptyState icon={IconUsersGroup} title={t('groups.noneFiltered')} />}
      />
      {enrolling && info.data && <BulkDialog groups filter={text.trim() === '' ? {} : { text: text.trim() }} words={text.trim() === '' ? t('aidWork.everyGroup') : text.trim()} today={info.data.today} onClose={() => setEnrolling(false)} />}
      {saving && <SaveDialog name="groups" title={t('groups.reportTitle')} params={{}} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function columns(t: Translate): Column<Group>[] {
  const words = (value: unknown): string => (typeof value === 'string' ? value : '');
  return [
    { key: 'name', header: t('groups.colName'), width: 'minmax(160px, 3fr)', render: (one) => <strong title={words(one.values['name'])}>{words(one.values['name'])}</strong> },
    { key: 'kind', header: t('groups.colKind'), width: 'minmax(128px, 1.2fr)', render: (one) => (typeof one.values['kind'] === 'number' ? (labelOf('TEPAT.jenisKelompok', one.values['kind']) ?? '') : '') },
    { key: 'business', header: t('groups.colBusiness'), width: 'minmax(96px, 2fr)', render: (one) => words(one.values['business']) },
    { key: 'members', header: t('groups.colMembers'), width: '84px', numeric: true, render: (one) => formatNumber(one.members) },
    { key: 'poor', header: t('groups.colPoor'), width: '84px', numeric: true, render: (one) => formatNumber(one.poor) },
    { key: 'turnover', header: t('groups.colTurnover'), width: '124px', numeric: true, render: (one) => formatRupiah(one.figure?.turnover) },
    { key: 'figure', header: t('groups.colFigure'), width: '96px', render: (one) => formatShortDate(one.figure?.date) },
    { key: 'programmes', header: t('groups.colProgrammes'), width: 'minmax(96px, 1.6fr)', render: (one) => one.programmes.join(', ') },
  ];
}
