import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import type { Figure, Indicator } from './indicators-screen.tsx';
import css from './outcome.module.css';

interface FigureDialogProps {
  readonly indicator: Indicator;
  /** Null for a new one. */
  readonly figure: Figure | null;
  readonly onVoid: (figure: Figure) => void;
  readonly onClose: () => void;
}

/** A figure or a target: of which area and year, from which source and document. A change asks for its reason. */
export function FigureDialog({ indicator, figure, onVoid, onClose }: FigureDialogProps): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const areas = useCall('indicator.areas', {});
  const save = useAction('indicator.saveValue');
  const [start] = useState(() => ({ kind: figure?.kind ?? ('published' as const), area: figure?.area ?? indicator.values[0]?.area ?? '', year: figure?.year ?? null, value: figure?.value ?? null, source: figure?.source ?? '', document: figure?.document ?? '', note: figure?.note ?? '', reason: '' }));
  const [draft, setDraft] = useState<{ kind: 'published' | 'target'; area: string; year: number | null; value: number | null; source: string; document: string; note: string; reason: string }>(start);
  const set = (part: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...part }));
  const area = draft.area || (info.data?.office.code ?? '');
  const year = draft.year ?? Number((info.data?.today ?? '').slice(0, 4));
  const ready = draft.value !== null && draft.source.trim() !== '' && area !== '' && (figure === null || draft.reason.trim() !== '') && !save.isPending;
  const store = (): void => {
    if (!ready || draft.value === null) return;
    const { kind, value, source, document, note, reason } = draft;
    save.mutate(
      { ...(figure && { id: figure.id, reason }), indicator: indicator.id, area, year, kind, value, source: source.trim(), document: document.trim(), note: note.trim() === '' ? null : note.trim(), date: figure?.date ?? null },
      { onSuccess: () => { say({ text: t('outcomes.figureSaved', { year: String(year) }) }); onClose(); } },
    );
  };
  const number = (value: string | number): number | null => (value === '' || Number.isNaN(Number(value)) ? null : Number(value));
  return (
    <Dialog
      title={`${t(figure ? 'outcomes.figureEdit' : 'outcomes.figureNew')}: ${indicator.name}`} size="lg" onClose={onClose} dirty={JSON.stringify(draft) !== JSON.stringify(start)} keys={[{ key: 'Ctrl+S', label: t('outcomes.save'), run: store }]}
      actions={<>{figure && <Button variant="default" onClick={() => onVoid(figure)}>{t('outcomes.figureVoid')} …</Button>}<Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={save.isPending} onClick={store}>{t('outcomes.save')}</Button></>}
    >
      <SegmentedControl aria-label={t('outcomes.colKind')} value={draft.kind} onChange={(value) => set({ kind: value === 'target' ? 'target' : 'published' })} data={(['published', 'target'] as const).map((value) => ({ value, label: t(`outcomes.kind_${value}`) }))} />
      <div className={css.fields}>
        <Select label={t('outcomes.area')} searchable allowDeselect={false} value={area} data={(areas.data ?? []).map((one) => ({ value: one.code, label: `${one.name} (${one.code})` }))} onChange={(value) => set({ area: value ?? '' })} />
        <NumberInput label={t('outcomes.year')} value={year} min={1990} max={2100} allowDecimal={false} onChange={(value) => set({ year: number(value) })} />
        <NumberInput data-autofocus label={`${t('outcomes.colValue')} (${indicator.unit})`} required value={draft.value ?? ''} decimalSeparator="," thousandSeparator="." onChange={(value) => set({ value: number(value) })} />
      </div>
      <div className={css.fields}>
        <TextInput label={t('outcomes.source')} required value={draft.source} maxLength={200} autoComplete="off" onChange={(event) => set({ source: event.currentTarget.value })} />
        <TextInput label={t('outcomes.document')} value={draft.document} maxLength={300} autoComplete="off" onChange={(event) => set({ document: event.currentTarget.value })} />
      </div>
      <TextInput label={t('outcomes.indicatorNote')} value={draft.note} maxLength={1000} autoComplete="off" onChange={(event) => set({ note: event.currentTarget.value })} />
      {figure && <TextInput label={t('outcomes.reason')} required value={draft.reason} maxLength={300} autoComplete="off" onChange={(event) => set({ reason: event.currentTarget.value })} />}
      {save.error && <ErrorNotice error={save.error} />}
    </Dialog>
  );
}
