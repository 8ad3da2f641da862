import { Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { SeverityIcon } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { ColumnTable } from './column-table.tsx';
import css from './import.module.css';
import { LateProgress } from './late-progress.tsx';
import { layoutKeys } from './layout-words.ts';
import mapping from './mapping.module.css';
import { MappingBar } from './mapping-bar.tsx';
import type { Sheet } from './mapping-types.ts';
import type { Preview } from './recognised-step.tsx';
import { firstNotes } from './states.ts';
import { TargetPalette } from './target-palette.tsx';
import { useChange } from './use-change.ts';
import { useTargets } from './use-targets.ts';

const shapes = ['families', 'people', 'flat', 'grouped', 'list', 'desil'] as const;

/** Each sheet: what it was taken for and why, its header row, and which column is which; all of it can be corrected. */
export function SheetColumns({ preview }: { preview: Preview }): ReactNode {
  const t = useText();
  const { sheets } = preview;
  const [chosen, setChosen] = useState(sheets.find((sheet) => sheet.columns.length > 0)?.name ?? sheets[0]?.name ?? '');
  const sheet = sheets.find((one) => one.name === chosen);
  return (
    <section className={css.part}>
      <h2>{t('imports.columns')}</h2>
      {sheets.length > 1 && <SegmentedControl className={css.left} aria-label={t('imports.sheet')} value={chosen} onChange={setChosen} data={sheets.map((one) => ({ value: one.name, label: one.ignored ? t('imports.sheetIgnored', { sheet: one.name }) : one.name }))} />}
      {sheet && <OneSheet key={sheet.name} preview={preview} sheet={sheet} />}
      <MappingBar preview={preview} />
    </section>
  );
}

function OneSheet({ preview, sheet }: { preview: Preview; sheet: Sheet }): ReactNode {
  const t = useText();
  const targets = useTargets();
  const mayRun = useMay('import.run');
  const { run, busy, error } = useChange('import.setMapping', preview);
  const set = (change: Omit<CallInput<'import.setMapping'>, 'staging' | 'sheet'>): void => run({ staging: preview.staging, sheet: sheet.name, ...change });
  // Of an unknown sheet the header is a guess: what is said of a column holds for the header that was shown.
  const name = (columns: { index: number; target: string | null }[]): void => set({ columns, ...(sheet.layout === null && sheet.headerRow !== null ? { headerRow: sheet.headerRow } : {}) });
  const used = new Set(sheet.columns.flatMap((column) => column.target ?? []));
  return (
    <>
      <p>{sheetWords(sheet, t)}</p>
      {sheet.why.length > 0 && <ul className={mapping.why}>{sheet.why.map((each) => <li key={each}>{each}</li>)}</ul>}
      <SheetNotes findings={preview.notes.filter((finding) => finding.sheet === sheet.name && !firstNotes.includes(finding.code))} />
      {mayRun && <SheetControls sheet={sheet} onSet={set} />}
      <LateProgress busy={busy} />
      {error !== null && <ErrorNotice error={error} />}
      {sheet.columns.length > 0 && !sheet.ignored && (
        <div className={mapping.split}>
          <ColumnTable key={`${sheet.headerRow ?? ''} ${sheet.columns.length}`} sheet={sheet} targets={targets} onMap={mayRun ? name : null} />
          <TargetPalette targets={targets} used={used} />
        </div>
      )}
    </>
  );
}

function SheetControls({ sheet, onSet }: { sheet: Sheet; onSet: (change: Omit<CallInput<'import.setMapping'>, 'staging' | 'sheet'>) => void }): ReactNode {
  const t = useText();
  const [row, setRow] = useState<string | number>(sheet.headerRow ?? '');
  const [shown, setShown] = useState(sheet.headerRow);
  if (shown !== sheet.headerRow) {
    setShown(sheet.headerRow);
    setRow(sheet.headerRow ?? '');
  }
  const takeRow = (): void => { if (typeof row === 'number' && row !== sheet.headerRow) onSet({ headerRow: row }); };
  const known: string[] = layoutKeys.map(String);
  return (
    <div className={mapping.controls}>
      <Select
        label={t('imports.layout')} placeholder={t('imports.layoutOpen')} value={sheet.layout} disabled={sheet.ignored} allowDeselect={false} onChange={(layout) => { if (layout !== null) onSet({ layout }); }}
        data={[...layoutKeys.map((key) => ({ value: key, label: t(`imports.layout_${key}`) })), ...(sheet.layout === null || known.includes(sheet.layout) ? [] : [{ value: sheet.layout, label: sheet.layout.replace(/^mapped:/, '') }])]}
      />
      <Select label={t('imports.shape')} w={340} placeholder={t('imports.layoutOpen')} value={sheet.shape} disabled={sheet.ignored} allowDeselect={false} onChange={(shape) => { const found = shapes.find((each) => each === shape); if (found) onSet({ shape: found }); }} data={shapes.map((shape) => ({ value: shape, label: t(`imports.shape_${shape}`) }))} />
      <NumberInput label={t('imports.headerRow')} w={120} min={0} max={200} allowDecimal={false} value={row} disabled={sheet.ignored} onChange={setRow} onBlur={takeRow} onKeyDown={(event) => { if (event.key === 'Enter') takeRow(); }} />
      <Checkbox label={t('imports.ignoreSheet')} checked={sheet.ignored} onChange={(event) => onSet({ ignored: event.currentTarget.checked })} mb={8} />
    </div>
  );
}

/** What is told of a sheet as a whole: hidden or coloured rows, merged cells, rows that are no data. */
function SheetNotes({ findings }: { findings: Preview['notes'] }): ReactNode {
  if (findings.length === 0) return null;
  return <ul className={css.findings}>{findings.map((finding, index) => <li key={index} data-severity={finding.severity}><SeverityIcon severity={finding.severity} /><span>{finding.message}</span></li>)}</ul>;
}

function sheetWords(sheet: Sheet, t: ReturnType<typeof useText>): string {
  if (sheet.headerRow === null || sheet.ignored) return t('imports.sheetNotRead', { rows: sheet.rows });
  if (sheet.layout === null) return t(sheet.headerRow === 0 ? 'imports.sheetNoHeader' : 'imports.sheetOpen', { row: sheet.headerRow, rows: sheet.rows });
  const read = sheet.columns.filter((column) => column.target !== null).length;
  return t('imports.sheetRead', { row: sheet.headerRow, rows: sheet.rows, read, all: sheet.columns.length });
}
