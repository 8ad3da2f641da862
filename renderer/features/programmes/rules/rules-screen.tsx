import { Button } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { describeRule } from '../../../../db/rules/aid/describe-aid.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useNeedLabel } from '../../../app/need-label.ts';
import { useMay } from '../../../app/session.tsx';
import { useLanguage, useText } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { useProgrammeNames } from './use-programme-names.ts';

type Rule = CallOutput<'aidRule.list'>[number];
const order = { overlap: 0, eligibility: 1, anomaly: 2, missed: 3 } as const;
const severity = { allow: 'done', warn: 'warn', forbid: 'block' } as const;

/** Every rule of aid: what it says, since when, and in which version. */
export function RulesScreen(): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const [, go] = useLocation();
  const rules = useCall('aidRule.list', {});
  const programmeOf = useProgrammeNames();
  const needOf = useNeedLabel();
  const info = useCall('office.info', {});
  const maySet = useMay('setting.write');
  const rows = rules.data && [...rules.data].sort((a, b) => order[a.content.kind] - order[b.content.kind]);
  const fresh = (): void => go('/program/aturan/baru');
  useKeys([{ key: 'Escape', label: t('programmes.back'), run: () => go('/program') }, ...(maySet ? [{ key: 'Ctrl+N', label: t('programmes.ruleNew'), run: fresh }] : [])]);
  const ended = (rule: Rule): boolean => rule.to !== null && info.data !== undefined && rule.to < info.data.today;
  const columns: Column<Rule>[] = [
    { key: 'kind', header: t('programmes.ruleKind'), width: '132px', render: (rule) => t(`programmes.ruleIs_${rule.content.kind}`) },
    { key: 'result', header: t('programmes.ruleResult'), width: '120px', render: (rule) => <Mark severity={severity[rule.content.result]}>{t(`programmes.result_${rule.content.result}`)}</Mark> },
    { key: 'title', header: t('programmes.ruleTitle'), width: 'minmax(200px, 4fr)', render: (rule) => <span title={rule.title}><strong>{rule.title}</strong></span> },
    { key: 'says', header: t('programmes.ruleSays'), width: 'minmax(200px, 4fr)', render: (rule) => { const words = describeRule(rule.content, { lang, programmeOf, needOf }); return <span title={words}>{words}</span>; } },
    { key: 'valid', header: t('programmes.ruleValid'), width: '128px', render: (rule) => (ended(rule) ? <Mark severity="info">{t('programmes.ruleEnded', { date: formatDate(rule.to) })}</Mark> : [rule.from && t('programmes.since', { start: formatDate(rule.from) }), rule.to && t('programmes.ruleUntil', { date: formatDate(rule.to) })].filter(Boolean).join(' ')) },
    { key: 'version', header: t('programmes.ruleVersionShort'), width: '60px', numeric: true, render: (rule) => rule.version },
  ];
  return (
    <Page
      fill title={t('programmes.rulesTitle')} hint={t('programmes.rulesHint')}
      actions={<><Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>{maySet && <Button onClick={fresh}>{t('programmes.ruleNew')}</Button>}</>}
    >
      <DataTable label={t('programmes.rulesTitle')} columns={columns} pages={allRows({ ...rules, data: rows })} rowKey={(rule) => rule.uid} onOpen={(rule) => go(`/program/aturan/${rule.uid}`)} autoFocus empty={<EmptyState icon={IconScale} title={t('programmes.rulesNone')} />} />
    </Page>
  );
}
