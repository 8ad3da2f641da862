import { Button, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FieldValue, FieldValues } from '../../../db/rules/field.ts';
import { codeList } from '../../../db/rules/lists.ts';
import { fieldLabel, questionLabel } from '../../../db/rules/text.ts';
import { childrenToClear } from '../../../db/rules/form.ts';
import { useAction } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { callApi, isCallError } from '../../bridge.ts';
import { errorText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { CodeSelect } from '../../ui/code-select.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { askConfirm } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { BitsInput } from './bits-input.tsx';
import css from './families.module.css';
import type { RecordEntity } from './family-types.ts';
import { codeOfValue, controlOf, isWhole, listOf, readTyped, typedText } from './field-input.ts';
import { acknowledge, isSettled, Reasons } from './reasons.tsx';
import type { Typed } from './reasons.tsx';
import { RegionInput } from './region-input.tsx';
import { useFieldCheck } from './use-field-check.ts';

export interface FieldEditorProps {
  readonly family: string;
  readonly entity: RecordEntity;
  readonly id: string;
  readonly field: string;
  /** The record's values as the page shows them (identifiers masked). */
  readonly values: FieldValues;
  readonly today: string;
  readonly onDone: () => void;
}

const mask = /•/;

/** Changes one field where it stands: Enter saves, Esc leaves it as it was; findings stand below, warnings ask why. */
export function FieldEditor({ family, entity, id, field, values, today, onDone }: FieldEditorProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const client = useQueryClient();
  const control = controlOf(entity, field);
  const stored = values[field] ?? null;
  const hidden = typeof stored === 'string' && mask.test(stored);
  const revealable = hidden && (field === 'nik' || field === 'noKk');
  const [old, setOld] = useState<FieldValue>(hidden ? null : stored);
  const [value, setValue] = useState<FieldValue | undefined>(hidden ? null : stored);
  const [touched, setTouched] = useState(false);
  const [typed, setTyped] = useState<Typed>({});
  const box = useRef<HTMLDivElement>(null);
  const reveal = useAction('record.reveal');
  const save = useAction('record.change');
  const asked = useRef(false);
  useEffect(() => {
    if (!revealable || asked.current) return;
    asked.current = true;
    reveal.mutate({ entity, id, field: field === 'nik' ? 'nik' : 'noKk' }, { onSuccess: (answer) => { setOld(answer.value); setValue(answer.value); } });
  }, [revealable, reveal, entity, id, field]);
  const unreadable = value === undefined;
  const same = !touched || JSON.stringify(value) === JSON.stringify(old);
  const checked: FieldValues | null = same || value === undefined ? null : { [field]: value };
  const findings = useFieldCheck(family, entity, id, checked);
  const change = (next: FieldValue | undefined): void => { setTouched(true); setValue(next); };
  const label = questionLabel(language, entity, field);
  const close = (): void => onDone();
  const submit = async (): Promise<void> => {
    if (value === undefined || save.isPending) return;
    if (same) return close();
    if (!isSettled(findings, typed, t)) {
      const open = [...(box.current?.querySelectorAll<HTMLInputElement>('[data-reason]') ?? [])].find((input) => input.value.trim() === '');
      open?.focus();
      return undefined;
    }
    const lost = childrenToClear(entity, field, value, values, today);
    if (lost.length > 0) {
      const fields = lost.map((each) => questionLabel(language, entity, each)).join(', ');
      if (!(await askConfirm({ title: t('families.clearTitle', { n: lost.length }), body: t('families.clearBody', { fields }), confirm: t('families.clearYes') }))) return undefined;
    }
    const acknowledged = acknowledge(findings, typed, t);
    const cleared = Object.fromEntries(lost.map((each) => [each, null]));
    const reason = [...new Set(acknowledged.map((each) => each.reason))].join('; ');
    const before = { [field]: old, ...Object.fromEntries(lost.map((each) => [each, values[each] ?? null])) };
    save.mutate({ entity, id, values: { ...cleared, [field]: value }, acknowledged, ...(reason === '' ? {} : { reason }) }, {
      onSuccess: ({ held }) => {
        const undo = (): void => {
          const words = t('families.undone');
          const again = acknowledged.map((each) => ({ ...each, reason: words }));
          callApi('record.change', { entity, id, values: before, reason: words, acknowledged: again }).catch((error: unknown) => say({ text: errorText(language, error), severity: 'block' }));
        };
        if (held) say({ text: t('families.held', { field: fieldLabel(language, entity, field) }), severity: 'warn' });
        else say({ text: t('families.changed', { field: fieldLabel(language, entity, field) }), ...(hidden && !revealable ? {} : { undo }) });
        onDone();
      },
      // The checks looked a moment too early; asking them again shows what the api objected to.
      onError: (error) => { if (isCallError(error) && ['SAVE_BLOCKED', 'WARNINGS_OPEN'].includes(error.code)) void client.invalidateQueries({ queryKey: ['family.check'] }); },
    });
  };
  useKeys([{ key: 'Escape', label: t('kit.cancel'), run: close }, { key: 'Ctrl+S', label: t('families.save'), run: () => void submit() }]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const here = event.target instanceof HTMLInputElement && event.currentTarget.contains(event.target);
    if (event.key !== 'Enter' || !here || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    void submit();
  };
  const busy = save.isPending || reveal.isPending;
  const settled = isSettled(findings, typed, t);
  const objection = save.error && !(isCallError(save.error) && ['SAVE_BLOCKED', 'WARNINGS_OPEN'].includes(save.error.code) && findings.length > 0) ? save.error : null;
  return (
    <div ref={box} className={css.editor} onKeyDown={onKeyDown} data-editing={field}>
      <FieldControl key={`${field} ${String(reveal.isSuccess)}`} entity={entity} field={field} control={control} label={label} value={value} start={old} today={today} busy={reveal.isPending} onChange={change} />
      {unreadable && <p className={css.wrong} role="alert">{t('families.noNumber')}</p>}
      {hidden && !revealable && !touched && <p className={css.quiet}>{t('families.retype')}</p>}
      {!same && <Reasons findings={findings} typed={typed} onType={setTyped} />}
      {(objection ?? reveal.error) && <ErrorNotice error={objection ?? reveal.error} />}
      <div className={css.editorActions}>
        <Button onClick={() => void submit()} disabled={unreadable || busy || (!same && !settled)} loading={save.isPending}>{t('families.save')}</Button>
        <Button variant="default" onClick={close}>{t('kit.cancel')}</Button>
      </div>
    </div>
  );
}

interface FieldControlProps {
  readonly entity: RecordEntity;
  readonly field: string;
  readonly control: ReturnType<typeof controlOf>;
  readonly label: string;
  readonly value: FieldValue | undefined;
  readonly start: FieldValue;
  readonly today: string;
  readonly busy: boolean;
  /** False where the keyboard should stay where it is. */
  readonly takesFocus?: boolean;
  readonly onChange: (value: FieldValue | undefined) => void;
}

/** The editor that a field's kind asks for; `undefined` is what cannot be read as that kind. */
export function FieldControl({ entity, field, control, label, value, start, today, busy, takesFocus = true, onChange }: FieldControlProps): ReactNode {
  const t = useText();
  const [text, setText] = useState(typedText(control, start));
  const type = (next: string): void => {
    setText(next);
    onChange(readTyped(control, isWhole(entity, field), next));
  };
  if (control === 'date') return <DateInput aria-label={label} autoFocus={takesFocus} value={typeof value === 'string' ? value : null} today={today} onChange={onChange} />;
  if (control === 'code' || control === 'flag') {
    const items = (codeList(listOf(entity, field))?.codes ?? []).map(([code, words]) => ({ code, label: words }));
    return <CodeSelect label={label} hideLabel autoFocus={takesFocus} items={items} value={codeOfValue(entity, field, value)} onChange={(code) => onChange(control === 'flag' && code !== null ? (code === 1 ? 1 : 0) : code)} />;
  }
  if (control === 'bits') return <BitsInput label={label} list={listOf(entity, field)} value={typeof value === 'number' ? value : null} onChange={onChange} />;
  if (control === 'region') return <RegionInput label={label} value={typeof value === 'string' ? value : null} own={field === 'region'} onChange={onChange} />;
  if (control === 'long') return <Textarea aria-label={label} autoFocus={takesFocus} autosize minRows={3} value={text} onChange={(event) => type(event.currentTarget.value)} />;
  return (
    <TextInput
      aria-label={label} autoFocus={takesFocus} value={text} disabled={busy} autoComplete="off" spellCheck={false} inputMode={control === 'text' ? undefined : 'numeric'}
      placeholder={busy ? t('kit.loading') : undefined} onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
