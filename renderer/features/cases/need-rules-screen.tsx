import { Button } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { fieldsOfPart } from '../../../db/rules/needs/part-fields.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import type { Lang } from '../../../db/rules/text.ts';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';

type Rule = CallOutput<'need.rules'>['rules'][number];

/** The questions that a rule asks, in words. */
export function askedWords(lang: Lang, parts: Rule['content']['parts']): string {
  return [...new Set(parts.flatMap((part) => fieldsOfPart(part)).filter(({ field }) => field !== 'birthDate').map(({ entity, field }) => fieldLabel(lang, entity, field)))].join(', ');
}

/** Every need: by which answers it is proposed, whom it is put before, and in which version. */
export function NeedRulesScreen(): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const [, go] = useLocation();
  const rules = useCall('need.rules', {});
  const maySet = useMay('setting.write') && rules.data?.from === null;
  const fresh = (): void => go('/kasus/aturan/baru');
  useKeys([{ key: 'Escape', label: t('cases.back'), run: () => go('/kasus') }, ...(maySet ? [{ key: 'Ctrl+N', label: t('cases.ruleNew'), run: fresh }] : [])]);
  const columns: Column<Rule>[] = [
    { key: 'need', header: t('cases.need'), width: 'minmax(150px, 1fr)', render: (rule) => <strong title={rule.content.label[lang]}>{rule.content.label[lang]}</strong> },
    { key: 'asked', header: t('cases.colAsked'), width: 'minmax(220px, 3fr)', render: (rule) => (rule.ended !== null ? <Mark severity="info">{t('cases.ended', { date: formatShortDate(rule.ended) })}</Mark> : <span title={askedWords(lang, rule.content.parts)}>{askedWords(lang, rule.content.parts) || t('cases.byHand')}</span>) },
    { key: 'agency', header: t('cases.agency'), width: 'minmax(160px, 2fr)', render: (rule) => <span title={rule.content.agency ?? undefined}>{rule.content.agency}</span> },
    { key: 'version', header: t('cases.colVersion'), width: '72px', numeric: true, render: (rule) => rule.version },
  ];
  return (
    <Page
      fill title={t('cases.rules')} hint={t('cases.rulesHint')}
      actions={<><Button variant="default" onClick={() => go('/kasus')}>{t('cases.back')}</Button>{maySet && <Button onClick={fresh}>{t('cases.ruleNew')}</Button>}</>}
    >
      {rules.data && rules.data.from !== null && <Notice severity="info" title={t('cases.rulesFrom', { name: rules.data.from })} />}
      <DataTable label={t('cases.rules')} columns={columns} pages={allRows({ ...rules, data: rules.data?.rules })} rowKey={(rule) => rule.uid} onOpen={(rule) => go(`/kasus/aturan/${rule.uid}`)} autoFocus empty={<EmptyState icon={IconScale} title={t('cases.none')} />} />
    </Page>
  );
}
