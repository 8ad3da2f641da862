import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { BacaDialog } from '../../app/baca-dialog.tsx';
import { BundleButton } from '../../app/bundle-button.tsx';
import { useAction } from '../../app/calls.ts';
import { RestoreDialog } from '../../app/restore-dialog.tsx';
import { useSessionDoor } from '../../app/session.tsx';
import { problemText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { officeTitle } from '../../ui/office-title.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Stage } from '../../ui/stage.tsx';
import css from './lock.module.css';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { SignIn } from './sign-in.tsx';

type Status = CallOutput<'office.status'>;

interface LockScreenProps {
  readonly status: Status;
  readonly refresh: () => void;
  /** Leads to the wizard for one more office. */
  readonly addOffice: () => void;
}

/** The locked office: who, the passphrase, what stands in the way, and the other offices of this PC. */
export function LockScreen({ status, refresh, addOffice }: LockScreenProps): ReactNode {
  const t = useText();
  const [restoring, setRestoring] = useState<'guided' | 'file' | null>(null);
  const stuck = status.state === 'damaged' || status.state === 'newer' || status.state === 'busy';
  return (
    <Stage aside={<OtherOffices offices={status.offices.filter((office) => !office.current)} refresh={refresh} addOffice={addOffice} />}>
      <div className={css.head}>
        {status.office?.practice && <div className={css.practice}>{t('frame.practiceBand')}</div>}
        <h1>{status.office ? officeTitle(status.office.level, status.office.name, t) : t('lock.title')}</h1>
        <p>{stuck ? status.office?.code : t('lock.hint')}</p>
      </div>
      {stuck && <Trouble status={status} refresh={refresh} restore={() => setRestoring('guided')} />}
      <RestoredNotice />
      <NewCodeNotice />
      {!stuck && <SignIn users={status.users} onTrouble={refresh} office={status.office?.name ?? ''} />}
      {restoring === 'guided' && <RecoveryDialog users={status.users} onClose={() => setRestoring(null)} onRestored={refresh} onFile={() => setRestoring('file')} />}
      {restoring === 'file' && <RestoreDialog onClose={() => setRestoring(null)} onRestored={refresh} />}
    </Stage>
  );
}

/** What the last restore brought back and what it could not. */
function RestoredNotice(): ReactNode {
  const t = useText();
  const { restored } = useSessionDoor();
  if (restored === null) return null;
  const { added, total, missing } = restored.photos;
  return (
    <Notice severity={restored.lostChanges > 0 || restored.lostActs > 0 || missing > 0 ? 'warn' : 'done'} title={t('lock.restoreDone', { families: restored.families, people: restored.people, changes: restored.changes, lost: restored.lostChanges })}>
      {restored.keptAside !== null && <p>{t('lock.restoreKept', { place: restored.keptAside })}</p>}
      {total > 0 && <p>{t('lock.restorePhotos', { total, added })}</p>}
      {missing > 0 && <p>{t('lock.restorePhotosMissing', { missing })}</p>}
    </Notice>
  );
}

/** The recovery code that new keys brought, until somebody signs in. */
function NewCodeNotice(): ReactNode {
  const t = useText();
  const { newCode } = useSessionDoor();
  if (newCode === null) return null;
  return <Notice severity="warn" title={t('security.rekeyed')}><p>{t('security.newCodeHint')}</p><p className={css.code}>{newCode}</p></Notice>;
}

function Trouble({ status, refresh, restore }: { status: Status; refresh: () => void; restore: () => void }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const damaged = status.state === 'damaged';
  const title = damaged ? t('lock.damagedTitle') : status.state === 'newer' ? t('lock.newerTitle') : t('lock.busyTitle');
  return (
    <Notice
      severity={damaged ? 'block' : 'warn'} title={title}
      actions={
        <>
          <Button autoFocus variant="default" onClick={refresh}>{t('lock.retry')}</Button>
          {damaged && <BundleButton />}
          {damaged && <Button onClick={restore}>{t('lock.restore')}</Button>}
        </>
      }
    >
      {status.problem ? problemText(language, status.problem) : undefined}
    </Notice>
  );
}

function OtherOffices({ offices, refresh, addOffice }: { offices: Status['offices']; refresh: () => void; addOffice: () => void }): ReactNode {
  const t = useText();
  const select = useAction('office.select');
  const [reading, setReading] = useState(false);
  return (
    <>
      {offices.length > 0 && <h2>{t('lock.otherOffices')}</h2>}
      {select.error && <ErrorNotice error={select.error} />}
      <ul className={css.offices}>
        {offices.map((office) => (
          <li key={office.dir}>
            <button type="button" className={css.office} aria-label={t('lock.switchTo', { name: office.name })} onClick={() => select.mutate({ dir: office.dir }, { onSuccess: refresh })}>
              {office.name}
              {office.practice && <span className={css.practice}>{t('lock.practice')}</span>}
            </button>
          </li>
        ))}
        <li><button type="button" className={css.office} onClick={() => setReading(true)}>{t('privacy.bacaOpen')} …</button></li>
        <li><button type="button" className={css.office} onClick={addOffice}>{t('lock.newOffice')} …</button></li>
      </ul>
      {reading && <BacaDialog onClose={() => setReading(false)} />}
    </>
  );
}
