import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import { callApi } from '../../bridge.ts';
import { useCall } from '../../app/calls.ts';
import { rememberDraft, rememberedDraft } from '../../app/remembered-drafts.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { isHead } from '../../../db/rules/checks/finding.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { language, useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import { readDraft } from './draft.ts';
import { FamilyForm } from './family-form.tsx';
import { emptyForm, eventForm, formOf, rebase, reduceForm } from './form-state.ts';
import type { FormState } from './form-state.ts';
import { collectNotes } from './notes.ts';
import type { Saved } from './write-form.ts';

/** What goes over to the next family of a pile of paper: the place and the staff. */
const carried = ['region', 'rt', 'rw', 'dusun', 'slsCode', 'slsName', 'enumerator', 'supervisor'];

interface Opened {
  readonly form: FormState;
  readonly draft: string | null;
  readonly savedAt: string | null;
  readonly known: ReadonlySet<string>;
}

/** `/keluarga/baru`: an empty form, or the one that the lock interrupted. */
export function NewFamilyScreen(): ReactNode {
  return <FormScreen route="/keluarga/baru" open={async () => openNew(rememberedDraft('/keluarga/baru'))} />;
}

/** `/keluarga/draf/:draft`: goes on with a draft, at its block and field. */
export function DraftScreen(): ReactNode {
  const { draft = '' } = useParams<{ draft: string }>();
  return <FormScreen route={`/keluarga/draf/${draft}`} open={async (context) => (await openDraft(draft, context)) ?? null} />;
}

/** `/keluarga/:id/ubah` and `/keluarga/:id/ubah/:person` (`baru` is a new person): a family of the register. */
export function EditFamilyScreen(): ReactNode {
  const { id = '', person } = useParams<{ id: string; person?: string }>();
  const open = async (context: CheckPlace): Promise<Opened> => {
    const kept = (await callApi('draft.list', {})).find((each) => each.kind === draftKinds.family && each.target === id);
    return (kept && (await openDraft(kept.id, context))) ?? openFamily(id, person ?? null, context);
  };
  return <FormScreen route={`/keluarga/${id}/ubah`} open={open} />;
}

/** `/keluarga/:id/lahir` and `/keluarga/:id/datang`: somebody is born into a family or arrives in it. */
export function EventScreen(): ReactNode {
  const { id = '', event } = useParams<{ id: string; event: string }>();
  const kind = event === 'lahir' ? 'birth' : 'arrival';
  const route = `/keluarga/${id}/${kind === 'birth' ? 'lahir' : 'datang'}`;
  const open = async (context: CheckPlace): Promise<Opened> => {
    const kept = rememberedDraft(route);
    const resumed = kept === null ? null : await openDraft(kept, context).catch(() => null);
    if (resumed?.form.event?.kind === kind) return resumed;
    const opened = await openFamily(id, null, context);
    return { ...opened, form: eventForm(opened.form, kind) };
  };
  return <FormScreen route={route} open={open} />;
}

interface CheckPlace {
  readonly today: string;
  readonly area: string;
}

interface FormScreenProps {
  readonly route: string;
  /** Finds what to show; null when the draft is gone. */
  readonly open: (context: CheckPlace) => Promise<Opened | null>;
}

function FormScreen({ route, open }: FormScreenProps): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const { office } = useSession();
  const may = useMay('register.write');
  const info = useCall('office.info', {});
  const today = info.data?.today;
  const [round, setRound] = useState<{ readonly number: number; readonly family: FieldValues | null }>({ number: 0, family: null });
  const place = { today: today ?? '', area: office.code };
  // Asked once per form and never again: opening a family for editing is logged, and what is typed must stay.
  const opened = useQuery({ queryKey: ['form', route, round.number], queryFn: () => open(place), enabled: may && today !== undefined && round.family === null, staleTime: 'static', gcTime: 0 });
  const error = info.error ?? opened.error;
  if (!may) return <Page title={t('form.title')}><EmptyState title={t('form.readOnlyTitle')}>{t('form.readOnlyBody')}</EmptyState></Page>;
  if (error) return <Page title={t('form.title')}><ErrorNotice error={error} retry={() => void opened.refetch()} /></Page>;
  const local = office.level === 'kelurahan' || office.level === 'desa';
  const fresh = (family: FieldValues): Opened => ({ form: emptyForm({ ...(local ? { region: office.code } : {}), ...family }), draft: null, savedAt: null, known: new Set() });
  const shown = round.family ? fresh(round.family) : opened.data === undefined ? undefined : opened.data && isBlank(opened.data) ? fresh({}) : opened.data;
  if (today === undefined || shown === undefined) return <Page title={t('form.title')}><p role="status">{t('kit.loading')}</p></Page>;
  if (shown === null) return <Page title={t('form.title')}><EmptyState title={t('form.draftGoneTitle')}>{t('form.draftGoneBody')}</EmptyState></Page>;
  const { form, draft, savedAt, known } = shown;
  const onSaved = (saved: Saved, last: FormState, next: boolean): void => {
    say({ text: form.event || form.id === null ? t('form.savedNew', { people: saved.people, answers: saved.answers }) : t('form.savedEdit', { changes: saved.changes }) });
    if (saved.held > 0) say({ text: t('form.savedHeld', { n: saved.held }), severity: 'warn' });
    if (next) setRound({ number: round.number + 1, family: Object.fromEntries(carried.flatMap((field) => (last.family[field] === undefined ? [] : [[field, last.family[field] ?? null]]))) });
    else go(`/keluarga/${saved.id}`);
  };
  const hint = savedAt !== null ? t('form.draftResumed', { at: formatMoment(savedAt) }) : round.family ? t('form.carried') : form.id === null ? t('form.hint') : t('form.hintEdit');
  return (
    <FamilyForm
      key={`${route} ${round.number}`} initial={form} draft={draft} known={known} route={route} today={today} area={office.code} hint={hint}
      title={t(titles[form.event?.kind ?? (form.id === null ? 'new' : 'edit')], { name: headName(form) || t('form.noName') })} onSaved={onSaved} onLeave={() => go(form.id === null ? '/' : `/keluarga/${form.id}`)}
    />
  );
}

const titles = { new: 'form.titleNew', edit: 'form.titleEdit', birth: 'form.titleBirth', arrival: 'form.titleArrival' } as const;

/** The name of the Kepala Keluarga, as far as the form knows one. */
function headName(form: FormState): string {
  const name = form.people.find((person) => isHead(person.values))?.values['name'];
  return typeof name === 'string' ? name : '';
}

/** A new form has no answers until the office's region is put in. */
function isBlank(opened: Opened): boolean {
  return opened.form.id === null && opened.draft === null;
}

async function openNew(draft: string | null): Promise<Opened> {
  if (draft !== null) {
    const kept = await callApi('draft.get', { id: draft }).catch(() => null);
    const form = kept && readDraft(kept.content);
    if (kept && form) return { form, draft, savedAt: kept.savedAt, known: new Set() };
    rememberDraft('/keluarga/baru', null);
  }
  return { form: emptyForm({}), draft: null, savedAt: null, known: new Set() };
}

async function openDraft(id: string, context: CheckPlace): Promise<Opened | null> {
  const kept = await callApi('draft.get', { id });
  const form = kept.kind === draftKinds.family || kept.kind === draftKinds.event ? readDraft(kept.content) : null;
  if (!form) return null;
  if (form.id === null) return { form, draft: id, savedAt: kept.savedAt, known: new Set() };
  const fresh = await openFamily(form.id, null, context);
  return { form: rebase(form, fresh.form), draft: id, savedAt: kept.savedAt, known: fresh.known };
}

async function openFamily(id: string, person: string | null, { today, area }: CheckPlace): Promise<Opened> {
  const stored = await callApi('family.forEdit', { id });
  const present = stored.people.filter((each) => each.active);
  const form = formOf(stored.id, stored.values, present, person !== null && present.some((each) => each.id === person) ? person : null);
  const known = new Set(collectNotes(form, { today, area, source: 'form' }, null, language()).map((note) => `${note.key}|${note.text}`));
  const started: FormState = person === 'baru' ? { ...reduceForm(form, { type: 'addPerson' }), dirty: false } : form;
  return { form: started, draft: null, savedAt: null, known };
}
