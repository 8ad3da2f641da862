import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import type { NeedRule } from '../../../db/rules/needs/need-rule.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { askToLeave } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import css from './cases.module.css';
import { draftOfPart, emptyPart, partOfDraft } from './part-draft.ts';
import type { PartDraft } from './part-draft.ts';
import { PartField } from './part-field.tsx';
import { RuleTrial } from './rule-trial.tsx';

type Rule = CallOutput<'need.rules'>['rules'][number];

interface Draft {
  readonly id: string;
  readonly en: string;
  readonly agency: string;
  readonly basis: string;
  readonly parts: readonly PartDraft[];
}

/** A need that was not there. */
export function NewNeedRule(): ReactNode {
  return <RuleForm rule={null} />;
}

/** A stored rule: changing it makes its next version. */
export function EditNeedRule({ id }: { id: string }): ReactNode {
  const t = useText();
  const rules = useCall('need.rules', {});
  const rule = rules.data?.rules.find((one) => one.uid === id);
  if (rule) return <RuleForm key={`${id} ${rule.version}`} rule={rule} />;
  return <Page title={t('cases.rules')}>{rules.error && <ErrorNotice error={rules.error} />}</Page>;
}

function draftOf(rule: Rule | null): Draft {
  if (!rule) return { id: '', en: '', agency: '', basis: '', parts: [] };
  const { label, agency, parts } = rule.content;
  return { ...label, agency: agency ?? '', basis: rule.basis ?? '', parts: parts.map(draftOfPart) };
}

/** What a draft says; null while something is missing. */
function contentOf(draft: Draft, need: string): NeedRule | null {
  const parts = draft.parts.map(partOfDraft);
  if (draft.id.trim() === '' || parts.some((part) => part === null)) return null;
  return { need, label: { id: draft.id.trim(), en: draft.en.trim() || draft.id.trim() }, agency: draft.agency.trim() || null, parts: parts.flatMap((part) => part ?? []) };
}

function RuleForm({ rule }: { rule: Rule | null }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const rules = useCall('need.rules', {});
  const maySet = useMay('setting.write') && rules.data?.from === null;
  const save = useAction('need.rule.save');
  const start = draftOf(rule);
  const [draft, setDraft] = useState(start);
  const [ending, setEnding] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const set = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  const content = contentOf(draft, rule?.content.need ?? 'baru');
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const ready = maySet && dirty && content !== null && !save.isPending;
  const leave = (): void => {
    if (!dirty) go('/kasus/aturan');
    else void askToLeave(t).then((yes) => { if (yes) go('/kasus/aturan'); });
  };
  const input = (said: NeedRule) => ({ ...(rule && { id: rule.uid }), basis: draft.basis.trim() || null, content: { label: said.label, agency: said.agency, parts: said.parts } });
  const told = (saved: CallOutput<'need.rule.save'>): void => {
    say({ text: t('cases.ruleSaved', { need: draft.id.trim(), version: saved.version, n: formatNumber(saved.families) }) });
    go('/kasus/aturan');
  };
  const store = (): void => { if (ready && content !== null) save.mutate(input(content), { onSuccess: told }); };
  useKeys([...(maySet ? [{ key: 'Ctrl+S', label: t('cases.save'), run: store }] : []), { key: 'Escape', label: t('cases.cancel'), run: leave }]);
  const ended = rule !== null && rule.ended !== null;
  return (
    <Page
      title={rule === null ? t('cases.ruleNew') : t('cases.ruleEdit')} hint={rule ? t('cases.ruleVersion', { n: rule.version }) : undefined}
      actions={
        <>
          <Button variant="default" onClick={leave}>{t('cases.cancel')}</Button>
          {maySet && rule && !ended && <Button variant="default" onClick={() => setEnding(true)}>{t('cases.end')} …</Button>}
          {maySet && ended && content && <Button variant="default" loading={save.isPending} onClick={() => save.mutate(input(content), { onSuccess: told })}>{t('cases.reuse')}</Button>}
          {maySet && <Button disabled={!ready} loading={save.isPending} onClick={store}>{t('cases.save')}</Button>}
        </>
      }
    >
      {save.error && <ErrorNotice error={save.error} />}
      {rules.data && rules.data.from !== null && <Notice severity="info" title={t('cases.rulesFrom', { name: rules.data.from })} />}
      <form className={css.two} onSubmit={(event) => { event.preventDefault(); store(); }}>
        <Panel>
          <div className={css.fields}>
            <div className={css.pair}>
              <TextInput ref={first} label={t('cases.labelId')} required value={draft.id} maxLength={60} disabled={!maySet} autoComplete="off" onChange={(event) => set({ id: event.currentTarget.value })} />
              <TextInput label={t('cases.labelEn')} value={draft.en} maxLength={60} disabled={!maySet} autoComplete="off" onChange={(event) => set({ en: event.currentTarget.value })} />
            </div>
            <TextInput label={t('cases.agency')} value={draft.agency} maxLength={120} disabled={!maySet} autoComplete="off" onChange={(event) => set({ agency: event.currentTarget.value })} />
            <TextInput label={t('cases.basis')} value={draft.basis} maxLength={500} disabled={!maySet} autoComplete="off" onChange={(event) => set({ basis: event.currentTarget.value })} />
            <h2>{t('cases.parts')}</h2>
            {draft.parts.length === 0 && <p className={css.quiet}>{t('cases.partsNone')}</p>}
            {draft.parts.map((part, index) => (
              <PartField
                key={index} part={part} number={index + 1} disabled={!maySet} onChange={(next) => set({ parts: draft.parts.map((old, at) => (at === index ? next : old)) })}
                onRemove={() => set({ parts: draft.parts.filter((_old, at) => at !== index) })}
              />
            ))}
            {maySet && <div><Button variant="default" onClick={() => set({ parts: [...draft.parts, emptyPart] })}>{t('cases.addPart')}</Button></div>}
          </div>
        </Panel>
        <RuleTrial content={content} />
      </form>
      {ending && rule && content && <ReasonDialog title={t('cases.endOf', { need: rule.content.label.id })} action={t('cases.end')} onClose={() => setEnding(false)} onDo={async (reason) => { told(await save.mutateAsync({ ...input(content), ended: true, reason })); }} />}
    </Page>
  );
}
