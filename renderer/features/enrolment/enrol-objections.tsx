import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useText } from '../../text/text.ts';
import { Mark } from '../../ui/marks.tsx';
import css from './enrolment.module.css';

export type Objection = CallOutput<'enrolment.check'>[number];

interface EnrolObjectionsProps {
  readonly objections: readonly Objection[];
  /** Whether this user may set aside what a rule forbids. */
  readonly mayForbidden: boolean;
  /** Reasons by rule. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReason: (rule: string, reason: string) => void;
}

/** What the rules say against an enrolment, each with its facts, and a line for the reason to do it all the same. */
export function EnrolObjections({ objections, mayForbidden, reasons, onReason }: EnrolObjectionsProps): ReactNode {
  const t = useText();
  return (
    <ul className={css.objections} aria-label={t('families.objections')}>
      {objections.map((one) => {
        const locked = one.result === 'forbid' && !mayForbidden;
        return (
          <li key={`${one.rule} ${one.other ?? ''}`}>
            <p><Mark severity={one.result === 'forbid' ? 'block' : 'warn'}>{t(one.result === 'forbid' ? 'families.objectionForbid' : 'families.objectionWarn')}</Mark> <strong>{one.title}</strong></p>
            <p>{one.facts}{one.basis !== null && ` · ${one.basis}`}</p>
            {locked ? <p>{t('families.objectionLocked')}</p> : (
              <TextInput label={t('families.objectionReason')} required value={reasons[one.rule] ?? ''} maxLength={300} autoComplete="off" onChange={(event) => onReason(one.rule, event.currentTarget.value)} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
