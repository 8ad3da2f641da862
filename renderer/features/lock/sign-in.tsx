import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useSessionDoor } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { isCallError, onApiEvent } from '../../bridge.ts';
import { Progress } from '../../ui/progress.tsx';
import { ForgotDialog } from './forgot-dialog.tsx';
import css from './lock.module.css';

/** The job under which opening an office tells how far it is. */
const openJob = 'open';

type Users = CallOutput<'office.status'>['users'];

/** A name and its passphrase. Names are chosen with the arrow keys; a wrong passphrase keeps the name and clears the field. */
export function SignIn({ users, onTrouble, office }: { users: Users; onTrouble: () => void; office: string }): ReactNode {
  const t = useText();
  const door = useSessionDoor();
  const field = useRef<HTMLInputElement>(null);
  const [user, setUser] = useState(users[0]?.name ?? '');
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [forgot, setForgot] = useState(false);
  const [renewing, setRenewing] = useState(false);
  // After an update lists and search are made anew while the office opens; only that takes long enough to be told.
  useEffect(() => onApiEvent((event) => { if (event.type === 'progress' && event.job === openJob) setRenewing(true); }), []);
  const failed = (problem: unknown): void => {
    setBusy(false);
    setPassphrase('');
    setError(problem);
    field.current?.focus();
    if (isCallError(problem) && problem.code !== 'WRONG_PASSPHRASE' && problem.code !== 'TOO_MANY_TRIES') onTrouble();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (user === '' || passphrase === '' || busy) return;
    setBusy(true);
    setError(null);
    door.open(user, passphrase).catch(failed);
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {users.length === 0 && <TextInput label={t('lock.login')} description={t('lock.noUsers')} value={user} onChange={(event) => setUser(event.currentTarget.value)} />}
      {users.length > 0 && <UserChoice users={users} user={user} onChoose={(name) => { setUser(name); setError(null); field.current?.focus(); }} />}
      <PasswordInput
        ref={field} label={t('lock.passphrase')} value={passphrase} autoFocus autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      {error !== null && <ErrorNotice error={error} />}
      {busy && renewing && <Progress job={openJob} label={t('lock.renewing')} canCancel={false} />}
      <div className={css.actions}>
        <Button variant="subtle" onClick={() => setForgot(true)}>{t('security.forgot')}</Button>
        <Button type="submit" loading={busy} disabled={passphrase === ''}>{busy ? t('lock.opening') : t('lock.open')}</Button>
      </div>
      {forgot && <ForgotDialog user={user} office={office} onClose={() => setForgot(false)} />}
    </form>
  );
}

function UserChoice({ users, user, onChoose }: { users: Users; user: string; onChoose: (name: string) => void }): ReactNode {
  const t = useText();
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = users.findIndex((each) => each.name === user);
    const next = users[(at + step + users.length) % users.length];
    if (next) onChoose(next.name);
  };
  return (
    <div>
      <div className={css.label} id="lock-who">{t('lock.who')}</div>
      <div className={css.users} role="radiogroup" aria-labelledby="lock-who" onKeyDown={walk}>
        {users.map((each) => (
          <button key={each.name} type="button" role="radio" aria-checked={each.name === user} tabIndex={each.name === user ? 0 : -1} className={css.user} onClick={() => onChoose(each.name)}>{each.displayName}</button>
        ))}
      </div>
    </div>
  );
}
