import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeList } from '../../../../db/rules/lists.ts';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import type { Indicator } from './indicators-screen.tsx';
import css from './outcome.module.css';

interface IndicatorDialogProps {
  /** Null for a new one. */
  readonly indicator: Indicator | null;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

/** What an indicator is: its name, unit, which way is better, and the count of the register beside it. */
export function IndicatorDialog({ indicator, onClose, onSaved }: IndicatorDialogProps): ReactNode {
  const t = useText();
  const save = useAction('indicator.save');
  const [start] = useState(() => ({ name: indicator?.name ?? '', unit: indicator?.unit ?? '%', lower: indicator?.lower ?? true, beside: indicator?.beside ?? 2, note: indicator?.note ?? '' }));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...part }));
  const ready = draft.name.trim() !== '' && draft.unit.trim() !== '' && !save.isPending;
  const store = (): void => {
    if (!ready) return;
    save.mutate({ ...(indicator && { id: indicator.id }), values: { ...draft, lower: draft.lower ? 1 : 0 } }, { onSuccess: ({ id }) => { say({ text: t('outcomes.indicatorSaved', { name: draft.name.trim() }) }); onSaved(id); onClose(); } });
  };
  return (
    <Dialog
      title={t(indicator ? 'outcomes.indicatorEdit' : 'outcomes.indicatorNew')} onClose={onClose} dirty={JSON.stringify(draft) !== JSON.stringify(start)} keys={[{ key: 'Ctrl+S', label: t('outcomes.save'), run: store }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={save.isPending} onClick={store}>{t('outcomes.save')}</Button></>}
    >
      <TextInput data-autofocus label={t('outcomes.indicatorName')} required value={draft.name} maxLength={200} autoComplete="off" onChange={(event) => set({ name: event.currentTarget.value })} />
      <div className={css.fields}>
        <TextInput label={t('outcomes.indicatorUnit')} required value={draft.unit} maxLength={20} autoComplete="off" onChange={(event) => set({ unit: event.currentTarget.value })} />
        <Select label={t('outcomes.indicatorBeside')} value={String(draft.beside)} allowDeselect={false} data={(codeList('TEPAT.hitunganRegister')?.codes ?? []).map(([code, label]) => ({ value: String(code), label }))} onChange={(value) => set({ beside: Number(value) })} />
      </div>
      <Checkbox label={t('outcomes.indicatorLower')} checked={draft.lower} onChange={(event) => set({ lower: event.currentTarget.checked })} />
      <TextInput label={t('outcomes.indicatorNote')} value={draft.note} maxLength={300} autoComplete="off" onChange={(event) => set({ note: event.currentTarget.value })} />
      {save.error && <ErrorNotice error={save.error} />}
    </Dialog>
  );
}
