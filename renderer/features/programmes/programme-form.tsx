import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { FieldValue } from '../../../db/rules/field.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import { askToLeave } from '../../ui/dialog.tsx';
import { MissingPage } from '../../ui/missing-page.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { PlanFields } from './plan/plan-fields.tsx';
import { ProgrammeField } from './programme-field.tsx';
import { programmeGroups, programmeName } from './programme-words.ts';
import type { Programme } from './programme-words.ts';
import css from './programmes.module.css';
import { ProviderField } from './provider-field.tsx';

type Values = Readonly<Record<string, FieldValue>>;

/** A new programme, after a pattern where one was chosen. */
export function NewProgramme({ template: id }: { template?: string }): ReactNode {
  const t = useText();
  const templates = useCall('template.list', {}, { enabled: id !== undefined });
  const info = useCall('office.info', {});
  const template = templates.data?.find((one) => one.id === id);
  if (id === undefined) return <ProgrammeForm start={{ active: 1 }} programme={null} />;
  if (template && info.data) return <ProgrammeForm start={{ active: 1 }} given={{ ...template.values, year: Number(info.data.today.slice(0, 4)), active: 1 }} programme={null} />;
  return <MissingPage title={t('programmes.new')} id={id} asked={templates} missing={templates.data !== undefined && !template} back="/program/contoh" />;
}

/** A pattern for programmes: a new one, or the next version of one. */
export function TemplateForm({ id }: { id?: string }): ReactNode {
  const t = useText();
  const templates = useCall('template.list', {});
  const template = templates.data?.find((one) => one.id === id);
  if (id === undefined) return <ProgrammeForm start={{ active: 1 }} programme={null} pattern={{ id: null }} />;
  if (template) return <ProgrammeForm key={`${id} ${template.version}`} start={template.values} programme={null} pattern={template} />;
  return <MissingPage title={t('schemes.templateEdit')} id={id} asked={templates} missing={templates.data !== undefined} back="/program/contoh" />;
}

/** Changes a programme of this office. */
export function EditProgramme({ id }: { id: string }): ReactNode {
  const t = useText();
  const programme = useCall('programme.get', { id });
  if (programme.data) return <ProgrammeForm key={id} start={programme.data.values} programme={programme.data} />;
  return <MissingPage title={t('programmes.edit')} id={id} asked={programme} back="/program" />;
}

interface ProgrammeFormProps {
  readonly start: Values;
  /** What a pattern says beside: typed in already, and to be saved. */
  readonly given?: Values;
  readonly programme: Programme | null;
  /** Set where the values are those of a pattern. */
  readonly pattern?: { readonly id: string | null };
}

function ProgrammeForm({ start, given, programme, pattern }: ProgrammeFormProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const save = useAction('programme.save');
  const savePattern = useAction('template.save');
  const [values, setValues] = useState<Values>(given ?? start);
  const [asked, setAsked] = useState(false);
  const back = pattern ? '/program/contoh' : programme === null ? '/program' : `/program/${programme.id}`;
  const changed = Object.fromEntries(Object.entries(values).filter(([field, value]) => value !== (start[field] ?? null) && !(programme === null && value === null)));
  const dirty = Object.keys(changed).length > 0;
  const missing = ['name', 'unitKind'].filter((field) => values[field] === null || values[field] === undefined || values[field] === '');
  const leave = (): void => {
    if (!dirty) go(back);
    else void askToLeave(t).then((yes) => { if (yes) go(back); });
  };
  const store = (): void => {
    setAsked(true);
    if (missing.length > 0) return;
    if (pattern) {
      savePattern.mutate({ ...(pattern.id !== null && { id: pattern.id }), values: { ...values } }, { onSuccess: ({ version }) => { say({ text: t('schemes.templateSaved', { name: programmeName({ values: { ...values } }), version }) }); go(back); } });
      return;
    }
    const input = programme === null ? { values: { ...values } } : { id: programme.id, values: changed };
    save.mutate(input, { onSuccess: ({ id }) => { say({ text: t('programmes.saved', { name: programmeName({ values: { ...values } }) }) }); go(`/program/${id}`); } });
  };
  useKeys([{ key: 'Ctrl+S', label: t('programmes.save'), run: store }, { key: 'Escape', label: t('programmes.cancel'), run: leave }]);
  return (
    <Page
      title={pattern ? t(pattern.id === null ? 'schemes.templateNew' : 'schemes.templateEdit') : programme === null ? t('programmes.new') : t('programmes.editTitle', { name: programmeName(programme) })}
      hint={given && t('schemes.templateFrom', { name: programmeName({ values: { ...given } }) })}
      actions={<><Button variant="default" onClick={leave}>{t('programmes.cancel')}</Button>{programme === null && !pattern && !given && <Button variant="default" onClick={() => go('/program/contoh')}>{t('schemes.templatesOpen')}</Button>}<Button loading={save.isPending || savePattern.isPending} disabled={(programme !== null || Boolean(pattern)) && !dirty} onClick={store}>{t('programmes.save')}</Button></>}
    >
      {save.error && <ErrorNotice error={save.error} />}
      {savePattern.error && <ErrorNotice error={savePattern.error} />}
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); store(); }}>
        {programmeGroups.map((group, index) => (
          <Panel key={group.title}>
            <h2>{t(group.title)}</h2>
            <div className={css.fields}>
              {group.fields.map((field) => (field === 'provider' ? <ProviderField key={field} value={values[field] ?? null} onChange={(provider, kind) => setValues((old) => ({ ...old, provider, ...(kind !== undefined && { providerKind: kind }) }))} /> : (
                <ProgrammeField
                  key={field} field={field} value={values[field] ?? null} today={info.data?.today ?? ''} autoFocus={index === 0 && field === 'name'}
                  error={asked && missing.includes(field) ? t('programmes.needed') : undefined} onChange={(value) => setValues((old) => ({ ...old, [field]: value }))}
                />
              )))}
            </div>
          </Panel>
        ))}
        <PlanFields values={values} today={info.data?.today ?? ''} onChange={(part, text) => setValues((old) => ({ ...old, [part]: text }))} />
        <button type="submit" hidden />
      </form>
    </Page>
  );
}
