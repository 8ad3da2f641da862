import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import type { FieldValue } from '../../../db/rules/field.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { subjectFits } from '../../../db/rules/petitions/states.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useDraftKeeper } from '../../app/draft-keeper.ts';
import type { DraftState } from '../../app/draft-keeper.ts';
import { useKeys } from '../../app/keys.ts';
import { LeaveDialog } from '../../app/leave-dialog.tsx';
import { textIn, useLanguage, useText } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { formatMoment, formatTime } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { AboutFields } from './about-fields.tsx';
import type { About } from './about-fields.tsx';
import { writePetitionDraft } from './petition-draft.ts';
import type { PetitionDraft, PetitionValues } from './petition-draft.ts';
import { listPath } from './petition-words.tsx';
import css from './petitions.module.css';

interface PetitionFormProps {
  readonly id: string | null;
  readonly number: string;
  readonly start: PetitionValues;
  readonly about: About;
  /** Where it is open. */
  readonly route: string;
  /** What was typed before and is in no petition yet. */
  readonly draft: PetitionDraft | null;
}

/** A petition as it is taken down. What is typed is kept as a draft until it is stored. */
export function PetitionForm({ id, number, start, about: before, route, draft }: PetitionFormProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const programmes = useCall('programme.list', {});
  const save = useAction('petition.save');
  const [values, setValues] = useState<PetitionValues>(draft?.values ?? start);
  const [about, setAbout] = useState(draft?.about ?? before);
  const [leaving, setLeaving] = useState(false);
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
  const keeper = useDraftKeeper(() => (dirty ? { kind: draftKinds.petition, target: id, title: draftTitle(id === null ? null : number, about.stranger ? text('name') : about.name, kind), content: writePetitionDraft({ values, about }) } : null), { route, initial: draft?.id ?? null });
  const { changed: keepSoon } = keeper;
  useEffect(keepSoon, [keepSoon, values, about]);
  const leave = (): void => { if (dirty) setLeaving(true); else go(back); };
  const keepAndLeave = async (): Promise<void> => {
    if (await keeper.leave()) go(back);
    else setLeaving(false);
  };
  const store = (submit: boolean): void => {
    setAsked(true);
    if (!ready || save.isPending) return;
    const whom = about.stranger ? { family: null, person: null } : about.whole || about.person === null ? { family: about.family, person: null } : { person: about.person };
    save.mutate({ ...(id !== null && { id }), values: changed, submit, ...(about !== before || id === null ? whom : {}) }, {
      onSuccess: (saved) => { void keeper.discard(); say({ text: submit ? t('petitions.submitted', { number: saved.number }) : t('petitions.saved', { number: saved.number }) }); go(`/usulan/${saved.id}`); },
    });
  };
  useKeys([{ key: 'Ctrl+Enter', label: t('petitions.do_submit'), run: () => store(true) }, { key: 'Ctrl+S', label: t('petitions.saveDraft'), run: () => store(false) }, { key: 'Escape', label: t('petitions.cancel'), run: leave }]);
  const items = (list: string, fits: (code: number) => boolean = () => true) => (codeList(list)?.codes ?? []).filter(([code]) => fits(code)).map(([code, label]) => ({ code, label }));
  const papers = Number(values['documents'] ?? 0);
  return (
    <Page
      hint={draftWords(t, keeper.state, draft)}
      title={id === null ? (kind === 1 ? t('petitions.newUsulan') : t('petitions.newSanggah')) : t('petitions.editTitle', { number })}
      actions={<><Button variant="default" onClick={leave}>{t('petitions.cancel')}</Button><Button variant="default" loading={save.isPending} onClick={() => store(false)}>{t('petitions.saveDraft')}</Button><Button loading={save.isPending} onClick={() => store(true)}>{t('petitions.do_submit')}</Button></>}
    >
      {save.error && <ErrorNotice error={save.error} />}
      {leaving && <LeaveDialog onStay={() => setLeaving(false)} onKeep={() => void keepAndLeave()} onDiscard={() => void keeper.discard().then(() => go(back))} />}
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

function draftWords(t: ReturnType<typeof useText>, state: DraftState, draft: PetitionDraft | null): ReactNode {
  if (state.kind === 'failed') return t('petitions.draftFailed');
  return state.kind === 'saved' ? t('petitions.draftSaved', { at: formatTime(state.at) }) : draft && t('form.draftResumed', { at: formatMoment(draft.savedAt) });
}

/** What Beranda calls the draft. */
function draftTitle(number: string | null, name: string, kind: number): string {
  const what = textIn('id', kind === 1 ? 'petitions.newUsulan' : 'petitions.newSanggah');
  return `${number ?? what}: ${name.trim() === '' ? textIn('id', 'form.noName') : name.trim()}`;
}
