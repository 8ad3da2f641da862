import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DasawismaDialog } from './dasawisma-dialog.tsx';
import { EnumeratorDialog } from './enumerator-dialog.tsx';
import { wordsOf } from './visit-words.ts';
import type { Enumerator } from './visit-words.ts';

/** Pendata: who visits for the office, where, and how many visits wait for each. */
export function EnumeratorsScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const list = useCall('enumerator.list', {});
  const mayWrite = useMay('register.write');
  const [editing, setEditing] = useState<Enumerator | 'new' | null>(null);
  const [grouping, setGrouping] = useState(false);
  const back = (): void => go('/usulan/verval');
  useKeys([
    { key: 'Escape', label: t('verval.back'), run: back },
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('verval.newEnumerator'), run: () => setEditing('new') }, { key: 'd', label: t('verval.dasawisma'), run: () => setGrouping(true) }] : []),
  ]);
  return (
    <Page
      fill title={t('verval.enumerators')} hint={t('verval.enumeratorsHint')}
      actions={<><Button variant="default" onClick={back}>{t('verval.back')}</Button>{mayWrite && <Button variant="default" onClick={() => setGrouping(true)}>{t('verval.dasawisma')} …</Button>}{mayWrite && <Button onClick={() => setEditing('new')}>{t('verval.newEnumerator')}</Button>}</>}
    >
      <DataTable
        label={t('verval.enumerators')} columns={columns(t)} pages={allRows(list)} rowKey={(row) => row.id} autoFocus {...(mayWrite && { onOpen: (row: Enumerator) => { if (row.own) setEditing(row); } })}
        empty={<EmptyState icon={IconUsersGroup} title={t('verval.noEnumerators')} action={mayWrite && <Button onClick={() => setEditing('new')}>{t('verval.newEnumerator')}</Button>}>{t('verval.noEnumeratorsHint')}</EmptyState>}
      />
      {editing !== null && <EnumeratorDialog enumerator={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {grouping && <DasawismaDialog onClose={() => setGrouping(false)} />}
    </Page>
  );
}

function columns(t: Translate): Column<Enumerator>[] {
  return [
    { key: 'name', header: t('verval.colName'), width: 'minmax(160px, 3fr)', render: (row) => <strong title={row.name}>{row.name}</strong> },
    { key: 'role', header: t('verval.colRole'), width: 'minmax(130px, 2fr)', render: (row) => wordsOf('TEPAT.jenisPendata', row.role) },
    { key: 'area', header: t('verval.colArea'), width: 'minmax(130px, 2fr)', render: (row) => row.dasawismaName ?? ([row.rt && `RT ${row.rt}`, row.rw && `RW ${row.rw}`].filter(Boolean).join(' ') || t('verval.everywhere')) },
    { key: 'phone', header: t('verval.colPhone'), width: 'minmax(110px, 1fr)', render: (row) => row.phone ?? '' },
    { key: 'open', header: t('verval.colOpen'), width: '128px', numeric: true, render: (row) => formatNumber(row.open) },
    { key: 'state', header: t('verval.colState'), width: '150px', render: (row) => (row.ended === null ? <Mark severity="done">{t('verval.active')}</Mark> : <Mark severity="info">{t('verval.endedOn', { date: formatShortDate(row.ended) })}</Mark>) },
  ];
}
