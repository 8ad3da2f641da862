import { Button } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { DialogDraft } from '../../app/dialog-draft.tsx';
import { useResume } from '../../app/resume.ts';
import { draftKinds } from '../../../db/rules/draft-kinds.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { textIn, useText } from '../../text/text.ts';
import { formatDate, formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import css from './cases.module.css';
import { CloseDialog, PlanDialog } from './plan-dialog.tsx';
import type { Planning } from './plan-dialog.tsx';
import { PhotoButton } from './photo-choice.tsx';
import { AnswerDialog, ReferDialog } from './refer-dialog.tsx';

type Case = CallOutput<'case.family'>;
type Item = Case['items'][number];
type Doing =
  | { readonly kind: 'plan'; readonly of: Planning }
  | { readonly kind: 'close' | 'stop' | 'reopen' | 'refer'; readonly item: Item }
  | { readonly kind: 'dismiss'; readonly need: string; readonly label: string }
  | { readonly kind: 'answer'; readonly referral: Item['referrals'][number] };

/** TEPAT.statusKebutuhan: being followed. */
const followed = 1;

/** The tab Kasus of a family: what the form proposes, what is followed with its plan, and what became of the rest. */
export function FamilyCase({ family, today, editable }: { family: string; today: string; editable: boolean }): ReactNode {
  const t = useText();
  const found = useCall('case.family', { family });
  const mayRefer = useMay('register.write');
  const dismiss = useAction('case.dismiss');
  const stop = useAction('case.stop');
  const reopen = useAction('case.reopen');
  const [doing, setDoing] = useState<Doing | null>(null);
  const end = (): void => setDoing(null);
  useKeys([{ key: 'n', label: t('cases.add'), run: () => setDoing({ kind: 'plan', of: { kind: 'add' } }) }], { active: editable });
  const known = found.data?.items ?? [];
  useResume(draftKinds.casePlan, editable && found.data !== undefined, ({ target, opens }) => {
    const of = planOf(opens, found.data?.proposed ?? [], known.find((one) => one.id === target));
    if (of) setDoing({ kind: 'plan', of });
  });
  useResume(draftKinds.caseClose, editable && found.data !== undefined, ({ target }) => {
    const item = known.find((one) => one.id === target);
    if (item) setDoing({ kind: 'close', item });
  });
  useResume(draftKinds.caseAnswer, found.data !== undefined, ({ target }) => {
    const referral = known.flatMap((one) => one.referrals).find((one) => one.id === target);
    if (referral) setDoing({ kind: 'answer', referral });
  });
  if (!found.data) return found.error ? <ErrorNotice error={found.error} /> : null;
  const { proposed, items, turns, photos } = found.data;
  const [open, past] = [items.filter(({ state }) => state === followed), items.filter(({ state }) => state !== followed)];
  return (
    <div className={css.stack}>
      {!found.data.own && <Notice severity="info" title={t('cases.foreign')} />}
      <section className={css.part}>
        <div className={css.partHead}>
          <h2>{t('cases.proposed')}</h2>
          {editable && <Button variant="default" onClick={() => setDoing({ kind: 'plan', of: { kind: 'add' } })}>{t('cases.add')} …</Button>}
        </div>
        {proposed.length === 0 ? <p className={css.quiet}>{t('cases.proposedNone')}</p> : (
          <ul className={css.cards} aria-label={t('cases.proposed')}>
            {proposed.map(({ need, label, because, since, agency }) => (
              <li key={need}>
                <div><strong>{label}</strong>{since !== null && <span className={css.quiet}> {t('cases.since', { date: formatShortDate(since) })}</span>}<p className={css.line}>{because.join('; ')}</p></div>
                {editable && (
                  <div className={css.actions}>
                    <Button variant="default" aria-label={t('cases.dismissOf', { need: label })} onClick={() => setDoing({ kind: 'dismiss', need, label })}>{t('cases.dismiss')} …</Button>
                    <Button aria-label={t('cases.acceptOf', { need: label })} onClick={() => setDoing({ kind: 'plan', of: { kind: 'accept', need, label, agency } })}>{t('cases.accept')} …</Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className={css.part}>
        <h2>{t('cases.followed')}</h2>
        {open.length === 0 ? <p className={css.quiet}>{t('cases.followedNone')}</p> : (
          <ul className={css.cards} aria-label={t('cases.followed')}>
            {open.map((item) => (
              <li key={item.id}>
                <div>
                  <strong>{item.label}</strong> {item.overdue && <Mark severity="warn">{t('cases.overdue', { date: formatShortDate(item.dueOn) })}</Mark>}
                  {item.metOn !== null && <Mark severity="done">{t('cases.perhapsMet', { date: formatShortDate(item.metOn) })}</Mark>}
                  <p className={css.line}>{[item.plan ?? t('cases.unplanned'), item.agency, item.programmeName, item.dueOn !== null && !item.overdue && `${t('cases.due')} ${formatDate(item.dueOn)}`, item.companion].filter(Boolean).join(' · ')}</p>
                  <p className={css.quiet}>{[item.because, t('cases.opened', { date: formatShortDate(item.openedOn) })].filter(Boolean).join(' · ')}</p>
                  {item.referrals.map((one) => (
                    <p key={one.id} className={css.line}>
                      {[t('cases.colReferred'), one.agency, one.number, formatShortDate(one.date), one.answerLabel, one.answerNote].filter(Boolean).join(' · ')}
                      {mayRefer && one.own && <> <Button variant="subtle" h={24} px={6} aria-label={t('cases.answerOf', { agency: one.agency })} onClick={() => setDoing({ kind: 'answer', referral: one })}>{t('cases.answer')}</Button></>}
                    </p>
                  ))}
                </div>
                <div className={css.actions}>
                  {mayRefer && <Button variant="default" onClick={() => setDoing({ kind: 'refer', item })}>{t('cases.refer')} …</Button>}
                  {editable && item.own && <Button variant="default" aria-label={t('cases.stopOf', { need: item.label })} onClick={() => setDoing({ kind: 'stop', item })}>{t('cases.stop')} …</Button>}
                  {editable && item.own && <Button variant="default" aria-label={t('cases.planOf', { need: item.label })} onClick={() => setDoing({ kind: 'plan', of: { kind: 'change', item } })}>{t('cases.planEdit')} …</Button>}
                  {editable && item.own && <Button aria-label={t('cases.closeOf', { need: item.label })} onClick={() => setDoing({ kind: 'close', item })}>{t('cases.close')} …</Button>}
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
      {past.length > 0 && (
        <section className={css.part}>
          <h2>{t('cases.past')}</h2>
          <ul className={css.cards} aria-label={t('cases.past')}>
            {past.map((item) => (
              <li key={item.id}>
                <div><strong>{item.label}</strong><p className={css.line}>{[item.stateLabel, formatShortDate(item.stateDate), item.evidence ?? item.reason].filter(Boolean).join(' · ')}{photos.filter((photo) => photo.sha256 === item.photo).slice(0, 1).map((photo) => <Fragment key={photo.id}> <PhotoButton photo={photo} /></Fragment>)}</p></div>
                {editable && item.own && <Button variant="default" aria-label={t('cases.reopenOf', { need: item.label })} onClick={() => setDoing({ kind: 'reopen', item })}>{t('cases.reopen')} …</Button>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {turns.length > 0 && (
        <section className={css.part}>
          <h2>{t('cases.turns')}</h2>
          {turns.map(({ day, label, on }, place) => <p key={place} className={css.line}>{t(on ? 'cases.turnOn' : 'cases.turnOff', { date: formatShortDate(day), need: label })}</p>)}
        </section>
      )}
      {doing?.kind === 'plan' && <DialogDraft kind={draftKinds.casePlan} target={doing.of.kind === 'change' ? doing.of.item.id : family} opens={planOpens(doing.of)} title={titleOfPlan(doing.of)}><PlanDialog of={doing.of} family={found.data} today={today} onClose={end} /></DialogDraft>}
      {doing?.kind === 'close' && <DialogDraft kind={draftKinds.caseClose} target={doing.item.id} title={textIn('id', 'cases.closeOf', { need: doing.item.label })}><CloseDialog item={doing.item} photos={photos} today={today} onClose={end} /></DialogDraft>}
      {doing?.kind === 'refer' && <ReferDialog ids={[doing.item.id]} agency={doing.item.agency ?? ''} onClose={end} />}
      {doing?.kind === 'answer' && <DialogDraft kind={draftKinds.caseAnswer} target={doing.referral.id} title={textIn('id', 'cases.answerOf', { agency: doing.referral.agency })}><AnswerDialog referral={doing.referral} today={today} onClose={end} /></DialogDraft>}
      {doing?.kind === 'dismiss' && <ReasonDialog title={t('cases.dismissOf', { need: doing.label })} action={t('cases.dismiss')} onClose={end} onDo={async (reason) => { await dismiss.mutateAsync({ family, need: doing.need, reason }); end(); }}><p>{t('cases.dismissHint')}</p></ReasonDialog>}
      {doing?.kind === 'stop' && <ReasonDialog title={t('cases.stopOf', { need: doing.item.label })} action={t('cases.stop')} onClose={end} onDo={async (reason) => { await stop.mutateAsync({ id: doing.item.id, reason }); end(); }} />}
      {doing?.kind === 'reopen' && <ReasonDialog title={t('cases.reopenOf', { need: doing.item.label })} action={t('cases.reopen')} onClose={end} onDo={async (reason) => { await reopen.mutateAsync({ id: doing.item.id, reason }); end(); }} />}
    </div>
  );
}

/** What tells one plan of a family from another. */
function planOpens(of: Planning): Readonly<Record<string, string | null>> {
  return { how: of.kind, need: of.kind === 'accept' ? of.need : null };
}

/** What was being planned, as far as it can be still. */
function planOf(opens: Readonly<Record<string, string | null>>, proposed: Case['proposed'], item: Case['items'][number] | undefined): Planning | null {
  if (opens['how'] === 'add') return { kind: 'add' };
  if (opens['how'] === 'change') return item ? { kind: 'change', item } : null;
  const need = proposed.find((one) => one.need === opens['need']);
  return need ? { kind: 'accept', need: need.need, label: need.label, agency: need.agency } : null;
}

function titleOfPlan(of: Planning): string {
  if (of.kind === 'add') return textIn('id', 'cases.add');
  return of.kind === 'accept' ? textIn('id', 'cases.acceptOf', { need: of.label }) : textIn('id', 'cases.planOf', { need: of.item.label });
}
