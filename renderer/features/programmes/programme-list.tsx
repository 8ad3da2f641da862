import { Button, Select, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconGift } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { codeList } from '../../../db/rules/lists.ts';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useInside, useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { periodWords, programmeName, programmeValue } from './programme-words.ts';
import type { Programme } from './programme-words.ts';
import css from './programmes.module.css';

/** The catalogue: every programme with its owner, unit, strategy, fund, period and recipients here. */
export function ProgrammeList(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const list = useCall('programme.list', {});
  const mayWrite = useMay('programme.write');
  const inside = useInside();
  const narrow = useMediaQuery('(max-width: 1180px)', false, { getInitialValueInEffect: false });
  const filterField = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [fund, setFund] = useState<string | null>('');
  const rows = list.data?.filter((one) => matches(one, text) && (!fund || String(one.values.fund) === fund));
  const fresh = (): void => go('/program/baru');
  const followUp = (): void => go('/program/tindak-lanjut');
  const rules = (): void => go('/program/aturan');
  const schemes = (): void => go('/program/skema');
  const targets = (): void => go('/program/sasaran');
  const partners = (): void => go('/program/mitra');
  const groups = (): void => go('/program/kelompok');
  const stages = (): void => go('/program/tahap');
  useKeys([
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('programmes.new'), run: fresh }] : []),
    { key: 'a', label: t('programmes.rules'), run: rules },
    // A user of an agency reads its own recipients: the rest would be refused.
    ...(inside ? [
      { key: 'l', label: t('enrolment.followUp'), run: followUp }, { key: 'k', label: t('schemes.open'), run: schemes }, { key: 't', label: t('schemes.targetsOpen'), run: targets },
      { key: 'm', label: t('partners.title'), run: partners }, { key: 'g', label: t('groups.title'), run: groups }, { key: 'h', label: t('groups.dueShort'), run: stages },
    ] : []),
    { key: 'f', label: t('programmes.keyFilter'), run: () => filterField.current?.focus() },
  ]);
  const filtered = text !== '' || Boolean(fund);
  const clear = (): void => { setText(''); setFund(''); };
  return (
    <Page
      fill title={t('programmes.title')} hint={list.data && t('programmes.count', { n: list.data.length, used: list.data.filter((one) => one.recipients > 0).length })}
      actions={
        <>
          {inside && <Button variant="default" onClick={followUp}>{t('enrolment.followUp')}</Button>}
          <Button variant="default" onClick={rules}>{t('programmes.rules')}</Button>
          {inside && <Button variant="default" onClick={schemes}>{t('schemes.open')}</Button>}
          {inside && <Button variant="default" onClick={targets}>{t('schemes.targetsOpen')}</Button>}
          {inside && <Button variant="default" onClick={partners}>{t('partners.title')}</Button>}
          {inside && <Button variant="default" onClick={groups}>{t('groups.title')}</Button>}
          {inside && <Button variant="default" onClick={stages}>{t('groups.dueShort')}</Button>}
          {mayWrite && <Button onClick={fresh}>{t('programmes.new')}</Button>}
        </>
      }
    >
      <div className={css.filters}>
        <TextInput ref={filterField} className={css.filterText} aria-label={t('programmes.filter')} placeholder={t('programmes.filter')} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Select aria-label={t('programmes.filterFund')} value={fund} onChange={setFund} data={[{ value: '', label: t('programmes.allFunds') }, ...(codeList('TEPAT.sumberDana')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }))]} />
        {filtered && <Button variant="subtle" onClick={clear}>{t('programmes.clearFilter')}</Button>}
      </div>
      <DataTable
        label={t('programmes.title')} columns={columns(t, narrow)} pages={allRows({ ...list, data: rows })} rowKey={(one) => one.id} onOpen={(one) => go(`/program/${one.id}`)} autoFocus
        empty={filtered
          ? <EmptyState icon={IconGift} title={t('programmes.noneFiltered')} action={<Button variant="default" onClick={clear}>{t('programmes.clearFilter')}</Button>} />
          : <EmptyState icon={IconGift} title={t('programmes.none')} action={mayWrite && <Button onClick={fresh}>{t('programmes.new')}</Button>}>{t('programmes.noneHint')}</EmptyState>}
      />
    </Page>
  );
}

function matches(programme: Programme, text: string): boolean {
  const words = [programme.values.name, programme.values.shortName, programme.values.code, programme.values.provider].join(' ').toLowerCase();
  return text.trim().toLowerCase().split(/\s+/).every((word) => words.includes(word));
}

function columns(t: Translate, narrow: boolean): Column<Programme>[] {
  return [
    { key: 'name', header: t('programmes.colName'), width: 'minmax(170px, 3fr)', render: (one) => <span title={String(one.values.name)}><strong>{programmeName(one)}</strong>{one.values.shortName !== null && one.values.shortName !== one.values.name && ` ${String(one.values.name)}`}</span> },
    { key: 'provider', header: t('programmes.colOwner'), width: 'minmax(110px, 2fr)', render: (one) => programmeValue(one, 'provider') },
    { key: 'unit', header: t('programmes.colUnit'), width: '88px', render: (one) => programmeValue(one, 'unitKind') },
    ...(narrow ? [] : [{ key: 'strategy', header: t('programmes.colStrategy'), width: 'minmax(100px, 2fr)', render: (one: Programme) => programmeValue(one, 'strategy') }]),
    { key: 'fund', header: t('programmes.colFund'), width: 'minmax(84px, 1fr)', render: (one) => programmeValue(one, 'fund') },
    { key: 'period', header: t('programmes.colPeriod'), width: narrow ? '84px' : '110px', render: (one) => periodWords(t, one) },
    { key: 'recipients', header: t('programmes.colRecipients'), width: '92px', numeric: true, render: (one) => formatNumber(one.recipients) },
    { key: 'active', header: t('programmes.colState'), width: '146px', render: (one) => (one.active ? <Mark severity="done">{t('programmes.active')}</Mark> : <Mark severity="info">{t('programmes.inactive')}</Mark>) },
  ];
}
