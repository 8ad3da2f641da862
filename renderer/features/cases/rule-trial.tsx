import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { NeedRule } from '../../../db/rules/needs/need-rule.ts';
import { useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/page.tsx';
import css from './cases.module.css';

const nothing: NeedRule = { need: 'baru', label: { id: '-', en: '-' }, agency: null, parts: [] };
const mostNames = 8;

/** What a rule of needs would say of the families here as it stands in the form, before it is saved. */
export function RuleTrial({ content }: { content: NeedRule | null }): ReactNode {
  const t = useText();
  const [asked, setAsked] = useState<NeedRule | null>(null);
  const trial = useCall('need.rule.try', { content: asked ?? nothing }, { enabled: asked !== null });
  const run = (): void => setAsked(content);
  useKeys([{ key: 'Ctrl+Enter', label: t('cases.try'), run }], { active: content !== null });
  const current = asked !== null && JSON.stringify(asked) === JSON.stringify(content);
  return (
    <Panel>
      <div className={css.fields}>
        <h2>{t('cases.trial')}</h2>
        <p className={css.quiet}>{t('cases.trialHint')}</p>
        <div><Button variant="default" disabled={content === null} loading={trial.isFetching} onClick={run}>{t('cases.try')}</Button></div>
        {trial.error && <ErrorNotice error={trial.error} />}
        {current && trial.data && (
          <div role="status" aria-label={t('cases.trial')}>
            <Fields>
              <FieldRow label={t('cases.trialFamilies')}>{formatNumber(trial.data.families)}</FieldRow>
              <FieldRow label={t('cases.trialLacking')}>{formatNumber(trial.data.lacking)}</FieldRow>
              <FieldRow label={t('cases.trialMore')}>{formatNumber(trial.data.more)}</FieldRow>
              <FieldRow label={t('cases.trialFewer')}>{formatNumber(trial.data.fewer)}</FieldRow>
              <FieldRow label={t('cases.trialUntold')}>{formatNumber(trial.data.untold)}</FieldRow>
            </Fields>
            {trial.data.examples.length > 0 && <p>{t('cases.trialExamples')} {trial.data.examples.slice(0, mostNames).map((one, index) => <span key={one.id}>{index > 0 && ', '}<Link href={`/keluarga/${one.id}`}>{one.name}</Link></span>)}</p>}
          </div>
        )}
      </div>
    </Panel>
  );
}
