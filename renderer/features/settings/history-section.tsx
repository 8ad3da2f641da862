import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { isEntityKey } from '../../../db/rules/entities.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { allRows, useCall } from '../../app/calls.ts';
import { language, useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatDate, formatTime } from '../../ui/format.ts';
import { reasonText } from '../../ui/reason.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { settingWords } from './audit-words.ts';
import css from './settings.module.css';

type Entry = CallOutput<'changes.list'>['entries'][number];
const everyone = '*';

/** "Perubahan hari ini": who changed what on a day, by user. */
export function HistorySection(): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const info = useCall('office.info', {});
  const [date, setDate] = useState<string | null>(null);
  const [user, setUser] = useState(everyone);
  const day = date ?? info.data?.today;
  const whole = useCall('changes.list', { ...(day === undefined ? {} : { date: day }), limit: 2000, lang }, { enabled: day !== undefined, keepPrevious: true });
  const users = whole.data?.users ?? [];
  const shown = { ...whole, data: whole.data?.entries.filter((entry) => user === everyone || entry.by === user) };
  const total = users.reduce((sum, each) => sum + each.changes, 0);
  const choices = [{ value: everyone, label: t('settings.historyAll', { n: total }) }, ...users.map((each) => ({ value: each.name, label: t('settings.historyOf', { name: each.name, n: each.changes }) }))];
  return (
    <Page fill title={t('settings.history')} hint={day === undefined ? t('settings.historyHint') : `${t('settings.historyHint')} ${formatDate(day)}.`}>
      <div className={css.filters}>
        {info.data && <DateInput label={t('settings.historyDate')} value={day ?? null} today={info.data.today} onChange={(typed) => { if (typed !== null) { setDate(typed); setUser(everyone); } }} />}
        <Select w={280} label={t('settings.historyUser')} value={user} data={choices} onChange={(value) => setUser(value ?? everyone)} />
      </div>
      <DataTable
        label={t('settings.history')} columns={columns(t)} pages={allRows(shown)} rowKey={(entry) => `${entry.changeId}-${entry.entity}-${entry.record}-${entry.field ?? ''}`}
        empty={<EmptyState title={t('settings.historyNone')}>{t('settings.historyNoneHint')}</EmptyState>}
      />
    </Page>
  );
}

function columns(t: Translate): Column<Entry>[] {
  return [
    { key: 'at', header: t('settings.colTime'), width: '64px', render: (entry) => formatTime(entry.at) },
    { key: 'by', header: t('settings.colBy'), width: 'minmax(90px, 1fr)', render: (entry) => entry.by },
    { key: 'record', header: t('settings.colRecord'), width: 'minmax(130px, 1.5fr)', render: (entry) => nameWords(entry, t) },
    { key: 'field', header: t('settings.colField'), width: 'minmax(120px, 1.5fr)', render: (entry) => whatWords(entry, t) },
    { key: 'old', header: t('settings.colOld'), width: 'minmax(100px, 1fr)', render: (entry) => valueWords(entry, entry.old, t) },
    { key: 'new', header: t('settings.colNew'), width: 'minmax(100px, 1fr)', render: (entry) => valueWords(entry, entry.new, t) },
    { key: 'reason', header: t('settings.colReason'), width: 'minmax(120px, 1.2fr)', render: (entry) => [reasonText(entry.reason), entry.source?.name ?? ''].filter((part) => part !== '').join(' · ') },
  ];
}

function kindWords(entry: Entry, t: Translate): string {
  return isEntityKey(entry.entity) ? t(`records.of_${entry.entity}`) : entry.entity;
}

/** Which record it is: by its name, a setting in words; one without a name by its kind. */
function nameWords(entry: Entry, t: Translate): string {
  if (entry.recordName === null) return kindWords(entry, t);
  return entry.entity === 'setting' ? settingWords(entry.recordName, t) : entry.recordName;
}

/** Which field of it, or that it came to be; what kind it is unless the name before says so. */
function whatWords(entry: Entry, t: Translate): string {
  if (entry.field !== null) return fieldLabel(language(), entry.entity, entry.field);
  return entry.recordName === null ? t('settings.created') : t('settings.createdOne', { kind: kindWords(entry, t) });
}

function valueWords(entry: Entry, value: unknown, t: Translate): string {
  if (entry.field === null) return '';
  if (entry.entity === 'setting' && (value === 'on' || value === 'off')) return t(value === 'on' ? 'settings.valueOn' : 'settings.valueOff');
  return fieldValueText(entry.entity, entry.field, value);
}
