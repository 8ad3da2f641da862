import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { reasonWords } from './decide-bar.tsx';
import css from './worklist.module.css';

type Question = CallOutput<'duplicate.packages'>[number];
type Decision = 'same' | 'different' | 'later';

interface TwiceNoticeProps {
  readonly mayDecide: boolean;
  /** The package whose question was asked for by its address. */
  readonly asked: string | null;
  /** Leaves that address. */
  readonly onLeave: () => void;
}

/** One question for each package that brought people who are almost surely here already; the pairs stand in the queue as well. */
export function TwiceNotice({ mayDecide, asked, onLeave }: TwiceNoticeProps): ReactNode {
  const t = useText();
  const questions = useCall('duplicate.packages', {});
  const [chosen, setChosen] = useState<Question | null>(null);
  const open = chosen ?? (mayDecide ? questions.data?.find((each) => each.package === asked) : undefined);
  const close = (): void => {
    setChosen(null);
    if (asked !== null) onLeave();
  };
  return (
    <>
      {(questions.data ?? []).map((each) => (
        <Notice
          key={each.package} severity="info" title={t('worklist.twice', { n: each.people, office: each.fromName, at: formatMoment(each.at) })}
          actions={mayDecide && <Button variant="default" onClick={() => setChosen(each)}>{t('worklist.bulk')} …</Button>}
        >
          {t('worklist.twiceHint')}
        </Notice>
      ))}
      {open && <TwiceDialog question={open} onClose={close} />}
    </>
  );
}

function TwiceDialog({ question, onClose }: { question: Question; onClose: () => void }): ReactNode {
  const t = useText();
  const decide = useAction('duplicate.decidePackage');
  const [decision, setDecision] = useState<Decision | null>(null);
  const [typed, setTyped] = useState('');
  const reason = reasonWords(typed, t);
  const may = decision !== null && reason !== '' && !decide.isPending;
  const run = (): void => {
    if (decision === null || !may) return;
    decide.mutate({ package: question.package, decision, reason }, {
      onSuccess: ({ decided, left, held }) => {
        say({ text: t('worklist.twiceDone', { n: decided, left }), severity: left > 0 ? 'info' : 'done' });
        if (held > 0) say({ text: t('form.savedHeld', { n: held }), severity: 'warn' });
        onClose();
      },
    });
  };
  const choices = [{ id: 'same', label: t('worklist.twiceSame') }, { id: 'different', label: t('worklist.twiceDifferent') }, { id: 'later', label: t('worklist.twiceLater') }] as const;
  return (
    <Dialog
      title={t('worklist.bulkTitle')} onClose={onClose} dirty={typed !== ''} keys={[{ key: 'Ctrl+Enter', label: t('worklist.bulkDo', { n: question.pairs }), run }]}
      actions={
        <>
          <Button variant="default" onClick={onClose} disabled={decide.isPending}>{t('kit.cancel')}</Button>
          <Button disabled={!may} loading={decide.isPending} onClick={run}>{t('worklist.bulkDo', { n: question.pairs })}</Button>
        </>
      }
    >
      <p>{t('worklist.twice', { n: question.people, office: question.fromName, at: formatMoment(question.at) })}</p>
      <Radio.Group label={t('worklist.choices')} value={decision} onChange={(next) => setDecision(next as Decision)}>
        <div className={css.groups}>{choices.map((each, index) => <Radio key={each.id} data-autofocus={index === 0 || undefined} value={each.id} label={each.label} disabled={decide.isPending} />)}</div>
      </Radio.Group>
      <TextInput label={t('worklist.reason')} required value={typed} maxLength={300} disabled={decide.isPending} description={/^[1-4]$/.test(typed.trim()) ? reason : undefined} onChange={(event) => setTyped(event.currentTarget.value)} />
      {decide.error && <ErrorNotice error={decide.error} />}
    </Dialog>
  );
}
