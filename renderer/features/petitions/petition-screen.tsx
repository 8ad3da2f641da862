import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { fieldLabel } from '../../../db/rules/text.ts';
import { visitState } from '../../../db/rules/visits/visit.ts';
import { DialogDraft } from '../../app/dialog-draft.tsx';
import { useResume } from '../../app/resume.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useLanguage, textIn, useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatDate, groupIdentifier } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { FormsDialog, VisitDialog } from '../visits/index.ts';
import type { Visit } from '../visits/index.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { PetitionSteps } from './petition-steps.tsx';
import { PetitionVisits, visitDoings } from './petition-visits.tsx';
import type { VisitDoing } from './petition-visits.tsx';
import { label, listPath, placeWords, StandingMark, subjectWords } from './petition-words.tsx';
import css from './petitions.module.css';
import { TellDialog } from './tell-dialog.tsx';
import { VerifyDialog } from './verify-dialog.tsx';
import { VisitOrderDialog } from './visit-order-dialog.tsx';

type Whole = CallOutput<'petition.get'>;
type Doing = 'submit' | 'visit' | 'verify' | 'approve' | 'refuse' | 'finish' | 'void' | 'tell' | 'answer' | 'edit';

/** One usulan or sanggah: what it says, its way so far, what the citizen can be told, and what is to be done next. */
export function PetitionScreen({ id }: { id: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const lang = useLanguage();
  const petition = useCall('petition.get', { id, lang });
  const info = useCall('office.info', {});
  const submit = useAction('petition.submit');
  const visits = useCall('verval.list', { about: id, lang });
  const [open, setOpen] = useState<Doing | null>(null);
  const [visiting, setVisiting] = useState<{ readonly doing: VisitDoing; readonly visit: Visit } | null>(null);
  const { data } = petition;
  const may = { write: useMay('register.write'), verify: useMay('register.verify'), approve: useMay('package.approve'), village: ['kelurahan', 'desa'].includes(useSession().office.level) };
  const made = visits.data?.find((one) => one.own);
  const doings = data && visits.data ? doingsOf(data, may, made) : [];
  const next = made && data?.wait === 'verify' ? visitDoings(made, may.write) : [];
  const today = info.data?.today ?? '';
  const close = (): void => setOpen(null);
  const start = (doing: Doing): void => {
    if (doing === 'edit') go(`/usulan/${id}/ubah`);
    else if (doing === 'submit') submit.mutate({ id }, { onSuccess: () => say({ text: t('petitions.submitted', { number: data?.number ?? '' }) }) });
    else setOpen(doing);
  };
  const onVisit = (doing: VisitDoing, visit: Visit): void => {
    if (doing === 'check') go('/usulan/verval/periksa');
    else setVisiting({ doing, visit });
  };
  useResume(draftKinds.verify, doings.includes('verify'), () => setOpen('verify'));
  useResume(draftKinds.answer, doings.includes('answer'), () => setOpen('answer'));
  useResume(draftKinds.visit, visits.data !== undefined, ({ opens }) => {
    const visit = visits.data?.find((one) => one.id === opens['visit']);
    if (visit) setVisiting({ doing: 'record', visit });
  });
  const back = (): void => go(listPath(data?.kind ?? 1));
  useKeys([
    { key: 'Escape', label: t('petitions.back'), run: back },
    ...doings.map((doing) => ({ key: keys[doing], label: t(`petitions.do_${doing}`), run: () => start(doing) })),
    ...(made ? next.map((doing) => ({ key: visitKeys[doing], label: t(`petitions.visit_${doing}`), run: () => onVisit(doing, made) })) : []),
    ...(data?.about.family ? [{ key: 'k', label: t('petitions.toFamily'), run: () => go(`/keluarga/${data.about.family ?? ''}`) }] : []),
  ]);
  return (
    <Page
      title={data ? `${label('TEPAT.jenisUsulanWarga', data.kind)} ${data.number}` : t('petitions.usulan')} hint={data && subjectWords(data)}
      actions={
        <>
          <Button variant="default" onClick={back}>{t('petitions.back')}</Button>
          {data?.about.family && <Button variant="default" onClick={() => go(`/keluarga/${data.about.family ?? ''}`)}>{t('petitions.toFamily')}</Button>}
          {doings.toReversed().map((doing) => <Button key={doing} variant={doing === doings[0] && next.length === 0 ? 'filled' : 'default'} loading={doing === 'submit' && submit.isPending} onClick={() => start(doing)}>{t(`petitions.do_${doing}`)}{doing === 'submit' ? '' : ' …'}</Button>)}
        </>
      }
    >
      {petition.error && <ErrorNotice error={petition.error} retry={() => void petition.refetch()} />}
      {submit.error && <ErrorNotice error={submit.error} />}
      {data && (
        <div className={css.two}>
          <div className={css.fields}>
            <Panel>
              <div className={css.saidHead}><h2>{t('petitions.said')}</h2><StandingMark standing={data.standing} t={t} /></div>
              <p className={css.said}>{data.said}</p>
              {data.own && data.wait === 'verify' && data.about.family === null && <p className={css.quiet}>{t('petitions.visitStranger')}</p>}
              {data.wait === 'verify' && data.samePerson && may.verify && <p className={css.quiet}>{t('petitions.samePerson', { number: data.number })}</p>}
            </Panel>
            {visits.error && <ErrorNotice error={visits.error} retry={() => void visits.refetch()} />}
            {visits.data && visits.data.length > 0 && <PetitionVisits visits={visits.data} doings={next} onDo={onVisit} />}
            <PetitionFacts petition={data} />
          </div>
          <Panel><h2>{t('petitions.way')}</h2><PetitionSteps petition={data} /></Panel>
        </div>
      )}
      {data && open === 'visit' && <VisitOrderDialog id={id} number={data.number} visit={null} today={today} onClose={close} />}
      {data && visiting?.doing === 'again' && <VisitOrderDialog id={id} number={data.number} visit={visiting.visit} today={today} onClose={() => setVisiting(null)} />}
      {visiting?.doing === 'record' && <VisitDialog family={visiting.visit.family} visit={visiting.visit.id} round={visiting.visit.round} enumerator={visiting.visit.enumerator} onClose={() => setVisiting(null)} />}
      {visiting?.doing === 'forms' && <FormsDialog families={[visiting.visit.family]} title={data?.about.name ?? ''} onClose={() => setVisiting(null)} />}
      {data && open === 'verify' && <DialogDraft kind={draftKinds.verify} target={id} title={textIn('id', 'petitions.verifyTitle', { number: data.number })}><VerifyDialog id={id} number={data.number} today={today} onClose={close} /></DialogDraft>}
      {data && open === 'tell' && <TellDialog id={id} number={data.number} said={data.said} today={today} onClose={close} />}
      {data && open === 'approve' && <ApproveDialog rows={[data]} onClose={close} />}
      {data && open === 'answer' && <DialogDraft kind={draftKinds.answer} target={id} title={`${textIn('id', 'petitions.answerTitle')}: ${data.number}`}><AnswerDialog rows={[data]} onClose={close} /></DialogDraft>}
      {data && (open === 'refuse' || open === 'finish' || open === 'void') && <ReasonedDialog doing={open} petition={data} onClose={close} />}
    </Page>
  );
}

const visitKeys: Readonly<Record<VisitDoing, string>> = { record: 'h', check: 'p', forms: 'Ctrl+P', again: 'w' };
const keys: Readonly<Record<Doing, string>> = { submit: 'a', visit: 'w', verify: 'v', approve: 's', refuse: 't', finish: 'e', void: 'b', tell: 'd', answer: 'j', edit: 'u' };

/** What may be done now by whoever looks, the most likely first. */
function doingsOf({ wait, own, samePerson, kind, about }: Whole, may: { write: boolean; verify: boolean; approve: boolean; village: boolean }, visit: Visit | undefined): Doing[] {
  if (!own) return may.approve && !may.village && wait === 'answer' ? ['answer'] : [];
  // A visit under way has its own next step; one that was approved before may be made anew.
  const mayVisit = wait === 'verify' && about.family !== null && (visit === undefined || visit.state === visitState.approved);
  const all: readonly (readonly [Doing, boolean])[] = [
    ['submit', may.write && (wait === 'submit' || wait === 'mend')], ['visit', may.write && mayVisit], ['verify', may.verify && wait === 'verify' && !samePerson], ['approve', may.approve && wait === 'approve'],
    ['tell', may.write && wait === 'tell'], ['finish', may.approve && kind === 2 && wait === 'answer'], ['edit', may.write && ['submit', 'verify', 'mend'].includes(wait)],
    ['refuse', may.approve && (wait === 'discuss' || wait === 'approve')], ['void', may.write && ['submit', 'verify', 'discuss', 'approve'].includes(wait)],
  ];
  return all.flatMap(([doing, is]) => (is ? [doing] : []));
}

function PetitionFacts({ petition }: { petition: Whole }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const { about, values } = petition;
  const name = (field: string): string => fieldLabel(language, 'petition', field);
  const papers = (codeList('TEPAT.berkasUsulan')?.codes ?? []).filter(([bit]) => (Number(values['documents'] ?? 0) & bit) !== 0).map(([, words]) => words);
  return (
    <Panel>
      <h2>{t('petitions.facts')}</h2>
      <Fields>
        <FieldRow label={t('petitions.colAbout')}><strong>{about.name}</strong></FieldRow>
        <FieldRow label={name('nik')}>{about.nik === null ? null : groupIdentifier(about.nik)}</FieldRow>
        <FieldRow label={name('noKk')}>{about.noKk === null ? null : groupIdentifier(about.noKk)}</FieldRow>
        <FieldRow label={name('address')}>{placeWords(about)}</FieldRow>
        <FieldRow label={name('subject')}>{subjectWords(petition)}</FieldRow>
        <FieldRow label={name('request')}>{petition.request}</FieldRow>
        <FieldRow label={name('documents')}>{papers.join(', ')}</FieldRow>
        <FieldRow label={name('receivedOn')}>{formatDate(petition.receivedOn)}</FieldRow>
        <FieldRow label={name('source')}>{[petition.applicant, label('TEPAT.pengusul', petition.source), values['phone']].filter(Boolean).join(' · ')}{petition.kind === 2 && <div className={css.quiet}>{t('petitions.applicantSecret')}</div>}</FieldRow>
        <FieldRow label={name('enteredBy')}>{petition.enteredBy}</FieldRow>
      </Fields>
    </Panel>
  );
}

function ReasonedDialog({ doing, petition, onClose }: { doing: 'refuse' | 'finish' | 'void'; petition: Whole; onClose: () => void }): ReactNode {
  const t = useText();
  const actions = { refuse: useAction('petition.refuse'), finish: useAction('petition.finish'), void: useAction('petition.void') };
  const { number } = petition;
  const done = { refuse: t('petitions.refused', { number }), finish: t('petitions.finished', { number }), void: t('petitions.voided', { number }) };
  const run = async (reason: string): Promise<void> => {
    await actions[doing].mutateAsync({ id: petition.id, reason });
    say({ text: done[doing] });
    onClose();
  };
  return (
    <ReasonDialog title={t(`petitions.title_${doing}`, { number })} action={t(`petitions.do_${doing}`)} danger={doing !== 'finish'} onClose={onClose} onDo={run} {...(doing === 'finish' ? { label: t('petitions.finishLabel') } : {})}>
      <p>{t(`petitions.hint_${doing}`)}</p>
    </ReasonDialog>
  );
}
