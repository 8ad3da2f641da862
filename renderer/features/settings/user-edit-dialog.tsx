import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { classesIn } from '../../../db/rules/privacy/field-classes.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import css from './settings.module.css';
import { UserClasses } from './user-classes.tsx';
import { UserRoleFields } from './user-role-fields.tsx';
import type { User } from './users-section.tsx';

/** Changes a user, or ends one with a reason. */
export function UserEditDialog({ user, onClose }: { user: User; onClose: () => void }): ReactNode {
  const t = useText();
  const session = useSession();
  const update = useAction('user.update');
  const end = useAction('user.end');
  const [displayName, setDisplayName] = useState(user.displayName);
  const [role, setRole] = useState(user.role);
  const [area, setArea] = useState(user.areaPrefix);
  const [agency, setAgency] = useState(user.agency);
  const [classes, setClasses] = useState(classesIn(user.classes));
  const two = useCall('security.get', {}).data?.twoPerson.includes('users') ?? false;
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const [resetting, setResetting] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const changed = displayName.trim() !== user.displayName || role !== user.role || area !== user.areaPrefix || classes?.join() !== classesIn(user.classes)?.join() || (role === 'opd' && agency !== user.agency);
  const ready = changed && displayName.trim() !== '' && (role !== 'opd' || agency !== null);
  const error = update.error ?? end.error;
  const save = (): void => update.mutate({ id: user.id, displayName: displayName.trim(), role, areaPrefix: area, ...(role === 'opd' && agency !== null && { agency }), classes, ...secondOf(second) }, { onSuccess: () => { say({ text: t('settings.userChanged', { name: displayName.trim() }) }); onClose(); } });
  const finish = (): void => end.mutate({ id: user.id, reason: (reason ?? '').trim() }, { onSuccess: () => { say({ text: t('settings.userEndDone', { name: user.displayName }) }); onClose(); } });
  const run = (): void => {
    if (reason !== null && reason.trim() !== '' && !end.isPending) finish();
    else if (reason === null && ready && !update.isPending) save();
  };
  const mayEnd = user.active && user.id !== session.user.id;
  const actions = reason === null ? (
    <>
      {mayEnd && <Button variant="default" onClick={() => setResetting(true)}>{t('security.reset')} …</Button>}
      {mayEnd && <Button variant="default" onClick={() => setReason('')}>{t('settings.userEnd')} …</Button>}
      <Button disabled={!ready} loading={update.isPending} onClick={save}>{t('settings.save')}</Button>
    </>
  ) : (
    <>
      <Button variant="default" onClick={() => setReason(null)}>{t('settings.cancel')}</Button>
      <Button color="red" variant="light" disabled={reason.trim() === ''} loading={end.isPending} onClick={finish}>{t('settings.userEnd')}</Button>
    </>
  );
  return (
    <Dialog size="lg" title={t('settings.userEdit')} onClose={onClose} keys={[{ key: 'Ctrl+Enter', label: reason === null ? t('settings.save') : t('settings.userEnd'), run }]} dirty={changed || (reason ?? '') !== ''} actions={actions}>
      {reason === null ? (
        <>
          <TextInput data-autofocus label={t('settings.userDisplayName')} value={displayName} maxLength={80} onChange={(event) => setDisplayName(event.currentTarget.value)} />
          <UserRoleFields role={role} area={area} agency={agency} onRole={setRole} onArea={setArea} onAgency={setAgency} />
          <UserClasses role={role} classes={classes} onChange={setClasses} />
          {two && <SecondFields second={second} onChange={setSecond} />}
        </>
      ) : (
        <div className={css.stack}>
          <p>{t('settings.userEndHint', { name: user.displayName })}</p>
          <TextInput className={css.full} autoFocus label={t('settings.userEndReason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </div>
      )}
      {error && <ErrorNotice error={error} />}
      {resetting && <ResetDialog user={user} two={two} onClose={() => setResetting(false)} />}
    </Dialog>
  );
}
