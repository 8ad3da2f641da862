import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { TargetContent } from '../../../../db/rules/schemes/target-set.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useText } from '../../../text/text.ts';
import { askToLeave } from '../../../ui/dialog.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../programmes.module.css';
import { RuleAbout } from '../rules/rule-about.tsx';
import { contentOf, draftOf, emptyDraft } from '../rules/rule-draft.ts';
import type { RuleDraft } from '../rules/rule-draft.ts';
import { useProgrammeNames } from '../rules/use-programme-names.ts';
import type { TargetSet } from './targets-screen.tsx';

/** A new target list. */
export function NewTarget(): ReactNode {
  return <TargetForm set={null} />;
}

/** A target list chosen anew: its next version. */
export function EditTarget({ id }: { id: string }): ReactNode {
  const t = useText();
  const sets = useCall('targetSet.list', {});
  const set = sets.data?.find((one) => one.id === id);
  if (set) return <TargetForm key={`${id} ${set.version}`} set={set} />;
  return <MissingPage title={t('schemes.targetEdit')} id={id} asked={sets} missing={sets.data !== undefined} back="/program/sasaran" />;
}

function TargetForm({ set: stored }: { set: TargetSet | null }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const programmeOf = useProgrammeNames();
  const issue = useAction('targetSet.issue');
  const [start] = useState<RuleDraft>(() => (stored === null ? { ...emptyDraft, kind: 'missed', title: '' } : draftOf({ title: stored.title, basis: null, from: null, to: null, content: stored.content })));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<RuleDraft>): void => setDraft((old) => ({ ...old, ...part }));
  const said = contentOf(draft);
  const content = said?.kind === 'missed' ? said : null;
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const back = stored === null ? '/program/sasaran' : `/program/sasaran/${stored.id}`;
  const leave = (): void => {
    if (!dirty) go(back);
    else void askToLeave(t).then((yes) => { if (yes) go(back); });
  };
  const ready = content !== null && draft.title.trim() !== '' && !issue.isPending;
  const store = (): void => {
    if (!ready || content === null) return;
    issue.mutate({ ...(stored !== null && { id: stored.id }), title: draft.title.trim(), content }, {
      onSuccess: (made) => { say({ text: t('schemes.targetIssued', { title: draft.title.trim(), version: made.version, n: made.families, offices: made.offices.length }) }); go(`/program/sasaran/${made.id}`); },
    });
  };
  useKeys([{ key: 'Ctrl+S', label: t('schemes.targetIssue'), run: store }, { key: 'Escape', label: t('schemes.cancel'), run: leave }]);
  return (
    <Page
      title={stored === null ? t('schemes.targetNew') : t('schemes.targetEdit')} hint={stored === null ? undefined : t('schemes.version', { version: stored.version })}
      actions={<><Button variant="default" onClick={leave}>{t('schemes.cancel')}</Button><Button disabled={!ready} loading={issue.isPending} onClick={store}>{t('schemes.targetIssue')}</Button></>}
    >
      {issue.error && <ErrorNotice error={issue.error} />}
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <div className={css.ruleSide}>
          <Panel>
            <h2>{t('schemes.about')}</h2>
            <div className={css.fields}>
              <TextInput data-autofocus label={t('schemes.targetName')} required value={draft.title} maxLength={200} autoComplete="off" onChange={(event) => set({ title: event.currentTarget.value })} />
              <p className={css.holds}>{t('schemes.targetDraws')}</p>
            </div>
          </Panel>
          <TargetTrial content={content} />
        </div>
        <RuleAbout draft={draft} disabled={false} programmeOf={programmeOf} set={set} />
        <button type="submit" hidden />
      </form>
    </Page>
  );
}

/** Whom the list would choose as it stands in the form. */
function TargetTrial({ content }: { content: TargetContent | null }): ReactNode {
  const t = useText();
  const [asked, setAsked] = useState<TargetContent | null>(null);
  const trial = useCall('targetSet.try', { content: asked ?? { kind: 'missed', programmes: {}, test: { need: '' }, result: 'warn' } }, { enabled: asked !== null });
  const run = (): void => setAsked(content);
  useKeys([{ key: 'Ctrl+Enter', label: t('schemes.targetTry'), run }], { active: content !== null });
  const found = asked !== null && JSON.stringify(asked) === JSON.stringify(content) ? trial.data : undefined;
  return (
    <Panel>
      <div className={css.fields}>
        <h2>{t('schemes.targetWould')}</h2>
        <p>{t('schemes.targetWouldHint')}</p>
        <div><Button variant="default" disabled={content === null} loading={trial.isFetching} onClick={run}>{t('schemes.targetTry')}</Button></div>
        {trial.error && <ErrorNotice error={trial.error} />}
        {found && (
          <div role="status" aria-label={t('schemes.targetWould')}>
            <p><strong>{found.families === 0 ? t('schemes.targetAboveNothing') : t('schemes.targetWouldBe', { n: found.families, offices: found.offices.length })}</strong></p>
            {found.untold > 0 && <p>{t('schemes.targetUntold', { n: found.untold })}</p>}
            {found.placeless > 0 && <p>{t('schemes.targetPlaceless', { n: found.placeless })}</p>}
            <p className={css.holds}>{found.offices.map((one) => `${one.code}: ${formatNumber(one.families)}`).join(' · ')}</p>
          </div>
        )}
      </div>
    </Panel>
  );
}
