import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallInput } from '../../../../db/api/contract.ts';
import { fieldLabel } from '../../../../db/rules/text.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { askToLeave } from '../../../ui/dialog.tsx';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../programmes.module.css';
import { kindItems } from './partner-words.ts';

type Draft = Required<Omit<CallInput<'partner.save'>, 'id'>>;
const empty: Draft = { name: '', kind: 7, contact: null, phone: null, email: null, address: null, notes: null, active: true };
const reach = ['contact', 'phone', 'email', 'address'] as const;

/** A new partner. */
export function NewPartner(): ReactNode {
  return <PartnerForm id={null} start={empty} />;
}

/** Changes a partner that this office keeps. */
export function EditPartner({ id }: { id: string }): ReactNode {
  const t = useText();
  const partners = useCall('partner.list', {});
  const found = partners.data?.find((one) => one.id === id);
  if (!found) return <MissingPage title={t('partners.edit')} id={id} asked={partners} missing={partners.data !== undefined} back="/program/mitra" />;
  const { name, kind, contact, phone, email, address, notes, active } = found;
  return <PartnerForm key={id} id={id} start={{ name, kind, contact, phone, email, address, notes, active }} />;
}

function PartnerForm({ id, start }: { id: string | null; start: Draft }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const save = useAction('partner.save');
  const [draft, setDraft] = useState(start);
  const [asked, setAsked] = useState(false);
  const set = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  const back = id === null ? '/program/mitra' : `/program/mitra/${id}`;
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const leave = (): void => {
    if (!dirty) go(back);
    else void askToLeave(t).then((yes) => { if (yes) go(back); });
  };
  const store = (): void => {
    setAsked(true);
    if (draft.name.trim() === '' || save.isPending) return;
    save.mutate({ ...draft, ...(id !== null && { id }) }, { onSuccess: (saved) => { say({ text: t('partners.saved', { name: draft.name.trim() }) }); go(`/program/mitra/${saved.id}`); } });
  };
  useKeys([{ key: 'Ctrl+S', label: t('partners.save'), run: store }, { key: 'Escape', label: t('partners.cancel'), run: leave }]);
  return (
    <Page
      title={t(id === null ? 'partners.new' : 'partners.edit')}
      actions={<><Button variant="default" onClick={leave}>{t('partners.cancel')}</Button><Button loading={save.isPending} disabled={id !== null && !dirty} onClick={store}>{t('partners.save')}</Button></>}
    >
      {save.error && <ErrorNotice error={save.error} />}
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <Panel>
          <h2>{t('partners.who')}</h2>
          <div className={css.fields}>
            <TextInput autoFocus label={t('partners.name')} required value={draft.name} maxLength={200} autoComplete="off" error={asked && draft.name.trim() === '' ? t('partners.needed') : undefined} onChange={(event) => set({ name: event.currentTarget.value })} />
            <Select label={t('partners.kind')} allowDeselect={false} value={String(draft.kind)} data={kindItems.map(({ code, label }) => ({ value: String(code), label }))} onChange={(kind) => set({ kind: Number(kind ?? 7) })} />
            <Textarea label={t('partners.notes')} value={draft.notes ?? ''} maxLength={2000} autosize minRows={2} onChange={(event) => set({ notes: event.currentTarget.value === '' ? null : event.currentTarget.value })} />
            {id !== null && <Checkbox label={t('partners.isActive')} checked={draft.active} onChange={(event) => set({ active: event.currentTarget.checked })} />}
          </div>
        </Panel>
        <Panel>
          <h2>{t('partners.reach')}</h2>
          <div className={css.fields}>
            {reach.map((field) => <TextInput key={field} label={fieldLabel(language, 'partner', field)} value={draft[field] ?? ''} maxLength={300} autoComplete="off" onChange={(event) => set({ [field]: event.currentTarget.value === '' ? null : event.currentTarget.value })} />)}
            <p className={css.quiet}>{t('partners.reachHint')}</p>
          </div>
        </Panel>
        <button type="submit" hidden />
      </form>
    </Page>
  );
}
