import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { visitState } from '../../../db/rules/visits/visit.ts';
import { useAction } from '../../app/calls.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { formatDate, groupIdentifier } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { PhotoStrip } from './photo-strip.tsx';
import { placeLine, stateSeverity, wordsOf } from './visit-words.ts';
import type { Visit } from './visit-words.ts';
import css from './visits.module.css';

/** One visit with its evidence and what it would change; whoever may, says that it is right, approves it or sends it back. */
export function VisitPanel({ visit, onDone }: { visit: Visit; onDone: () => void }): ReactNode {
  const t = useText();
  const { user } = useSession();
  const mayCheck = useMay('register.verify');
  const mayApprove = useMay('visit.approve');
  const check = useAction('verval.check');
  const decide = useAction('verval.decide');
  const [back, setBack] = useState(false);
  const [reason, setReason] = useState(false);
  const name = visit.head ?? t('verval.headless');
  const own = visit.twoPeople && visit.enteredId !== null && visit.enteredId === user.id;
  const toCheck = visit.state === visitState.visited;
  const may = visit.own && !own && (toCheck ? mayCheck : visit.state === visitState.checked && mayApprove);
  const finish = (message: string): void => { say({ text: message }); onDone(); };
  const yes = (acknowledged: { code: string; reason: string }[] = []): Promise<unknown> =>
    toCheck ? check.mutateAsync({ id: visit.id, verdict: 'correct' }).then(() => finish(t('verval.checkedDone', { name }))) : decide.mutateAsync({ id: visit.id, verdict: 'approve', acknowledged }).then(({ held }) => {
      finish(t('verval.approvedDone', { name }));
      if (held > 0) say({ text: t('form.savedHeld', { n: held }), severity: 'warn' });
    });
  const no = (remark: string): Promise<unknown> =>
    (toCheck ? check.mutateAsync({ id: visit.id, verdict: 'return', remark }) : decide.mutateAsync({ id: visit.id, verdict: 'return', remark })).then(() => finish(t('verval.returnedDone', { name })));
  // A place outside the kelurahan is only written with a reason, like any other warning.
  const approve = (): void => { if (!toCheck && visit.place !== null) setReason(true); else yes().catch(() => undefined); };
  const error = check.error ?? decide.error;
  return (
    <section className={css.panel} aria-label={t('verval.panel', { name })}>
      {may && (
        <div className={css.decide}>
          <Button data-yes loading={check.isPending || decide.isPending} onClick={approve}>{t(toCheck ? 'verval.correct' : 'verval.approve')}</Button>
          <Button variant="default" onClick={() => setBack(true)}>{t('verval.return')} …</Button>
          <p>{t(toCheck ? 'verval.correctHint' : 'verval.approveHint')}</p>
        </div>
      )}
      {!may && own && <Notice severity="info" title={t('verval.ownEntry')} />}
      {error && !reason && !back && <ErrorNotice error={error} />}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('verval.details')}>
        <div className={css.head}>
          <h2><Link href={`/keluarga/${visit.family}`}>{name}</Link></h2>
          <Mark severity={stateSeverity(visit.state)}>{wordsOf('TEPAT.statusVerval', visit.state)}</Mark>
          <p>{t('verval.panelLine', { place: placeLine(visit), noKk: groupIdentifier(visit.noKk ?? '–') })}</p>
        </div>
        <Fields>
          {visit.about !== null && <FieldRow label={t('verval.forPetition')}><Link href={`/usulan/${visit.about}`}>{visit.aboutNumber ?? visit.about}</Link>{toCheck && <div className={css.quiet}>{t('verval.forPetitionHint')}</div>}</FieldRow>}
          <FieldRow label={t('verval.result')}><strong>{wordsOf('TEPAT.hasilVerval', visit.result)}</strong></FieldRow>
          <FieldRow label={t('verval.date')}>{visit.date === null ? '' : `${formatDate(visit.date)} · ${wordsOf('TEPAT.caraVerval', visit.method)}`}</FieldRow>
          <FieldRow label={t('verval.visitor')}>{visit.visitor}</FieldRow>
          <FieldRow label={t('verval.enteredBy')}>{visit.enteredBy === null ? '' : visit.onBehalf ? t('verval.enteredFor', { user: visit.enteredBy, name: visit.visitor ?? '' }) : visit.enteredBy}</FieldRow>
          <FieldRow label={t('verval.note')}>{visit.note}</FieldRow>
          <FieldRow label={t('verval.place')}>{visit.latitude === null ? '' : `${visit.latitude}, ${visit.longitude ?? ''} · ${wordsOf('TEPAT.sumberKoordinat', visit.locationFrom)}`}</FieldRow>
          {visit.checkedBy !== null && <FieldRow label={t('verval.checkedBy')}>{`${visit.checkedBy} · ${formatDate(visit.checkedOn)}`}</FieldRow>}
          {visit.decidedBy !== null && <FieldRow label={t('verval.decidedBy')}>{`${visit.decidedBy} · ${formatDate(visit.decidedOn)}`}</FieldRow>}
          {visit.remark !== null && <FieldRow label={t('verval.remark')}>{visit.remark}</FieldRow>}
        </Fields>
        {visit.place !== null && <Notice severity="warn" title={t(`verval.place_${visit.place}`)} />}
        <Effects visit={visit} />
        <PhotoStrip visit={visit.id} photos={visit.photos} open={false} />
      </div>
      {back && <ReasonDialog title={t('verval.return')} action={t('verval.return')} label={t('verval.whatIsMissing')} onClose={() => setBack(false)} onDo={no} />}
      {reason && <ReasonDialog title={t('verval.approve')} action={t('verval.approve')} label={t('verval.placeReason')} onClose={() => setReason(false)} onDo={(said) => yes([{ code: 'V38', reason: said }])}><p>{visit.place === null ? '' : t(`verval.place_${visit.place}`)}</p></ReasonDialog>}
    </section>
  );
}

function Effects({ visit }: { visit: Visit }): ReactNode {
  const t = useText();
  if (visit.effects.length === 0) return <p className={css.quiet}>{t('verval.noEffects')}</p>;
  return (
    <table className={css.effects}>
      <caption className={css.quiet}>{t(visit.state === visitState.approved ? 'verval.effectsDone' : 'verval.effects')}</caption>
      <thead><tr><th scope="col">{t('verval.effectWhat')}</th><th scope="col">{t('verval.effectNow')}</th><th scope="col">{t('verval.effectAfter')}</th></tr></thead>
      <tbody>
        {visit.effects.flatMap((effect, place) => (effect.kind === 'values'
          ? effect.fields.map((field) => <tr key={`${place} ${field.label}`}><th scope="row">{[effect.name, field.label].filter(Boolean).join(' · ')}</th><td>{said(visit.state === visitState.approved ? field.before : field.now)}</td><td>{said(field.after)}</td></tr>)
          : [<tr key={place}><th scope="row">{effect.name ?? t('verval.everybody')}</th><td /><td>{t(effect.kind === 'death' ? 'verval.effectDied' : 'verval.effectMoved', { date: formatDate(effect.date), place: effect.text ?? '' })}</td></tr>]))}
      </tbody>
    </table>
  );
}

function said(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : '–';
}
