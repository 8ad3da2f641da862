import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useAction, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useInside, useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { askToLeave } from '../../../ui/dialog.tsx';
import { MissingPage } from '../../../ui/missing-page.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { Page, Panel } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import css from '../programmes.module.css';
import { RuleAbout } from './rule-about.tsx';
import { contentOf, draftOf, emptyDraft } from './rule-draft.ts';
import type { RuleDraft } from './rule-draft.ts';
import { RuleTrial } from './rule-trial.tsx';
import { RuleVersions } from './rule-versions.tsx';
import type { StoredRule } from './rule-versions.tsx';
import { useProgrammeNames } from './use-programme-names.ts';

const kinds = ['eligibility', 'overlap', 'anomaly', 'missed'] as const;

/** A new rule. */
export function NewRule(): ReactNode {
  return <RuleForm rule={null} start={emptyDraft} />;
}

/** A stored rule: changing it makes its next version. */
export function EditRule({ id }: { id: string }): ReactNode {
  const t = useText();
  const rules = useCall('aidRule.list', {});
  const rule = rules.data?.find((one) => one.uid === id);
  if (rule) return <RuleForm key={`${id} ${rule.version}`} rule={rule} start={draftOf(rule)} />;
  return <MissingPage title={t('programmes.rulesTitle')} id={id} asked={rules} missing={rules.data !== undefined} back="/program/aturan" />;
}

function RuleForm({ rule, start }: { rule: StoredRule | null; start: RuleDraft }): ReactNode {
  const [id, version, ended] = [rule?.uid ?? null, rule?.version ?? 0, (rule?.to ?? null) !== null];
  const t = useText();
  const [, go] = useLocation();
  const programmeOf = useProgrammeNames();
  const info = useCall('office.info', {});
  const maySet = useMay('setting.write');
  const inside = useInside();
  const save = useAction('aidRule.save');
  const end = useAction('aidRule.end');
  const [draft, setDraft] = useState(start);
  const [ending, setEnding] = useState(false);
  const today = info.data?.today ?? '';
  // A change holds from a day on; only a correction is told of the past too.
  const [correction, setCorrection] = useState(false);
  const [typed, setTyped] = useState<string | null | undefined>(undefined);
  const since = id === null || correction ? undefined : typed === undefined ? today : typed;
  const set = (part: Partial<RuleDraft>): void => setDraft((old) => ({ ...old, ...part }));
  const content = contentOf(draft);
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const ready = maySet && dirty && since !== null && since !== '' && content !== null && draft.title.trim() !== '' && !save.isPending;
  const leave = (): void => {
    if (!dirty) go('/program/aturan');
    else void askToLeave(t).then((yes) => { if (yes) go('/program/aturan'); });
  };
  const store = (): void => {
    if (!ready || content === null) return;
    save.mutate({ ...(id !== null && { id }), ...(since && { since }), title: draft.title.trim(), basis: draft.basis.trim() === '' ? null : draft.basis.trim(), from: draft.from, to: draft.to, content }, {
      onSuccess: (saved) => { say({ text: t('programmes.ruleSaved', { name: draft.title.trim(), version: saved.version }) }); go('/program/aturan'); },
    });
  };
  useKeys([...(maySet ? [{ key: 'Ctrl+S', label: t('programmes.save'), run: store }] : []), { key: 'Escape', label: t('programmes.cancel'), run: leave }]);
  const overlap = draft.kind === 'overlap';
  return (
    <Page
      title={id === null ? t('programmes.ruleNew') : t('programmes.ruleEdit')} hint={version > 0 ? t('programmes.ruleVersion', { version }) : undefined}
      actions={
        <>
          <Button variant="default" onClick={leave}>{t('programmes.cancel')}</Button>
          {maySet && id !== null && !ended && <Button variant="default" onClick={() => setEnding(true)}>{t('programmes.ruleEnd')} …</Button>}
          {maySet && <Button disabled={!ready} loading={save.isPending} onClick={store}>{t('programmes.save')}</Button>}
        </>
      }
    >
      {save.error && <ErrorNotice error={save.error} />}
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <div className={css.ruleSide}>
          <Panel>
            <h2>{t('programmes.ruleSays')}</h2>
            <div className={css.fields}>
              <TextInput data-autofocus label={t('programmes.ruleTitle')} required value={draft.title} maxLength={300} disabled={!maySet} autoComplete="off" onChange={(event) => set({ title: event.currentTarget.value })} />
              <Select label={t('programmes.ruleKind')} allowDeselect={false} value={draft.kind} disabled={!maySet || id !== null} data={kinds.map((kind) => ({ value: kind, label: t(`programmes.ruleIs_${kind}`) }))} onChange={(kind) => set({ kind: kinds.find((one) => one === kind) ?? 'overlap' })} />
              {draft.kind !== 'missed' && <Select label={t('programmes.ruleResult')} allowDeselect={false} value={draft.result} disabled={!maySet} data={(['allow', 'warn', 'forbid'] as const).filter((one) => overlap || one !== 'allow').map((one) => ({ value: one, label: t(`programmes.result_${one}`) }))} onChange={(one) => set({ result: one === 'forbid' ? 'forbid' : one === 'allow' ? 'allow' : 'warn' })} />}
              <TextInput label={t('programmes.ruleBasis')} value={draft.basis} maxLength={500} disabled={!maySet} autoComplete="off" onChange={(event) => set({ basis: event.currentTarget.value })} />
              {id !== null && maySet && (
                <Radio.Group label={t('programmes.ruleChange')} value={correction ? 'always' : 'since'} onChange={(value) => setCorrection(value === 'always')}>
                  <Radio value="since" label={t('programmes.ruleChangeSince', { version })} />
                  <Radio value="always" label={t('programmes.ruleChangeAlways')} />
                </Radio.Group>
              )}
              {since === undefined
                ? <DateInput label={t('programmes.ruleValidFrom')} value={draft.from} today={today} disabled={!maySet} onChange={(from) => set({ from })} />
                : today !== '' && <DateInput label={t('programmes.ruleValidFrom')} required value={since} today={today} disabled={!maySet} onChange={setTyped} />}
              <DateInput label={t('programmes.ruleValidTo')} value={draft.to} today={today} disabled={!maySet} onChange={(to) => set({ to })} />
            </div>
          </Panel>
          {inside && <RuleTrial id={id} content={content} />}
          {rule !== null && rule.earlier.length > 0 && <RuleVersions versions={rule.earlier} programmeOf={programmeOf} />}
        </div>
        <RuleAbout draft={draft} disabled={!maySet} programmeOf={programmeOf} set={set} />
        <button type="submit" hidden />
      </form>
      {ending && id !== null && (
        <ReasonDialog title={t('programmes.ruleEndTitle', { name: start.title })} action={t('programmes.ruleEnd')} onClose={() => setEnding(false)} onDo={async (reason) => { await end.mutateAsync({ id, reason }); go('/program/aturan'); }}>
          <p>{t('programmes.ruleEndHint')}</p>
        </ReasonDialog>
      )}
    </Page>
  );
}
