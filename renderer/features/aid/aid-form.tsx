import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { readIdentifier } from '../../../db/rules/identifier.ts';
import { useCall } from '../../app/calls.ts';
import { fewest, useFinds } from '../../app/finds.ts';
import { useText } from '../../text/text.ts';
import { FindField } from '../../ui/find-field.tsx';
import css from './aid.module.css';

interface AidFormProps {
  /** Chosen elsewhere: on a family's page or in the search. */
  readonly person: string | null;
  readonly busy: boolean;
  readonly onAsk: (input: CallInput<'aid.check'>) => void;
}

/** Who, and what for. A whole NIK is asked as it is; a name offers the people it may mean. */
export function AidForm({ person, busy, onAsk }: AidFormProps): ReactNode {
  const t = useText();
  const purposeField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<{ readonly id: string; readonly name: string | null } | null>(person === null ? null : { id: person, name: null });
  const [purpose, setPurpose] = useState('');
  const given = useCall('record.show', { id: person ?? '' }, { enabled: person !== null });
  const givenName = given.data?.values['name'];
  const found = useFinds('search', typed, (text) => ({ text, limit: 12 }), chosen !== null);
  const hits = (found.data ?? []).filter((hit) => hit.kind === 'person');
  const nik = readIdentifier(typed).text;
  const isNik = /^\d{16}$/.test(nik) && chosen === null;
  const ready = purpose.trim() !== '' && (chosen !== null || isNik);
  useEffect(() => {
    if (person !== null) purposeField.current?.focus();
  }, [person]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) onAsk({ purpose: purpose.trim(), ...(chosen !== null ? { person: chosen.id } : { nik }) });
    else if (chosen !== null || isNik) purposeField.current?.focus();
  };
  const take = ({ id, name }: { id: string; name: string }): void => {
    setChosen({ id, name });
    purposeField.current?.focus();
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <FindField
        label={t('aid.who')} description={t('aid.whoHint')} required floating autoFocus={person === null} text={chosen === null ? typed : (chosen.name ?? (typeof givenName === 'string' ? givenName : ''))} onText={(text) => { setChosen(null); setTyped(text); }}
        rows={hits} settled={found.settled} rowKey={(hit) => hit.id} onTake={take} error={found.error} retry={found.retry}
        line={(hit) => <>{hit.name} <small>{[hit.age === null ? null : t('aid.years', { n: hit.age }), hit.address, `RT ${hit.rt ?? '–'}/RW ${hit.rw ?? '–'}`, hit.nik].filter(Boolean).join(' · ')}</small></>}
        none={chosen !== null || typed.trim().length < fewest ? null : isNik ? t('aid.nikComplete') : t('aid.nobody')}
      />
      <TextInput ref={purposeField} label={t('aid.purpose')} description={t('aid.purposeHint')} required maxLength={200} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
      <Button type="submit" disabled={!ready} loading={busy}>{t('aid.check')}</Button>
    </form>
  );
}
