import { Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeList } from '../../../../db/rules/lists.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import { programmeName } from '../programme-words.ts';
import css from '../programmes.module.css';
import type { PlanRow } from './plan-table.tsx';
import { usePlaces } from './use-places.ts';

interface PlanDialogProps {
  /** Null for a new row. */
  readonly row: PlanRow | null;
  readonly year: number;
  /** The programme whose target this is, where it is one. */
  readonly programme?: string;
  /** What that programme counts. */
  readonly unit?: number;
  readonly onVoid: (row: PlanRow) => void;
  readonly onClose: () => void;
}

/** A row of the plan, or a programme's target of a year. */
export function PlanDialog({ row, year, programme, unit, onVoid, onClose }: PlanDialogProps): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const { places } = usePlaces();
  const save = useAction('plan.save');
  const [start] = useState(() => ({
    year: row?.year ?? year, activity: row?.activity ?? '', agency: row?.agency ?? '', place: row?.place ?? '', placeNote: row?.placeNote ?? '', target: row?.target ?? null, measure: row?.measure ?? 1, unitKind: row?.unitKind ?? unit ?? 2,
    budget: row?.budget ?? null, basis: row?.basis ?? '', note: row?.note ?? '', programmes: row?.programmes.map((one) => one.id) ?? (programme === undefined ? [] : [programme]),
  }));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...part }));
  const ready = draft.target !== null && (draft.activity.trim() !== '' || draft.programmes.length > 0) && !save.isPending;
  const store = (): void => {
    if (!ready) return;
    const { programmes: chosen, ...values } = draft;
    save.mutate({ ...(row !== null && { id: row.id }), values, programmes: [...chosen] }, { onSuccess: () => { say({ text: t('schemes.planSaved', { name: draft.activity.trim() || t('schemes.planTab') }) }); onClose(); } });
  };
  const codes = (list: string): { value: string; label: string }[] => (codeList(list)?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
  const whole = (value: string | number): number | null => (value === '' ? null : Math.max(0, Math.floor(Number(value))));
  return (
    <Dialog
      title={t(row !== null ? 'schemes.planEdit' : programme === undefined ? 'schemes.planNew' : 'schemes.planTargetNew')} size="lg" onClose={onClose} dirty={JSON.stringify(draft) !== JSON.stringify(start)}
      keys={[{ key: 'Ctrl+S', label: t('schemes.save'), run: store }]}
      actions={
        <>
          {row !== null && <Button variant="default" onClick={() => onVoid(row)}>{t('schemes.planVoid')} …</Button>}
          <Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button>
          <Button disabled={!ready} loading={save.isPending} onClick={store}>{t('schemes.save')}</Button>
        </>
      }
    >
      <TextInput data-autofocus label={t('schemes.planActivity')} value={draft.activity} maxLength={300} autoComplete="off" onChange={(event) => set({ activity: event.currentTarget.value })} />
      <MultiSelect label={t('schemes.planProgrammes')} value={draft.programmes} searchable nothingFoundMessage={t('programmes.noneFiltered')} data={(programmes.data ?? []).map((one) => ({ value: one.id, label: programmeName(one) }))} onChange={(uids) => set({ programmes: uids })} />
      <div className={css.planPlace}>
        <NumberInput label={t('schemes.year')} value={draft.year} min={1990} max={2100} allowDecimal={false} onChange={(value) => set({ year: Number(value) || start.year })} />
        <TextInput label={t('schemes.planAgency')} value={draft.agency} maxLength={200} autoComplete="off" onChange={(event) => set({ agency: event.currentTarget.value })} />
        <Select label={t('schemes.planPlace')} value={draft.place} allowDeselect={false} searchable data={[{ value: '', label: t('schemes.planPlaceAll') }, ...places]} onChange={(place) => set({ place: place ?? '' })} />
      </div>
      <div className={css.choiceKinds}>
        <NumberInput label={t('schemes.planTarget')} required value={draft.target ?? ''} min={0} allowDecimal={false} thousandSeparator="." decimalSeparator="," onChange={(value) => set({ target: whole(value) })} />
        <Select label={t('schemes.planUnit')} value={String(draft.unitKind)} allowDeselect={false} data={codes('TEPAT.satuanPenerima')} onChange={(value) => set({ unitKind: Number(value) })} />
        <Select label={t('schemes.planMeasure')} value={String(draft.measure)} allowDeselect={false} data={codes('TEPAT.ukuranTarget')} onChange={(value) => set({ measure: Number(value) })} />
      </div>
      <div className={css.choiceKinds}>
        <NumberInput label={t('schemes.planBudget')} value={draft.budget ?? ''} min={0} allowDecimal={false} thousandSeparator="." decimalSeparator="," onChange={(value) => set({ budget: whole(value) })} />
        <TextInput label={t('schemes.planPlaceNote')} value={draft.placeNote} maxLength={200} autoComplete="off" onChange={(event) => set({ placeNote: event.currentTarget.value })} />
        <TextInput label={t('schemes.planBasis')} value={draft.basis} maxLength={300} autoComplete="off" onChange={(event) => set({ basis: event.currentTarget.value })} />
      </div>
      <TextInput label={t('schemes.planNote')} value={draft.note} maxLength={1000} autoComplete="off" onChange={(event) => set({ note: event.currentTarget.value })} />
      {save.error && <ErrorNotice error={save.error} />}
    </Dialog>
  );
}
