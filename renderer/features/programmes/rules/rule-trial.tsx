import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AidRuleContent } from '../../../../db/rules/aid/aid-rule.ts';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useText } from '../../../text/text.ts';
import { FieldRow, Fields } from '../../../ui/fields.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Panel } from '../../../ui/page.tsx';
import css from '../programmes.module.css';

/** What a rule would do in this register as it stands in the form, before it is saved. */
export function RuleTrial({ id, content }: { id: string | null; content: AidRuleContent | null }): ReactNode {
  const t = useText();
  const [asked, setAsked] = useState<AidRuleContent | null>(null);
  const trial = useCall('aidRule.try', { content: asked ?? { kind: 'missed', programmes: {}, test: { need: '' }, result: 'warn' }, ...(id !== null && { id }) }, { enabled: asked !== null });
  const run = (): void => setAsked(content);
  useKeys([{ key: 'Ctrl+Enter', label: t('programmes.ruleTry'), run }], { active: content !== null });
  const current = asked !== null && JSON.stringify(asked) === JSON.stringify(content);
  return (
    <Panel>
      <div className={css.fields}>
        <h2>{t('programmes.ruleTrial')}</h2>
        <p>{t('programmes.ruleTrialHint')}</p>
        <div><Button variant="default" disabled={content === null} loading={trial.isFetching} onClick={run}>{t('programmes.ruleTry')}</Button></div>
        {trial.error && <ErrorNotice error={trial.error} />}
        {current && trial.data && (
          <div role="status" aria-label={t('programmes.ruleTrial')}>
            <Fields>
              <FieldRow label={t('programmes.trialFamilies')}>{formatNumber(trial.data.families)}</FieldRow>
              <FieldRow label={t('programmes.trialEnrolled')}>{formatNumber(trial.data.enrolled)}</FieldRow>
              <FieldRow label={t('programmes.trialAgainst')}>{formatNumber(trial.data.against)}</FieldRow>
              <FieldRow label={t('programmes.trialUntold')}>{formatNumber(trial.data.untold)}</FieldRow>
            </Fields>
            {trial.data.examples.length > 0 && <p>{t('programmes.trialExamples')} {trial.data.examples.slice(0, 8).map((one, index) => <span key={one.id}>{index > 0 && ', '}<Link href={`/keluarga/${one.id}`}>{one.name}</Link></span>)}</p>}
          </div>
        )}
      </div>
    </Panel>
  );
}
