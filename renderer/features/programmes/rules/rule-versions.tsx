import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { describeRule } from '../../../../db/rules/aid/describe-aid.ts';
import { useNeedLabel } from '../../../app/need-label.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { formatDate } from '../../../ui/format.ts';
import { Panel } from '../../../ui/page.tsx';
import css from '../programmes.module.css';

export type StoredRule = CallOutput<'aidRule.list'>[number];

interface RuleVersionsProps {
  readonly versions: StoredRule['earlier'];
  readonly programmeOf: (uid: string) => string;
}

/** What a rule said before, the newest first, and on which days: lists of these days go by it. */
export function RuleVersions({ versions, programmeOf }: RuleVersionsProps): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const needOf = useNeedLabel();
  return (
    <Panel>
      <h2>{t('programmes.ruleEarlier')}</h2>
      <ul className={css.versions} aria-label={t('programmes.ruleEarlier')}>
        {versions.toReversed().map((one) => (
          <li key={one.version}>
            <strong>{t('programmes.ruleEarlierIs', { version: one.version, days: [one.from && t('programmes.since', { start: formatDate(one.from) }), one.to && t('programmes.ruleUntil', { date: formatDate(one.to) })].filter(Boolean).join(' ') })}</strong>
            <span>{[describeRule(one.content, { lang, programmeOf, needOf }), 'result' in one.content && t(`programmes.result_${one.content.result}`), one.basis].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
