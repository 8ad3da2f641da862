import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useCall } from '../../app/calls.ts';
import { rememberedDraft } from '../../app/remembered-drafts.ts';
import { useSession } from '../../app/session.tsx';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import type { About } from './about-fields.tsx';
import { readPetitionDraft } from './petition-draft.ts';
import { PetitionForm } from './petition-form.tsx';

const nobody: About = { stranger: false, person: null, family: null, whole: true, name: '' };

/** Takes down a new usulan (kind 1) or sanggah (kind 2), about somebody who was just looked up or about whoever is found here. Unlocking goes on where the lock interrupted. */
export function NewPetition({ kind, person }: { kind: 1 | 2; person: string | null }): ReactNode {
  const t = useText();
  const village = ['kelurahan', 'desa'].includes(useSession().office.level);
  const route = kind === 1 ? `/usulan/baru${person === null ? '' : `/${person}`}` : '/usulan/sanggah/baru';
  const found = useCall('record.show', { id: person ?? '' }, { enabled: person !== null });
  const kept = useKeptDraft(`new ${route}`, () => Promise.resolve(rememberedDraft(route)));
  if (!village) return <Page title={t('petitions.usulan')}><Notice severity="info" title={t('petitions.villageOnly')}>{t('petitions.villageOnlyHint')}</Notice></Page>;
  if ((person !== null && found.isPending) || kept.isPending) return <Page title={t('petitions.newUsulan')}><p role="status">{t('kit.loading')}</p></Page>;
  const about = found.data ? { ...nobody, person: found.data.id, family: found.data.family?.id ?? null, name: String(found.data.values['name'] ?? '') } : nobody;
  return <PetitionForm key={kind} id={null} number="" start={{ kind, source: 1 }} about={about} route={route} draft={kept.data?.draft ?? null} />;
}

/** Mends one that was not verified yet, or that came back; goes on with what was typed before. */
export function EditPetition({ id }: { id: string }): ReactNode {
  const t = useText();
  const petition = useCall('petition.get', { id });
  const kept = useKeptDraft(`edit ${id}`, async () => (await callApi('draft.list', {})).find((one) => one.kind === draftKinds.petition && one.target === id)?.id ?? null);
  const { data } = petition;
  if (!data || kept.isPending) return <Page title={t('petitions.do_edit')}>{petition.error && <ErrorNotice error={petition.error} />}</Page>;
  const { family, person, name } = data.about;
  // Masked numbers are not typed back: they stay as they are unless written anew.
  const { nik: _nik, noKk: _noKk, ...values } = data.values;
  return <PetitionForm key={id} id={id} number={data.number} start={values} about={{ stranger: family === null, person, family, whole: person === null, name }} route={`/usulan/${id}/ubah`} draft={kept.data?.draft ?? null} />;
}

/** `/usulan/draf/:id`: goes on with what was typed of a new one, or at the one that it mends. */
export function DraftPetition({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const kept = useKeptDraft(`draft ${id}`, () => Promise.resolve(id));
  const target = kept.data?.target ?? null;
  useEffect(() => { if (target !== null) go(`/usulan/${target}/ubah`, { replace: true }); }, [target, go]);
  if (kept.isPending || target !== null) return <Page title={t('petitions.usulan')}><p role="status">{t('kit.loading')}</p></Page>;
  const draft = kept.data?.draft;
  if (!draft) return <Page title={t('petitions.usulan')}><EmptyState title={t('form.draftGoneTitle')}>{t('petitions.draftGoneBody')}</EmptyState></Page>;
  const kind = draft.values['kind'] === 2 ? 2 : 1;
  return <PetitionForm id={null} number="" start={{ kind, source: 1 }} about={nobody} route={`/usulan/draf/${id}`} draft={draft} />;
}

/** A draft that is looked for once as the screen opens: what is written to it afterwards is this screen's own. */
function useKeptDraft(key: string, find: () => Promise<string | null>) {
  return useQuery({
    queryKey: ['petition-draft', key], staleTime: 'static', gcTime: 0, retry: false,
    queryFn: async () => {
      const id = await find();
      const kept = id === null ? null : await callApi('draft.get', { id }).catch(() => null);
      return { draft: kept && readPetitionDraft(kept), target: kept?.target ?? null };
    },
  });
}
