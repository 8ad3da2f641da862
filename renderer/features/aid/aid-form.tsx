import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { readIdentifier } from '../../../db/rules/identifier.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
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
  const whoField = useRef<HTMLInputElement>(null);
  const purposeField = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(person);
  const [purpose, setPurpose] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 60);
  const given = useCall('record.show', { id: person ?? '' }, { enabled: person !== null });
  const found = useCall('search', { text: asked, limit: 12 }, { enabled: asked.length > 1 && chosen === null, keepPrevious: true });
  const hits = (found.data ?? []).filter((hit) => hit.kind === 'person');
  const data = hits.map((hit) => ({ value: hit.id, label: [hit.name, hit.age === null ? null : t('aid.years', { n: hit.age }), hit.address, `RT ${hit.rt ?? '–'}/RW ${hit.rw ?? '–'}`, hit.nik].filter(Boolean).join(' · ') }));
  const givenName = given.data?.values['name'];
  const shown = chosen !== null && !data.some((each) => each.value === chosen) ? [{ value: chosen, label: chosen === person && typeof givenName === 'string' ? givenName : typed }, ...data] : data;
  const nik = readIdentifier(typed).text;
  const isNik = /^\d{16}$/.test(nik) && chosen === null;
  const ready = purpose.trim() !== '' && (chosen !== null || isNik);
  useEffect(() => {
    if (person !== null) purposeField.current?.focus();
  }, [person]);
  const searched = (text: string): void => {
    // Left without a choice, the list would empty the field, and a whole NIK typed there would be gone.
    if (text !== '' || chosen !== null || document.activeElement === whoField.current) setTyped(text);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready) return;
    onAsk({ purpose: purpose.trim(), ...(chosen !== null ? { person: chosen } : { nik }) });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <Select
        ref={whoField} label={t('aid.who')} description={t('aid.whoHint')} searchable clearable required autoFocus={person === null} value={chosen} data={shown} searchValue={typed} onSearchChange={searched} filter={({ options }) => options}
        nothingFoundMessage={asked.length < 2 ? undefined : isNik ? t('aid.nikComplete') : found.data ? t('aid.nobody') : undefined}
        onChange={(id) => { setChosen(id); if (id !== null) requestAnimationFrame(() => purposeField.current?.focus()); }}
      />
      <TextInput ref={purposeField} label={t('aid.purpose')} description={t('aid.purposeHint')} required maxLength={200} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
      <Button type="submit" disabled={!ready} loading={busy}>{t('aid.check')}</Button>
    </form>
  );
}
