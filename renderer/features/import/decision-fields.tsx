import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';

type Decision = Pick<Preview['options'], 'start' | 'decisionNo' | 'decisionDate'>;

interface DecisionFieldsProps {
  readonly options: Decision;
  readonly onSet: (change: Partial<Decision>) => void;
}

/** Since when a list's people are in the programme, and by which decision. All rows are judged again, so only once a field is left. */
export function DecisionFields({ options, onSet }: DecisionFieldsProps): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const today = info.data?.today ?? '';
  const [typed, setTyped] = useState<Decision>({ start: options.start, decisionNo: options.decisionNo, decisionDate: options.decisionDate });
  const [sent, setSent] = useState(typed);
  const decisionNo = typed.decisionNo?.trim() || null;
  const change: Partial<Decision> = {
    ...(typed.start === sent.start ? {} : { start: typed.start }), ...(decisionNo === sent.decisionNo ? {} : { decisionNo }), ...(typed.decisionDate === sent.decisionDate ? {} : { decisionDate: typed.decisionDate }),
  };
  const send = (): void => {
    if (Object.keys(change).length === 0) return;
    setSent({ ...typed, decisionNo });
    onSet(change);
  };
  const latest = useRef(send);
  latest.current = send;
  // A key may lead on to the rows while the keyboard is still in a field.
  useEffect(() => () => latest.current(), []);
  return (
    <div className={css.decision} onBlur={send}>
      <DateInput label={t('imports.programmeStart')} value={typed.start} today={today} onChange={(start) => setTyped({ ...typed, start })} />
      <TextInput label={t('imports.decisionNo')} value={typed.decisionNo ?? ''} maxLength={80} onChange={(event) => setTyped({ ...typed, decisionNo: event.currentTarget.value })} />
      <DateInput label={t('imports.decisionDate')} value={typed.decisionDate} today={today} onChange={(decisionDate) => setTyped({ ...typed, decisionDate })} />
    </div>
  );
}
