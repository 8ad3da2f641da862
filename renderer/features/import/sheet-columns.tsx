import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLanguage, useText } from '../../text/text.ts';
import type { TextKey } from '../../text/text.ts';
import { Mark, SeverityIcon } from '../../ui/marks.tsx';
import { columnTarget } from './field-words.ts';
import css from './import.module.css';
import type { Preview } from './recognised-step.tsx';

type Sheet = Preview['sheets'][number];
type Column = Sheet['columns'][number];

const notes: Readonly<Record<string, TextKey & `imports.note${string}`>> = {
  'not-read': 'imports.noteNotRead', 'not-kept': 'imports.noteNotKept', 'rt-rw-from-address': 'imports.noteRtRw',
};

/** Each sheet's columns: the header as the file has it, what it is read as, and samples. Those not read come first. */
export function SheetColumns({ sheets, findings }: { sheets: readonly Sheet[]; findings: Preview['findings'] }): ReactNode {
  const t = useText();
  const [chosen, setChosen] = useState(sheets.find((sheet) => sheet.columns.length > 0)?.name ?? sheets[0]?.name ?? '');
  const sheet = sheets.find((one) => one.name === chosen);
  return (
    <section className={css.part}>
      <h2>{t('imports.columns')}</h2>
      {sheets.length > 1 && <SegmentedControl className={css.left} aria-label={t('imports.sheet')} value={chosen} onChange={setChosen} data={sheets.map((one) => one.name)} />}
      {sheet && <p>{sheetWords(sheet, t)}</p>}
      {sheet && <SheetNotes findings={findings.filter((finding) => isSheetNote(finding, sheet))} />}
      {sheet && sheet.columns.length > 0 && <ColumnTable sheet={sheet} />}
    </section>
  );
}

/** Whether a finding is about a sheet as a whole: hidden or coloured rows, merged cells. It stands at the header's row. */
export function isSheetNote(finding: Preview['findings'][number], sheet: Pick<Sheet, 'name' | 'headerRow'>): boolean {
  return finding.sheet === sheet.name && finding.row === sheet.headerRow;
}

function SheetNotes({ findings }: { findings: Preview['findings'] }): ReactNode {
  if (findings.length === 0) return null;
  return <ul className={css.findings}>{findings.map((finding) => <li key={finding.message} data-severity={finding.severity}><SeverityIcon severity={finding.severity} /><span>{finding.message}</span></li>)}</ul>;
}

function sheetWords(sheet: Sheet, t: ReturnType<typeof useText>): string {
  if (sheet.headerRow === null) return t('imports.sheetNotRead', { rows: sheet.rows });
  const read = sheet.columns.filter((column) => column.note !== 'not-read').length;
  const words = { row: sheet.headerRow, rows: sheet.rows, read, all: sheet.columns.length };
  return sheet.entity === 'person' ? t('imports.sheetPeople', words) : t('imports.sheetFamilies', words);
}

function ColumnTable({ sheet }: { sheet: Sheet }): ReactNode {
  const t = useText();
  const columns = [...sheet.columns].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
  return (
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('imports.columnsOf', { sheet: sheet.name })}>
      <table className={css.table}>
        <thead><tr><th scope="col">{t('imports.colLetter')}</th><th scope="col">{t('imports.colHeader')}</th><th scope="col">{t('imports.colReadAs')}</th><th scope="col">{t('imports.colSamples')}</th></tr></thead>
        <tbody>{columns.map((column) => <ColumnRow key={column.index} column={column} entity={sheet.entity} />)}</tbody>
      </table>
    </div>
  );
}

function rank(column: Column): number {
  return column.note === 'not-read' ? 0 : 1;
}

function ColumnRow({ column, entity }: { column: Column; entity: string | null }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const noteKey = column.note === null ? undefined : notes[column.note];
  return (
    <tr>
      <td className={css.letter}>{column.letter}</td>
      <td>{column.header}</td>
      <td>
        {column.field !== null && columnTarget(language, entity, column.field)}
        {column.note === 'not-read' && <Mark severity="warn">{t('imports.noteNotRead')}</Mark>}
        {noteKey && column.note !== 'not-read' && <span className={css.quiet}> {t(noteKey)}</span>}
      </td>
      <td className={css.samples}>{column.samples.join(' · ')}</td>
    </tr>
  );
}
