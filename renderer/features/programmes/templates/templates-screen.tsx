import { Button, TextInput } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { programmeName, programmeValue } from '../programme-words.ts';
import css from '../programmes.module.css';

type Template = CallOutput<'template.list'>[number];

/** Patterns that a programme can be made after. */
export function TemplatesScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const templates = useCall('template.list', {});
  const mayWrite = useMay('programme.write');
  const maySet = useMay('setting.write');
  const [text, setText] = useState('');
  const words = text.trim().toLowerCase().split(/\s+/);
  const fits = (one: Template): boolean => words.every((word) => ['name', 'shortName', 'provider', 'benefitGroup'].map((field) => programmeValue(one, field)).join(' ').toLowerCase().includes(word));
  const rows = templates.data?.filter((one) => one.ended === null && fits(one));
  const use = (one: Template): void => { if (mayWrite) go(`/program/baru/${one.id}`); };
  useKeys([
    { key: 'Escape', label: t('programmes.back'), run: () => go('/program') },
    ...(maySet ? [{ key: 'Ctrl+N', label: t('schemes.templateNew'), run: () => go('/program/contoh/baru') }] : []),
  ]);
  const columns: Column<Template>[] = [
    { key: 'name', header: t('programmes.colName'), width: 'minmax(220px, 3fr)', render: (one) => <span title={String(one.values['name'])}><strong>{programmeName(one)}</strong>{one.values['shortName'] !== one.values['name'] && ` ${String(one.values['name'] ?? '')}`}</span> },
    { key: 'group', header: t('programmes.ruleGroups'), width: 'minmax(144px, 1.4fr)', render: (one) => programmeValue(one, 'benefitGroup') },
    { key: 'strategy', header: t('programmes.colStrategy'), width: 'minmax(120px, 2fr)', render: (one) => programmeValue(one, 'strategy') },
    { key: 'unit', header: t('programmes.colUnit'), width: '96px', render: (one) => programmeValue(one, 'unitKind') },
    { key: 'provider', header: t('programmes.colOwner'), width: 'minmax(140px, 2fr)', render: (one) => programmeValue(one, 'provider') },
    { key: 'version', header: t('schemes.colVersion'), width: '84px', numeric: true, render: (one) => (one.seeded ? t('schemes.seeded') : formatNumber(one.version)) },
    ...(maySet ? [{ key: 'edit', header: '', width: '84px', render: (one: Template) => <Button variant="subtle" aria-label={`${t('schemes.templateEdit')}: ${programmeName(one)}`} onClick={(event) => { event.stopPropagation(); go(`/program/contoh/${one.id}/ubah`); }}>{t('programmes.edit')}</Button> }] : []),
  ];
  return (
    <Page
      fill title={t('schemes.templatesTitle')} hint={t('schemes.templatesHint')}
      actions={<><Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>{maySet && <Button variant="default" onClick={() => go('/program/contoh/baru')}>{t('schemes.templateNew')}</Button>}</>}
    >
      <div className={css.filters}><TextInput data-autofocus autoFocus className={css.filterText} aria-label={t('schemes.templateFilter')} title={t('schemes.templateFilter')} placeholder={t('schemes.templateFilter')} value={text} onChange={(event) => setText(event.currentTarget.value)} /></div>
      <DataTable label={t('schemes.templatesTitle')} columns={columns} pages={allRows({ ...templates, data: rows })} rowKey={(one) => one.id} onOpen={use} empty={<EmptyState icon={IconTemplate} title={t('schemes.templateNone')} />} />
    </Page>
  );
}
