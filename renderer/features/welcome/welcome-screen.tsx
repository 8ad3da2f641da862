import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { BacaDialog } from '../../app/baca-dialog.tsx';
import { RestoreDialog } from '../../app/restore-dialog.tsx';
import { useAction } from '../../app/calls.ts';
import { useSessionDoor } from '../../app/session.tsx';
import { isPairReady, PassphraseFields } from '../../app/passphrase-fields.tsx';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { Steps } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import type { Region } from '../../ui/region-line.tsx';
import { Stage } from '../../ui/stage.tsx';
import { OfficeStep } from './office-step.tsx';
import { PracticeOffer } from './practice-offer.tsx';
import { StarterOffer } from './starter-offer.tsx';
import type { CheckedStarter } from './starter-offer.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import css from './welcome.module.css';

/** A sign-in name from a full name: its first word in small letters. */
function loginFrom(fullName: string): string {
  return (fullName.trim().split(/\s+/)[0] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 20);
}

/** The first run: office, user, passphrase, recovery code, ready; or the office comes back from a backup. `cancel` leads back where there is another office, which a backup would be taken for. */
export function WelcomeScreen({ cancel, refresh }: { cancel?: () => void; refresh?: () => void }): ReactNode {
  const t = useText();
  const [step, setStep] = useState(0);
  const [reading, setReading] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const [region, setRegion] = useState<Region | null>(null);
  const [starter, setStarter] = useState<CheckedStarter | null>(null);
  const [fullName, setFullName] = useState('');
  const [login, setLogin] = useState<string | null>(null);
  const [pair, setPair] = useState({ first: '', again: '' });
  const create = useAction('office.create');
  const begin = useAction('starter.create');
  const made = create.data ?? begin.data;
  const busy = create.isPending || begin.isPending;
  const failed = create.error ?? begin.error;
  const user = login ?? loginFrom(fullName);
  const place = starter ? { title: officeTitle(starter.read.level, starter.read.name, t), code: starter.read.code, path: t('welcome.starterFrom', { issuer: starter.read.issuer.name }), name: starter.read.name } : region && { title: officeTitle(region.kind, region.name, t), code: region.code, path: region.path, name: region.name };
  const known = [user, fullName, place?.name ?? ''];
  const names = [t('welcome.stepOffice'), t('welcome.stepUser'), t('welcome.stepPassphrase'), t('welcome.stepRecovery'), t('welcome.stepDone')];
  const back = step === 1 || step === 2 ? () => setStep(step - 1) : cancel;
  useKeys(back && step < 3 ? [{ key: 'Escape', label: t('welcome.back'), run: back }] : []);
  const makeOffice = (): void => {
    if (!isPairReady(pair)) return;
    const person = { user, displayName: fullName.trim(), passphrase: pair.first };
    const ready = { onSuccess: () => setStep(3) };
    if (starter) begin.mutate({ path: starter.path, ...person, ...(starter.checked ? { fingerprint: starter.read.issuer.fingerprint } : { unchecked: true }) }, ready);
    else if (region) create.mutate({ code: region.code, ...person }, ready);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (step === 1 && user !== '' && fullName.trim() !== '') setStep(2);
    if (step === 2) makeOffice();
  };
  return (
    <Stage aside={step === 0 ? <PracticeOffer /> : undefined}>
      <Steps names={names} current={step} />
      {step === 0 && (
        <>
          <div className={css.head}>
            <h1>{t('welcome.title')}</h1>
            <p>{t('welcome.hint')}</p>
          </div>
          <StarterOffer onTake={(taken) => { setStarter(taken); setStep(1); }} />
          <OfficeStep onChoose={(chosen) => { setStarter(null); setRegion(chosen); setStep(1); }} />
          <div className={css.actions}>
            <Button variant="subtle" onClick={() => setReading(true)}>{t('privacy.bacaOpen')} …</Button>
            {refresh && <Button variant="subtle" onClick={() => setRestoring(true)}>{t('welcome.restore')} …</Button>}
            {cancel && <Button variant="default" onClick={cancel}>{t('welcome.cancel')}</Button>}
          </div>
          {reading && <BacaDialog onClose={() => setReading(false)} />}
          {restoring && refresh && <RestoreDialog fresh onClose={() => setRestoring(false)} onRestored={refresh} />}
        </>
      )}
      {(step === 1 || step === 2) && place && (
        <form className={css.form} onSubmit={submit}>
          <div className={css.head}>
            <h1>{place.title}</h1>
            <p>{place.path} · <span className={css.code}>{place.code}</span></p>
          </div>
          {step === 1 && (
            <>
              <TextInput label={t('welcome.userLabel')} description={t('welcome.userHint')} value={fullName} maxLength={80} autoFocus autoComplete="off" onChange={(event) => setFullName(event.currentTarget.value)} />
              <TextInput label={t('welcome.loginLabel')} description={t('welcome.loginHint')} value={user} maxLength={40} autoComplete="off" onChange={(event) => setLogin(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9._-]/g, ''))} />
            </>
          )}
          {step === 2 && <PassphraseFields pair={pair} onChange={setPair} known={known} autoFocus />}
          {failed && step === 2 && <ErrorNotice error={failed} />}
          {busy && <p role="status">{t('welcome.creating')}</p>}
          <div className={css.actions}>
            <Button variant="default" disabled={busy} onClick={() => setStep(step - 1)}>{t('welcome.back')}</Button>
            {step === 1 && <Button type="submit" disabled={user === '' || fullName.trim() === ''}>{t('welcome.next')}</Button>}
            {step === 2 && <Button type="submit" disabled={!isPairReady(pair)} loading={busy}>{t('welcome.create')}</Button>}
          </div>
        </form>
      )}
      {step === 3 && made && <RecoveryStep code={made.recoveryCode} onDone={() => setStep(4)} />}
      {step === 4 && made && <DoneStep name={officeTitle(made.level, made.name, t)} user={user} passphrase={pair.first} issuer={starter?.read.issuer.name ?? null} />}
    </Stage>
  );
}

/** `issuer` wrote the starter file that the office began with: it knows the office by its first report, and has what a lost PC sent. */
function DoneStep({ name, user, passphrase, issuer }: { name: string; user: string; passphrase: string; issuer: string | null }): ReactNode {
  const t = useText();
  const door = useSessionDoor();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const start = (): void => {
    setBusy(true);
    door.open(user, passphrase).catch((failed: unknown) => { setError(failed); setBusy(false); });
  };
  return (
    <div className={css.form}>
      <div className={css.head}>
        <h1>{t('welcome.doneTitle', { name })}</h1>
        <p>{t('welcome.doneHint')} {issuer === null ? t('welcome.doneNext') : t('welcome.doneNextStarter', { issuer })}</p>
        {issuer !== null && <p>{t('welcome.doneLostPc', { issuer })}</p>}
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <div className={css.actions}>
        <span />
        <Button autoFocus data-autofocus loading={busy} onClick={start}>{t('welcome.doneStart')}</Button>
      </div>
    </div>
  );
}
