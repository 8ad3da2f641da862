import { Button, Checkbox, MultiSelect, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { countLevels, maskedFields, usualFields } from '../../../../db/rules/privacy/agreement.ts';
import type { CountLevel, MaskedField } from '../../../../db/rules/privacy/agreement.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { askToLeave } from '../../../ui/dialog.tsx';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { say } from '../../../ui/said.tsx';
import { programmeName } from '../programme-words.ts';
import css from '../programmes.module.css';

interface Draft {
  readonly number: string;
  readonly date: string | null;
  readonly purpose: string;
  readonly from: string | null;
  readonly until: string | null;
  readonly programmes: string[];
  readonly regions: string[];
  readonly wider: boolean;
  readonly fields: MaskedField[];
  readonly level: CountLevel;
}
const empty: Draft = { number: '', date: null, purpose: '', from: null, until: null, programmes: [], regions: [], wider: false, fields: [...usualFields], level: 'rt' };

/** A new agreement with a partner, or a change of one. */
export function AgreementForm({ partner, id }: { partner: string; id: string | null }): ReactNode {
  const t = useText();
  const partners = useCall('partner.list', {});
  const info = useCall('office.info', {});
  const found = partners.data?.find((one) => one.id === partner);
  const stored = found?.agreements.find((one) => one.id === id);
  if (!found || !info.data || (id !== null && !stored)) return <MissingPage title={t('partners.agreements')} id={id ?? partner} asked={partners} missing={partners.data !== undefined && (!found || (id !== null && !stored))} back="/program/mitra" />;
  const start: Draft = stored
    ? { number: stored.number, date: stored.date, purpose: stored.purpose, from: stored.from, until: stored.until, programmes: stored.programmes, regions: stored.regions, wider: stored.wider, fields: stored.fields, level: stored.level }
    : { ...empty, programmes: found.programmes.map((one) => one.id) };
  return <Form key={id ?? ''} partner={partner} name={found.name} id={id} start={start} today={info.data.today} />;
}

function Form({ partner, name, id, start, today }: { partner: string; name: string; id: string | null; start: Draft; today: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const save = useAction('agreement.save');
  const [draft, setDraft] = useState(start);
  const [asked, setAsked] = useState(false);
  const set = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  const back = `/program/mitra/${partner}${id === null ? '' : `/perjanjian/${id}`}`;
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const late = draft.from !== null && draft.until !== null && draft.until < draft.from;
  const { date, from, until } = draft;
  const missing = (value: string | null): string | undefined => (asked && (value === null || value.trim() === '') ? t('partners.needed') : undefined);
  const leave = (): void => {
    if (!dirty) go(back);
    else void askToLeave(t).then((yes) => { if (yes) go(back); });
  };
  const store = (): void => {
    setAsked(true);
    if (save.isPending || draft.number.trim() === '' || draft.purpose.trim() === '' || date === null || from === null || until === null || late || (draft.programmes.length === 0 && !draft.wider)) return;
    save.mutate({ ...draft, ...(id !== null && { id }), partner, date, from, until }, {
      onSuccess: (saved) => { say({ text: t('partners.agreementSaved', { number: draft.number.trim() }) }); go(`/program/mitra/${partner}/perjanjian/${saved.id}`); },
    });
  };
  useKeys([{ key: 'Ctrl+S', label: t('partners.save'), run: store }, { key: 'Escape', label: t('partners.cancel'), run: leave }]);
  return (
    <Page
      title={t(id === null ? 'partners.agreementNew' : 'partners.agreementEdit')} hint={name}
      actions={<><Button variant="default" onClick={leave}>{t('partners.cancel')}</Button><Button loading={save.isPending} disabled={id !== null && !dirty} onClick={store}>{t('partners.save')}</Button></>}
    >
      {save.error && <ErrorNotice error={save.error} />}
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <Panel>
          <h2>{t('partners.agreementWords')}</h2>
          <div className={css.fields}>
            <TextInput autoFocus label={t('partners.number')} required value={draft.number} maxLength={120} autoComplete="off" error={missing(draft.number)} onChange={(event) => set({ number: event.currentTarget.value })} />
            <DateInput label={t('partners.date')} required value={date} today={today} error={missing(date)} onChange={(value) => set({ date: value, from: from ?? value })} />
            <Textarea label={t('partners.purpose')} required value={draft.purpose} maxLength={500} autosize minRows={2} error={missing(draft.purpose)} onChange={(event) => set({ purpose: event.currentTarget.value })} />
            <div className={css.choiceKinds}>
              <DateInput label={t('partners.from')} required value={from} today={today} error={missing(from)} onChange={(value) => set({ from: value })} />
              <DateInput label={t('partners.until')} required value={until} today={today} error={late ? t('partners.dateOrder') : missing(until)} onChange={(value) => set({ until: value })} />
            </div>
          </div>
        </Panel>
        <Panel>
          <h2>{t('partners.allowed')}</h2>
          <Allowed draft={draft} set={set} missing={asked && draft.programmes.length === 0 && !draft.wider} />
        </Panel>
        <button type="submit" hidden />
      </form>
    </Page>
  );
}

/** Of whom, where, and which fields. */
function Allowed({ draft, set, missing }: { draft: Draft; set: (part: Partial<Draft>) => void; missing: boolean }): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const facets = useCall('family.facets', {});
  const info = useCall('office.info', {});
  const regions = [...new Map((facets.data?.areas ?? []).map((area) => [area.region, area.regionName]))].map(([value, label]) => ({ value, label }));
  const masked = draft.fields.length > 0;
  return (
    <div className={css.fields}>
      <MultiSelect
        label={t('partners.programmes')} placeholder={draft.programmes.length === 0 ? t('partners.programmesAny') : undefined} required={!draft.wider} searchable clearable value={draft.programmes} error={missing ? t('partners.needed') : undefined}
        data={(programmes.data ?? []).map((one) => ({ value: one.id, label: programmeName(one) }))} onChange={(value) => set({ programmes: value })}
      />
      <Checkbox label={t('partners.wider')} description={t('partners.widerHint')} checked={draft.wider} onChange={(event) => set({ wider: event.currentTarget.checked })} />
      {info.data?.receiver === true && <MultiSelect label={t('partners.regions')} placeholder={draft.regions.length === 0 ? t('partners.regionsAny') : undefined} searchable clearable value={draft.regions} data={regions} onChange={(value) => set({ regions: value })} />}
      <SegmentedControl
        fullWidth aria-label={t('partners.form')} value={masked ? 'masked' : 'counts'} onChange={(value) => set({ fields: value === 'masked' ? [...usualFields] : [] })}
        data={[{ value: 'masked', label: t('partners.formMasked') }, { value: 'counts', label: t('partners.formCounts') }]}
      />
      {masked && (
        <Checkbox.Group label={t('partners.fields')} description={t('partners.fieldsHint')} value={draft.fields} onChange={(value) => set({ fields: maskedFields.filter((field) => value.includes(field)) })}>
          <div className={css.choiceKinds}>{maskedFields.map((field) => <Checkbox key={field} value={field} label={t(`partners.field_${field}`)} />)}</div>
        </Checkbox.Group>
      )}
      <Select label={t('partners.level')} allowDeselect={false} value={draft.level} data={countLevels.map((level) => ({ value: level, label: t(`partners.level_${level}`) }))} onChange={(value) => set({ level: countLevels.find((level) => level === value) ?? 'rt' })} />
    </div>
  );
}
