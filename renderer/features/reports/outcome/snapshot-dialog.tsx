import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';

/** Keeps how all families stand today, under a name. */
export function SnapshotDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const [title, setTitle] = useState('');
  const make = useAction('checkpoint.make');
  const store = (): void => {
    if (title.trim() === '' || make.isPending) return;
    make.mutate({ title: title.trim() }, { onSuccess: (made) => { say({ text: t('outcomes.snapshotSaved', { title: title.trim(), n: made.families }) }); onClose(); } });
  };
  return (
    <Dialog
      title={t('outcomes.snapshotTitle')} onClose={onClose} dirty={title !== ''} keys={[{ key: 'Enter', run: store, whileTyping: true }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={title.trim() === ''} loading={make.isPending} onClick={store}>{t('outcomes.snapshot')}</Button></>}
    >
      <p>{t('outcomes.snapshotHint')}</p>
      <TextInput data-autofocus label={t('outcomes.snapshotName')} value={title} maxLength={120} required autoComplete="off" onChange={(event) => setTitle(event.currentTarget.value)} />
      {make.error && <ErrorNotice error={make.error} />}
    </Dialog>
  );
}
