import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useSessionDoor } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';

/** "Coba dengan data contoh": makes the practice office, says its user and passphrase, and opens it. */
export function PracticeOffer(): ReactNode {
  const t = useText();
  const door = useSessionDoor();
  const make = useAction('office.createPractice');
  const made = make.data;
  return (
    <>
      <h2>{t('welcome.practiceTitle')}</h2>
      <p>{t('welcome.practiceHint')}</p>
      {make.error && <ErrorNotice error={make.error} />}
      <Button variant="default" loading={make.isPending} onClick={() => make.mutate({})}>{t('welcome.practiceStart')}</Button>
      {make.isPending && <p role="status">{t('welcome.practiceMaking')}</p>}
      {made && (
        <Dialog
          title={t('welcome.practiceReady', { families: made.families, people: made.people })} onClose={() => void door.open(made.user, made.passphrase)}
          actions={<Button data-autofocus onClick={() => void door.open(made.user, made.passphrase)}>{t('welcome.practiceOpen')}</Button>}
        >
          <Fields>
            <FieldRow label={t('welcome.practiceUser')}>{made.user}</FieldRow>
            <FieldRow label={t('welcome.practicePassphrase')}><code>{made.passphrase}</code></FieldRow>
          </Fields>
          <p>{t('welcome.practiceOnce')}</p>
        </Dialog>
      )}
    </>
  );
}
