import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { FieldValue } from '../../../db/rules/field.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { subjectFits } from '../../../db/rules/petitions/states.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useSession } from '../../app/session.tsx';
import { useLanguage, useText } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { askToLeave } from '../../ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { AboutFields } from './about-fields.tsx';
import type { About } from './about-fields.tsx';
import { listPath } from './petition-words.tsx';
import css from './petitions.module.css';

type Values = Readonly<Record<string, FieldValue>>;

/** Takes down a new usulan (kind 1) or sanggah (kind 2), about somebody who was just looked up or about whoever is found here. */
export function NewPetition({ kind, person }: { kind: 1 | 2; person: string | null }): ReactNode {
  const t = useText();
  const village = ['kelurahan', 'desa'].includes(useSession().office.level);
  const found = useCall('record.show', { id: person ?? '' }, { enabled: person !== null });
  const nobody: About = { stranger: false, person: null, family: null, whole: true, name: '' };
  if (!village) return <Page title={t('petitions.usulan')}><Notice severity="info" title={t('petitions.villageOnly')}>{t('petitions.villageOnlyHint')}</Notice></Page>;
  if (person !== null && found.isPending) return <Page title={t('petitions.newUsulan')}><p role="status">{t('kit.loading')}</p></Page>;
  const about = found.data ? { ...nobody, person: found.data.id, family: found.data.family?.id ?? null, name: String(found.data.values['name'] ?? '') } : nobody;
  return <PetitionForm key={kind} id={null} number="" start={{ kind, source: 1 }} about={about} />;
}

/** Mends one that was not verified yet, or that came back. */
export function EditPetition({ id }: { id: string }): ReactNode {
  const t = useText();
  const petition = useCall('petition.get', { id });
  const { data } = petition;
  if (!data) return <Page title={t('petitions.do_edit')}>{petition.error && <ErrorNotice error={petition.error} />}</Page>;
  const { family, person, name } = data.about;
  // Masked numbers are not typed back: they stay as they are unless written anew.
  const { nik: _nik, noKk: _noKk, ...values } = data.values;
  return <PetitionForm key={id} id={id} number={data.number} start={values} about={{ stranger: family === null, person, family, whole: person === null, name }} />;
}

function PetitionForm({ id, number, start, about: before }: { id: string | null; number: string; start: Values; about: About }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const programmes = useCall('programme.list', {});
  const save = useAction('petition.save');
  const [values, setValues] = useState<Values>(start);
  const [about, setAbout] = useState(before);
  const [asked, setAsked] = useState(false);
  const kind = Number(values['kind']);
  const back = id === null ? listPath(kind) : `/usulan/${id}`;
  const name = (field: string): string => fieldLabel(language, 'petition', field);
  const set = (field: string) => (value: FieldValue): void => setValues((old) => ({ ...old, [field]: value }));
  const text = (field: string): string => (typeof values[field] === 'string' ? values[field] : '');
  const typed = (field: string) => (event: { currentTarget: { value: string } }): void => set(field)(event.currentTarget.value === '' ? null : event.currentTarget.value);
  const nobody = about.stranger ? text('name').trim() === '' : about.person === null && about.family === null;
  const missing = (field: string): string | undefined => (asked && (values[field] === null || values[field] === undefined || values[field] === '') ? t('petitions.needed') : undefined);
  const ready = !nobody && ['subject', 'source', 'applicant', 'request'].every((field) => values[field] !== null && values[field] !== undefined && values[field] !== '');
  const changed = Object.fromEntries(Object.entries(values).filter(([field, value]) => id === null || value !== (start[field] ?? null)));
  const dirty = about !== before || Object.keys(values).some((field) => values[field] !== (start[field] ?? null));
  const leave = (): void => {
    if (!dirty) go(back);
    else void askToLeave(t).then((yes) => { if (yes) go(back); });
  };
  const store = (submit: boolean): void => {
    setAsked(true);
    if (!ready || save.isPending) return;
    const whom = about.stranger ? { family: null, person: null } : about.whole || about.person === null ? { family: about.family, person: null } : { person: about.person };
    save.mutate({ ...(id !== null && { id }), values: changed, submit, ...(about !== before || id === null ? whom : {}) }, {
      onSuccess: (saved) => { say({ text: submit ? t('petitions.submitted', { number: saved.number }) : t('petitions.saved', { number: saved.number }) }); go(`/usulan/${saved.id}`); },
    });
  };
  useKeys([{ key: 'Ctrl+Enter', label: t('petitions.do_submit'), run: () => store(true) }, { key: 'Ctrl+S', label: t('petitions.saveDraft'), run: () => store(false) }, { key: 'Escape', label: t('petitions.cancel'), run: leave }]);
  const items = (list: string, fits: (code: number) => boolean = () => true) => (codeList(list)?.codes ?? []).filter(([code]) => fits(code)).map(([code, label]) => ({ code, label }));
  const papers = Number(values['documents'] ?? 0);
  return (
    <Page
      title={id === null ? (kind === 1 ? t('petitions.newUsulan') : t('petitions.newSanggah')) : t('petitions.editTitle', { number })}
      actions={<><Button variant="default" onClick={leave}>{t('petitions.cancel')}</Button><Button variant="default" loading={save.isPending} onClick={() => store(false)}>{t('petitions.saveDraft')}</Button><Button loading={save.isPending} onClick={() => store(true)}>{t('petitions.do_submit')}</Button></>}
    >
      {save.error && <ErrorNotice error={save.error} />}
      <form className={css.form} onSubmit={(event) => event.preventDefault()}>
        <Panel>
          <h2>{t('petitions.partAbout')}</h2>
          <AboutFields about={about} onAbout={setAbout} values={values} onValue={(field, value) => set(field)(value)} error={asked && nobody ? t('petitions.needed') : undefined} today={info.data?.today ?? ''} autoFocus={id === null} />
        </Panel>
        <Panel>
          <h2>{t('petitions.partAsk')}</h2>
          <div className={css.fields}>
            <CodeSelect label={name('subject')} items={items('TEPAT.pokokUsulan', (code) => subjectFits(kind, code))} value={typeof values['subject'] === 'number' ? values['subject'] : null} onChange={set('subject')} error={missing('subject')} />
            <Select label={name('programme')} placeholder={t('petitions.programmeNone')} clearable searchable value={text('programme') || null} data={(programmes.data ?? []).filter((one) => one.active || one.id === values['programme']).map((one) => ({ value: one.id, label: String(one.values['shortName'] ?? one.values['name']) }))} onChange={set('programme')} />
            <Textarea label={name('request')} required autosize minRows={3} maxLength={2000} value={text('request')} error={missing('request')} onChange={typed('request')} />
            <fieldset className={css.checks}>
              <legend>{t('petitions.documents')}</legend>
              {items('TEPAT.berkasUsulan').map(({ code, label }) => <Checkbox key={code} label={label} checked={(papers & code) !== 0} onChange={(event) => set('documents')(event.currentTarget.checked ? papers | code : papers & ~code)} />)}
            </fieldset>
          </div>
        </Panel>
        <Panel>
          <h2>{t('petitions.partWho')}</h2>
          <div className={css.fields}>
            <CodeSelect label={name('source')} items={items('TEPAT.pengusul')} value={typeof values['source'] === 'number' ? values['source'] : null} onChange={set('source')} error={missing('source')} />
            <TextInput label={name('applicant')} required maxLength={200} autoComplete="off" value={text('applicant')} error={missing('applicant')} onChange={typed('applicant')} />
            <TextInput label={name('phone')} maxLength={40} autoComplete="off" value={text('phone')} onChange={typed('phone')} />
            <DateInput label={name('receivedOn')} value={text('receivedOn') || (info.data?.today ?? null)} today={info.data?.today ?? ''} onChange={set('receivedOn')} />
          </div>
        </Panel>
      </form>
    </Page>
  );
}
