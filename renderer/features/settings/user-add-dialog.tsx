import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Role } from '../../../db/rules/roles.ts';
import type { FieldClass } from '../../../db/rules/privacy/field-classes.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { isPairReady, PassphraseFields } from '../../app/passphrase-fields.tsx';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';
import css from './settings.module.css';
import { UserClasses } from './user-classes.tsx';
import { UserRoleFields } from './user-role-fields.tsx';

/** Adds a user with a first passphrase, theirs to change. */
export function UserAddDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const { office } = useSession();
  const create = useAction('user.create');
  const [displayName, setDisplayName] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [area, setArea] = useState(office.code);
  const [agency, setAgency] = useState<string | null>(null);
  const [classes, setClasses] = useState<FieldClass[] | null>(null);
  const two = useCall('security.get', {}).data?.twoPerson.includes('users') ?? false;
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const [pair, setPair] = useState({ first: '', again: '' });
  const ready = name !== '' && displayName.trim() !== '' && isPairReady(pair, [name, displayName, office.name]) && (role !== 'opd' || agency !== null);
  const submit = (): void => {
    create.mutate({ name, displayName: displayName.trim(), role, areaPrefix: area, ...(role === 'opd' && agency !== null && { agency }), classes, passphrase: pair.first, temporary: true, ...secondOf(second) }, { onSuccess: () => { say({ text: t('settings.userAdded', { name: displayName.trim() }) }); onClose(); } });
  };
  return (
    <FormDialog title={t('settings.userAdd')} submit={t('settings.userAdd')} ready={ready} busy={create.isPending} dirty={displayName !== '' || name !== ''} error={create.error} onSubmit={submit} onClose={onClose}>
      <TextInput data-autofocus required label={t('settings.userDisplayName')} value={displayName} maxLength={80} autoComplete="off" onChange={(event) => setDisplayName(event.currentTarget.value)} />
      <TextInput required label={t('settings.userName')} value={name} maxLength={40} autoComplete="off" onChange={(event) => setName(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9._-]/g, ''))} />
      <UserRoleFields role={role} area={area} agency={agency} onRole={setRole} onArea={setArea} onAgency={setAgency} />
      <UserClasses role={role} classes={classes} onChange={setClasses} />
      <PassphraseFields pair={pair} onChange={setPair} known={[name, displayName, office.name]} />
      <p className={css.muted}>{t('settings.userFirstPassphrase')}</p>
      {two && <SecondFields second={second} onChange={setSecond} />}
    </FormDialog>
  );
}
