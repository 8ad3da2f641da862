import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Preview } from './recognised-step.tsx';
import { useDiscard } from './recognised-step.tsx';
import { leftWords } from './states.ts';
import { useStore } from './use-store.ts';

interface CommitDialogProps {
  readonly preview: Preview;
  readonly onErrors: () => void;
  readonly onClose: () => void;
}

/**
 * Asks once more in numbers, then writes: a snapshot first, and all rows or none. Where nothing would change it says so, and
 * what is left to do with the file comes first.
 */
export function CommitDialog({ preview, onErrors, onClose }: CommitDialogProps): ReactNode {
  const t = useText();
  const store = useStore(preview);
  const discard = useDiscard(preview);
  const { families, people, recipients } = preview.tally;
  const sum = (state: 'new' | 'changed' | 'rejected' | 'question' | 'left'): number => families[state] + people[state] + recipients[state];
  const [rejected, questions] = [sum('rejected'), sum('question')];
  const nothing = sum('new') + sum('changed') === 0;
  const unread = rejected + questions + sum('left') > 0;
  const then = (act: () => void) => () => { onClose(); act(); };
  const back = <Button key="back" {...(nothing && unread ? { 'data-autofocus': true } : { variant: 'default' })} onClick={onClose}>{t('imports.back')}</Button>;
  return (
    <Dialog
      title={t(nothing ? 'imports.storeNothingTitle' : 'imports.storeTitle')} onClose={onClose}
      actions={nothing ? (
        <>
          <Button variant="default" onClick={then(store)}>{t('imports.noteOnly')}</Button>
          {unread && <Button variant="default" onClick={then(discard)}>{t('imports.discardFile')}</Button>}
          {back}
          {!unread && <Button data-autofocus onClick={then(discard)}>{t('imports.discardFile')}</Button>}
        </>
      ) : <>{back}<Button data-autofocus onClick={then(store)}>{t('imports.store')}</Button></>}
    >
      <p>{nothing ? t(unread ? 'imports.storeNothingLeft' : 'imports.storeNothing') : t('imports.storeBody', { newFamilies: families.new, changedFamilies: families.changed, newPeople: people.new, changedPeople: people.changed })}</p>
      {recipients.rows > 0 && !nothing && <p>{t('imports.storeRecipients', { n: recipients.new, changed: recipients.changed })}</p>}
      {preview.options.erase && !nothing && <Notice severity="warn" title={t('imports.eraseWarning')} />}
      <p>{t(nothing ? 'imports.noteOnlyHint' : 'imports.storeSnapshot')}</p>
      {rejected + questions > 0 && (
        <Notice severity="warn" title={t(leftWords(rejected, questions).before, { rejected, questions })} actions={rejected > 0 && <Button variant="default" onClick={onErrors}>{t('imports.errorFile')} …</Button>}>
          {rejected > 0 && t('imports.storeLeftHint')} {questions > 0 && t('imports.storeAskedHint')}
        </Notice>
      )}
    </Dialog>
  );
}
