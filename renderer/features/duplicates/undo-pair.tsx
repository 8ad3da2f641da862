import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './duplicates.module.css';
import type { Pair } from './pair-panel.tsx';

/** Takes a decision back later on, with a reason; what was changed since stays and is named. */
export function UndoPair({ pair }: { pair: Pair }): ReactNode {
  const t = useText();
  const undo = useAction('duplicate.undo');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  useKeys([{ key: 'Ctrl+Z', label: t('duplicates.undo'), run: () => setAsking(true) }], { active: !asking });
  const run = (): void => {
    if (reason.trim() === '') return;
    undo.mutate({ id: pair.id, reason: reason.trim() }, {
      onSuccess: (done) => {
        setAsking(false);
        const kept = done.kept.map((each) => each.label).join(', ');
        say({ text: kept === '' ? t('duplicates.undone', { left: pair.left.name, right: pair.right.name }) : t('duplicates.undoneKept', { fields: kept }), severity: kept === '' ? 'done' : 'warn' });
      },
    });
  };
  return (
    <div className={css.decide}>
      <Button variant="default" onClick={() => setAsking(true)}>{t('duplicates.undo')} …</Button>
      {asking && (
        <Dialog
          title={t('duplicates.undoTitle')} onClose={() => setAsking(false)} dirty={reason !== ''} keys={[{ key: 'Ctrl+Enter', label: t('duplicates.undo'), run }, { key: 'Enter', run, whileTyping: true }]}
          actions={<><Button variant="default" onClick={() => setAsking(false)}>{t('kit.cancel')}</Button><Button disabled={reason.trim() === ''} loading={undo.isPending} onClick={run}>{t('duplicates.undo')}</Button></>}
        >
          <p>{t(pair.state === 'merged' ? 'duplicates.undoBodyMerged' : 'duplicates.undoBody')}</p>
          <TextInput data-autofocus required label={t('duplicates.undoReason')} value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
          {undo.error && <ErrorNotice error={undo.error} />}
        </Dialog>
      )}
    </div>
  );
}
