import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import css from './duplicates.module.css';
import type { Pair } from './pair-panel.tsx';

/** Takes a decision back later on, with a reason; what was changed since stays and is named. */
export function UndoPair({ pair }: { pair: Pair }): ReactNode {
  const t = useText();
  const undo = useAction('duplicate.undo');
  const [asking, setAsking] = useState(false);
  useKeys([{ key: 'Ctrl+Z', label: t('duplicates.undo'), run: () => setAsking(true) }], { active: !asking });
  const run = async (reason: string): Promise<void> => {
    const done = await undo.mutateAsync({ id: pair.id, reason });
    setAsking(false);
    const kept = done.kept.map((each) => each.label).join(', ');
    say({ text: kept === '' ? t('duplicates.undone', { left: pair.left.name, right: pair.right.name }) : t('duplicates.undoneKept', { fields: kept }), severity: kept === '' ? 'done' : 'warn' });
  };
  return (
    <div className={css.decide}>
      <Button variant="default" onClick={() => setAsking(true)}>{t('duplicates.undo')} …</Button>
      {asking && (
        <ReasonDialog title={t('duplicates.undoTitle')} action={t('duplicates.undo')} label={t('duplicates.undoReason')} onClose={() => setAsking(false)} onDo={run}>
          <p>{t(pair.state === 'merged' ? 'duplicates.undoBodyMerged' : 'duplicates.undoBody')}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
