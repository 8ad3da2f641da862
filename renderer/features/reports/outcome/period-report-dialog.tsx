import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import css from './outcome.module.css';
import { PeriodSelect } from './period-select.tsx';

interface PeriodReportDialogProps {
  /** Null for a new one. */
  readonly report: CallOutput<'periodReport.list'>[number] | null;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

/** Title, period and narrative of a report that is not final yet. */
export function PeriodReportDialog({ report, onClose, onSaved }: PeriodReportDialogProps): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const save = useAction('periodReport.save');
  const [start] = useState(() => ({ title: report?.title ?? '', period: report?.period ?? '', narrative: report?.narrative ?? '' }));
  const [draft, setDraft] = useState(start);
  const set = (part: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...part }));
  const thisYear = Number((info.data?.today ?? '').slice(0, 4));
  const period = draft.period || `${thisYear - 1}`;
  const ready = draft.title.trim() !== '' && !save.isPending && info.data !== undefined;
  const store = (): void => {
    if (!ready) return;
    save.mutate({ ...(report && { id: report.id }), title: draft.title.trim(), period, narrative: draft.narrative }, { onSuccess: ({ id }) => { say({ text: t('outcomes.saved') }); onClose(); onSaved(id); } });
  };
  return (
    <Dialog
      title={report?.title ?? t('outcomes.reportNew')} size="lg" onClose={onClose} dirty={JSON.stringify(draft) !== JSON.stringify(start)} keys={[{ key: 'Ctrl+S', label: t('outcomes.save'), run: store }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={save.isPending} onClick={store}>{t('outcomes.save')}</Button></>}
    >
      <TextInput data-autofocus label={t('outcomes.reportTitle')} required value={draft.title} maxLength={200} autoComplete="off" onChange={(event) => set({ title: event.currentTarget.value })} />
      {info.data && <div className={css.bar}><PeriodSelect period={period} thisYear={thisYear} onChange={(chosen) => set({ period: chosen })} /></div>}
      <Textarea label={t('outcomes.narrative')} description={t('outcomes.narrativeHint')} value={draft.narrative} maxLength={20_000} autosize minRows={8} maxRows={18} onChange={(event) => set({ narrative: event.currentTarget.value })} />
      {save.error && <ErrorNotice error={save.error} />}
    </Dialog>
  );
}
