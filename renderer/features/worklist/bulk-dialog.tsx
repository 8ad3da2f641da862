import { Button, Radio, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { fieldValueText } from '../../ui/field-value.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { BulkQuestion } from './bulk-questions.ts';
import { reasonWords } from './decide-bar.tsx';
import type { Conflict, WorkItem } from './work-items.ts';
import css from './worklist.module.css';

interface BulkDialogProps {
  readonly questions: readonly BulkQuestion[];
  readonly onClose: () => void;
}

/** Answers many like questions at once: which, how, why; every name stands there before it is done. */
export function BulkDialog({ questions: first, onClose }: BulkDialogProps): ReactNode {
  const t = useText();
  // What was answered leaves the lists meanwhile; the dialog keeps what it began with.
  const [questions] = useState(first);
  const [key, setKey] = useState(questions[0]?.key ?? '');
  const question = questions.find((each) => each.key === key) ?? questions[0];
  const [choice, setChoice] = useState('');
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const [failed, setFailed] = useState<{ readonly left: number; readonly error: unknown } | null>(null);
  const stop = useRef(false);
  const chosen = question?.choices.find((each) => each.id === choice) ?? (question?.choices.length === 1 ? question.choices[0] : undefined);
  const reason = reasonWords(typed, t);
  const running = done !== null && done < (question?.items.length ?? 0) && failed === null && !stop.current;
  const run = async (): Promise<void> => {
    if (!question || !chosen || reason === '' || done !== null) return;
    stop.current = false;
    setFailed(null);
    let held = 0;
    for (const [index, item] of question.items.entries()) {
      setDone(index);
      if (stop.current) return;
      try {
        held += (await question.answer(item, chosen.id, reason)).held ?? 0;
      } catch (error) {
        return setFailed({ left: question.items.length - index, error });
      }
    }
    setDone(question.items.length);
    if (held > 0) say({ text: t('form.savedHeld', { n: held }), severity: 'warn' });
  };
  const close = (): void => { stop.current = true; onClose(); };
  if (!question) return null;
  return (
    <Dialog
      title={t('worklist.bulkTitle')} onClose={close} size="lg" dirty={typed !== '' && done === null} keys={[{ key: 'Ctrl+Enter', label: t('worklist.bulkDo', { n: question.items.length }), run: () => void run() }]}
      actions={
        done !== null && !running ? <Button data-autofocus onClick={close}>{t('kit.close')}</Button> : (
          <>
            <Button variant="default" onClick={close}>{t('kit.cancel')}</Button>
            <Button disabled={!chosen || reason === '' || running} loading={running} onClick={() => void run()}>{t('worklist.bulkDo', { n: question.items.length })}</Button>
          </>
        )
      }
    >
      {questions.length > 1 && (
        <Radio.Group label={t('worklist.bulkWhich')} value={question.key} onChange={(next) => { setKey(next); setChoice(''); }}>
          <div className={css.groups}>{questions.map((each, index) => <Radio key={each.key} data-autofocus={index === 0 || undefined} value={each.key} label={each.title} disabled={done !== null} />)}</div>
        </Radio.Group>
      )}
      {questions.length === 1 && <p>{question.title}</p>}
      <ol className={css.names} tabIndex={0} aria-label={t('worklist.bulkNames')}>{question.items.map((item) => <li key={item.id}>{nameOf(item, t)}</li>)}</ol>
      {question.choices.length > 1 ? (
        <Radio.Group label={t('worklist.choices')} value={choice} onChange={setChoice}>
          <div className={css.groups}>{question.choices.map((each, index) => <Radio key={each.id} data-autofocus={(questions.length === 1 && index === 0) || undefined} value={each.id} label={each.label} disabled={done !== null} />)}</div>
        </Radio.Group>
      ) : <p>{question.choices[0]?.label}</p>}
      <TextInput data-autofocus={(questions.length === 1 && question.choices.length === 1) || undefined} label={t('worklist.reason')} required value={typed} maxLength={300} disabled={done !== null} description={/^[1-4]$/.test(typed.trim()) ? reason : undefined} onChange={(event) => setTyped(event.currentTarget.value)} />
      <p className={css.quiet}>{t('worklist.bulkHint')}</p>
      {done !== null && failed === null && <Notice severity={running ? 'info' : 'done'} title={t('worklist.bulkProgress', { done, all: question.items.length })} />}
      {failed && <><Notice severity="warn" title={t('worklist.bulkStopped', { left: failed.left })} /><ErrorNotice error={failed.error} /></>}
    </Dialog>
  );
}

function nameOf(item: WorkItem, t: Translate): string {
  if (item.kind === 'duplicate') return `${item.one.left.name} = ${item.one.right.name}`;
  const what = item.kind === 'conflict' ? bothValues(item.one, t) : item.kind === 'quarantine' ? (item.one.label ?? '') : '';
  const name = item.kind === 'transfer' ? item.one.head : item.kind === 'delivery' ? item.one.programmeName : item.one.name;
  return [name ?? t('worklist.unnamed'), what].filter((part) => part !== '').join(': ');
}

/** Each field with the value here and the one that came: nobody decides about many without having seen them. */
function bothValues({ entity, fields }: Conflict, t: Translate): string {
  const words = (field: string, value: unknown): string => fieldValueText(entity, field, value) || t('kit.empty');
  return fields.map(({ field, label, ours, theirs }) => t('worklist.bulkValues', { field: label, ours: words(field, ours), theirs: words(field, theirs) })).join('; ');
}
