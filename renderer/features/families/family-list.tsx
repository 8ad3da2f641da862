import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useNeedLabel } from '../../app/need-label.ts';
import { useInside, useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { KeyHint } from '../../ui/marks.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveDialog } from '../../ui/save-dialog.tsx';
import { BulkDialog } from '../enrolment/index.ts';
import type { FamilySort } from './family-types.ts';
import { FilterBar } from './filter-bar.tsx';
import { filterWords, isFiltered } from './filter-words.ts';
import { listColumns } from './list-columns.tsx';
import { useListMemory } from './list-memory.ts';
import { ListPrint, reportParams } from './list-print.tsx';
import { useFamilyPages } from './use-family-pages.ts';

/** Keluarga: every family of the office, filtered and in order, at any length. */
export function FamilyList(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [memory, remember] = useListMemory();
  const [printing, setPrinting] = useState(false);
  const [saving, setSaving] = useState(false);
  const filterField = useRef<HTMLInputElement>(null);
  const { filter, sort } = memory;
  const pages = useFamilyPages(filter, sort);
  const count = useCall('family.count', { filter }, { keepPrevious: true });
  const info = useCall('office.info', {});
  const mayWrite = useMay('register.write') && info.data?.receiver === false;
  const inside = useInside();
  const mayPrint = useMay('report.run');
  const mayExport = useMay('report.export');
  const narrow = useMediaQuery('(max-width: 1180px)', false, { getInitialValueInEffect: false });
  const mayEnrol = useMay('enrol.write') && info.data?.receiver === false;
  const [enrolling, setEnrolling] = useState(false);
  const facets = useCall('family.facets', {}, { enabled: enrolling });
  const aid = (): void => go('/keluarga/bantuan');
  const fresh = (): void => go('/keluarga/baru');
  const print = (): void => setPrinting(true);
  useKeys([
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('families.new'), run: fresh }] : []),
    { key: 'f', label: t('families.keyFilter'), run: () => filterField.current?.focus() },
    ...(mayEnrol && (count.data?.families ?? 0) > 0 ? [{ key: 'd', label: t('enrolment.bulkOpen'), run: () => setEnrolling(true) }] : []),
    { key: 'b', label: t('families.aid'), run: aid }, ...(inside ? [{ key: 'g', label: t('families.duplicates'), run: () => go('/keluarga/ganda') }] : []),
    ...(mayPrint ? [{ key: 'Ctrl+P', label: t('families.keyPrintList'), run: print }] : []),
  ]);
  const filtered = isFiltered(filter);
  const needOf = useNeedLabel();
  const clear = (): void => remember({ filter: { status: 'active' } });
  return (
    <Page
      fill title={t('families.title')}
      hint={count.data && <span data-count>{t('families.count', { families: count.data.families, people: count.data.people })}{filtered && ` · ${t('families.filtered')}`}</span>}
      actions={
        <>
          <Button variant="default" onClick={aid} rightSection={<KeyHint name="b" />}>{t('families.aid')}</Button>
          {inside && <Button variant="default" onClick={() => go('/keluarga/ganda')} rightSection={<KeyHint name="g" />}>{t('families.duplicates')}</Button>}
          {mayPrint && <Button variant="default" onClick={print}>{t('families.printList')}</Button>}
          {mayExport && <Button variant="default" onClick={() => setSaving(true)}>{t('families.saveList')}</Button>}
          {mayEnrol && <Button variant="default" onClick={() => setEnrolling(true)}>{t('enrolment.bulkOpen')}</Button>}
          {mayWrite && <Button onClick={fresh}>{t('families.new')}</Button>}
        </>
      }
    >
      <FilterBar filter={filter} onChange={(next) => remember({ filter: next })} field={filterField} onClear={filtered ? clear : null} />
      <DataTable
        label={t('families.title')} columns={listColumns(t, { narrow, status: filter.status !== 'active', needOf })} pages={pages} rowKey={(row) => row.id}
        onOpen={(row) => { remember({ at: { id: row.id, index: pages.rows.indexOf(row) } }); go(`/keluarga/${row.id}`); }}
        sort={{ by: sort.by, direction: sort.direction ?? 'asc' }} onSort={(next) => remember({ sort: next as FamilySort })} autoFocus {...(count.data ? { total: count.data.families } : {})}
        empty={
          filtered ? (
            <EmptyState icon={IconUsers} title={t('families.noneFiltered')} action={<Button variant="default" onClick={clear}>{t('families.clearFilter')}</Button>}>{t('families.noneFilteredHint')}</EmptyState>
          ) : (
            <EmptyState icon={IconUsers} title={t('families.none')} action={mayWrite && <Button onClick={fresh}>{t('families.new')}</Button>}>{t('families.noneHint')}</EmptyState>
          )
        }
      />
      {saving && <SaveDialog personal name="families" title={t('families.title')} hint={t('families.saveListHint')} params={reportParams(filter)} onClose={() => setSaving(false)} />}
      {enrolling && info.data && <BulkDialog filter={filter} words={filterWords(filter, t, facets.data?.programmes.find((each) => each.id === filter.programme)?.name, needOf)} today={info.data.today} onClose={() => setEnrolling(false)} />}
      {printing && <ListPrint filter={filter} onDone={() => setPrinting(false)} />}
    </Page>
  );
}
