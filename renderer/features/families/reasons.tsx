import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { SeverityIcon } from '../../ui/marks.tsx';
import css from './families.module.css';
import { byGravity, findingKey, findingSentence } from './finding-words.ts';
import type { ApiFinding } from './family-types.ts';

export type Typed = Readonly<Record<string, string>>;

const usual = ['families.reason1', 'families.reason2', 'families.reason3', 'families.reason4'] as const;

/** A reason as typed: the number of a usual reason stands for its words. */
export function reasonOf(typed: string | undefined, t: Translate): string {
  const text = (typed ?? '').trim();
  const key = /^[1-4]$/.test(text) ? usual[Number(text) - 1] : undefined;
  return key ? t(key) : text;
}

/** What the api wants to hear about warnings that stand with a reason. */
export function acknowledge(findings: readonly ApiFinding[], typed: Typed, t: Translate): { code: string; record?: string; field?: string; reason: string }[] {
  return findings.filter((finding) => finding.severity === 'warn').flatMap((finding) => {
    const reason = reasonOf(typed[findingKey(finding)], t);
    if (reason === '') return [];
    return [{ code: finding.code, reason, ...(finding.record === undefined ? {} : { record: finding.record }), ...(finding.field === undefined ? {} : { field: finding.field }) }];
  });
}

/** Whether nothing holds the save back any more. */
export function isSettled(findings: readonly ApiFinding[], typed: Typed, t: Translate): boolean {
  return findings.every((finding) => finding.severity !== 'block' && (finding.severity !== 'warn' || reasonOf(typed[findingKey(finding)], t) !== ''));
}

interface ReasonsProps {
  readonly findings: readonly ApiFinding[];
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
}

/** What the checks found about what was typed: errors to mend, and warnings that ask for a reason. */
export function Reasons({ findings, typed, onType }: ReasonsProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  if (findings.length === 0) return null;
  const asks = findings.some((finding) => finding.severity === 'warn');
  return (
    <div className={css.reasons} role="status">
      {byGravity(findings).map((finding) => {
        const key = findingKey(finding);
        const text = (typed[key] ?? '').trim();
        return (
          <div key={key} className={css.reason} data-severity={finding.severity}>
            <SeverityIcon severity={finding.severity} />
            <div>
              <p>{findingSentence(language, finding)}</p>
              {finding.severity === 'warn' && (
                <TextInput
                  aria-label={t('families.reasonFor', { code: finding.code })} placeholder={t('families.reasonHint')} value={typed[key] ?? ''} maxLength={200} autoComplete="off" data-reason
                  description={/^[1-4]$/.test(text) ? reasonOf(text, t) : undefined} inputWrapperOrder={['input', 'description']}
                  onChange={(event) => onType({ ...typed, [key]: event.currentTarget.value })}
                />
              )}
            </div>
          </div>
        );
      })}
      {asks && <p className={css.quiet}>{usual.map((each, index) => `${index + 1} ${t(each)}`).join(' · ')}</p>}
    </div>
  );
}
