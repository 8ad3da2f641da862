import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useAction } from '../../../app/calls.ts';
import { callShell } from '../../../bridge.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import type { Indicator } from './indicators-screen.tsx';
import css from './outcome.module.css';

type Preview = CallOutput<'indicator.import'>;
const severities = { new: 'done', changed: 'info', same: 'info', rejected: 'warn' } as const;

/** Figures from a spreadsheet: chosen, shown row by row with what would happen, written, and undone as one. */
export function FigureImport({ indicator, onClose }: { indicator: Indicator; onClose: () => void }): ReactNode {
  const t = useText();
  const read = useAction('indicator.import');
  const undo = useAction('indicator.undoImport');
  const [path, setPath] = useState<string | null>(null);
  const [draft, setDraft] = useState({ kind: 'published' as 'published' | 'target', source: '', document: '' });
  const [preview, setPreview] = useState<Preview | null>(null);
  const ask = (file: string, more: typeof draft): void => read.mutate({ indicator: indicator.id, path: file, ...more }, { onSuccess: setPreview });
  const choose = async (): Promise<void> => {
    const files = await callShell('shell.openFile', { title: t('outcomes.importChoose'), extensions: ['xlsx', 'xls', 'ods', 'csv'] });
    const file = files?.[0];
    if (file === undefined) return;
    setPath(file);
    ask(file, draft);
  };
  const set = (part: Partial<typeof draft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    if (path !== null && part.kind !== undefined) ask(path, next);
  };
  const again = (): void => { if (path !== null) ask(path, draft); };
  const wanted = preview ? preview.new + preview.changed : 0;
  const write = (): void => {
    if (path === null || wanted === 0 || read.isPending) return;
    read.mutate({ indicator: indicator.id, path, ...draft, write: true }, {
      onSuccess: (done) => {
        const { batch } = done;
        const back = (): void => undo.mutate({ batch: batch ?? '', reason: t('outcomes.importUndoReason') }, { onSuccess: (undone) => say({ text: t('outcomes.importUndone', undone) }) });
        say({ text: t('outcomes.importDone', { fresh: done.new, changed: done.changed }), ...(batch !== null && { action: { label: t('outcomes.importUndo'), run: back } }) });
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={`${t('outcomes.importTitle')}: ${indicator.name}`} size="xl" onClose={onClose} keys={[{ key: 'Ctrl+S', label: t('outcomes.save'), run: write }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={wanted === 0} loading={read.isPending} onClick={write}>{preview && wanted === 0 ? t('outcomes.importNothing') : t('outcomes.importWrite', { n: wanted })}</Button></>}
    >
      <p className={css.quiet}>{t('outcomes.importHint')}</p>
      <div className={css.bar}>
        <Button data-autofocus variant="default" onClick={() => void choose()}>{t('outcomes.importChoose')} …</Button>
        <SegmentedControl aria-label={t('outcomes.importKind')} value={draft.kind} onChange={(value) => set({ kind: value === 'target' ? 'target' : 'published' })} data={(['published', 'target'] as const).map((value) => ({ value, label: t(`outcomes.kind_${value}`) }))} />
      </div>
      <div className={css.fields}>
        <TextInput label={t('outcomes.importSource')} value={draft.source} maxLength={200} autoComplete="off" onChange={(event) => set({ source: event.currentTarget.value })} onBlur={again} />
        <TextInput label={t('outcomes.importDocument')} value={draft.document} maxLength={300} autoComplete="off" onChange={(event) => set({ document: event.currentTarget.value })} onBlur={again} />
      </div>
      {read.error && <ErrorNotice error={read.error} />}
      {preview && (
        <>
          <p role="status">{t('outcomes.importCounts', { file: preview.file, fresh: preview.new, changed: preview.changed, same: preview.same, rejected: preview.rejected })}</p>
          <div className={css.scroll} tabIndex={0} role="region" aria-label={t('outcomes.importTitle')}>
            <table className={css.numbers}>
              <thead><tr><th scope="col" className={css.right}>{t('outcomes.colRow')}</th><th scope="col">{t('outcomes.colState')}</th><th scope="col">{t('outcomes.colArea')}</th><th scope="col">{t('outcomes.colYear')}</th><th scope="col" className={css.right}>{t('outcomes.colValue')}</th><th scope="col">{t('outcomes.colSource')}</th></tr></thead>
              <tbody>{preview.rows.slice(0, 200).map((row, at) => <ImportRow key={`${row.row} ${at}`} row={row} />)}</tbody>
            </table>
          </div>
        </>
      )}
    </Dialog>
  );
}

function ImportRow({ row }: { row: Preview['rows'][number] }): ReactNode {
  const t = useText();
  const whys = { area: t('outcomes.why_area'), year: t('outcomes.why_year'), value: t('outcomes.why_value'), source: t('outcomes.why_source'), twice: t('outcomes.why_twice') };
  return (
    <tr>
      <td className={css.right}>{formatNumber(row.row)}</td>
      <td><Mark severity={severities[row.state]}>{t(`outcomes.state_${row.state}`)}</Mark>{row.why !== null && <span className={css.second}>{whys[row.why as keyof typeof whys]}</span>}</td>
      <td>{row.areaName ?? '–'}</td>
      <td>{row.year ?? '–'}</td>
      <td className={css.right}>{row.value === null ? '–' : formatNumber(row.value)}{row.state === 'changed' && row.before !== null && <span className={css.second}>{t('outcomes.was', { value: formatNumber(row.before) })}</span>}</td>
      <td>{row.source ?? ''}<span className={css.second}>{row.document ?? ''}</span></td>
    </tr>
  );
}
