import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { Preview } from './recognised-step.tsx';
import { importJob, runJob } from './running.ts';
import { leftWords } from './states.ts';

interface CommitDialogProps {
  readonly preview: Preview;
  readonly onErrors: () => void;
  readonly onClose: () => void;
  /** Nothing was stored, and why; null as storing begins. */
  readonly onRefused: (error: unknown) => void;
}

/** Asks once more in numbers, then writes: a snapshot first, and all rows or none. */
export function CommitDialog({ preview, onErrors, onClose, onRefused }: CommitDialogProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const { families, people, recipients } = preview.tally;
  const sum = (state: 'new' | 'changed' | 'rejected' | 'question' | 'left'): number => families[state] + people[state] + recipients[state];
  const [rejected, questions] = [sum('rejected'), sum('question')];
  const nothing = sum('new') + sum('changed') === 0;
  const store = async (): Promise<void> => {
    onClose();
    onRefused(null);
    const result = await runJob({ kind: 'commit', file: preview.file }, () => callApi('import.commit', { staging: preview.staging, job: importJob }));
    if (result.held > 0) say({ text: t('form.savedHeld', { n: result.held }), severity: 'warn' });
    go(`/impor/${result.batchId}/hasil`);
  };
  return (
    <Dialog
      title={t('imports.storeTitle')} onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>{t('imports.back')}</Button>
          <Button data-autofocus onClick={() => void store().catch(onRefused)}>{t('imports.store')}</Button>
        </>
      }
    >
      <p>{nothing ? t(rejected + questions + sum('left') > 0 ? 'imports.storeNothingLeft' : 'imports.storeNothing') : t('imports.storeBody', { newFamilies: families.new, changedFamilies: families.changed, newPeople: people.new, changedPeople: people.changed })}</p>
      {recipients.rows > 0 && !nothing && <p>{t('imports.storeRecipients', { n: recipients.new, changed: recipients.changed })}</p>}
      {preview.options.erase && <Notice severity="warn" title={t('imports.eraseWarning')} />}
      <p>{t('imports.storeSnapshot')}</p>
      {rejected + questions > 0 && (
        <Notice severity="warn" title={t(leftWords(rejected, questions).before, { rejected, questions })} actions={rejected > 0 && <Button variant="default" onClick={onErrors}>{t('imports.errorFile')} …</Button>}>
          {rejected > 0 && t('imports.storeLeftHint')} {questions > 0 && t('imports.storeAskedHint')}
        </Notice>
      )}
    </Dialog>
  );
}
