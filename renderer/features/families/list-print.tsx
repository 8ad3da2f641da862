import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useNeedLabel } from '../../app/need-label.ts';
import { useText } from '../../text/text.ts';
import { formatDate, formatNumber, groupIdentifier } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { PrintPage } from '../../ui/print-page.tsx';
import { PurposePrint } from '../../ui/purpose-print.tsx';
import css from './families.module.css';
import type { FamilyFilter } from './family-types.ts';
import { filterWords } from './filter-words.ts';

/** Prints the families of the filter as the named list (by name, by address), identifiers masked. */
export function ListPrint({ filter, onDone }: { filter: FamilyFilter; onDone: () => void }): ReactNode {
  const t = useText();
  const needOf = useNeedLabel();
  const facets = useCall('family.facets', {});
  const info = useCall('office.info', {});
  const report = useCall('report.run', { name: 'named-list', params: reportParams(filter) });
  const rows = report.data?.rows ?? [];
  const words = filterWords(filter, t, facets.data?.programmes.find((each) => each.id === filter.programme)?.name, needOf);
  const totals = report.data && t('families.count', { families: rows.length, people: Number(report.data.totals?.['people'] ?? 0) });
  const cell = (value: unknown, numeric: boolean, key: string): string => {
    if (value === null || value === undefined) return '';
    if (key === 'nik' || key === 'noKk') return groupIdentifier(String(value));
    return numeric && typeof value === 'number' ? formatNumber(value) : String(value);
  };
  const sheet = report.data && (
    <PrintPage title={report.data.title} hint={[words, totals, info.data && formatDate(info.data.today)].filter(Boolean).join(' · ')}>
      <table>
        <thead><tr>{report.data.columns.map((column) => <th key={column.key} scope="col">{column.title}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, index) => <tr key={String(row['id'] ?? index)}>{report.data.columns.map((column) => <td key={column.key} className={css.printCell} data-key={column.key}>{cell(row[column.key], column.numeric, column.key)}</td>)}</tr>)}
        </tbody>
      </table>
      {report.data.notes.map((note) => <p key={note}>{note}</p>)}
    </PrintPage>
  );
  return (
    <PurposePrint
      title={t('families.printListTitle')} landscape ready={report.data !== undefined} sheet={sheet} onDone={onDone}
      log={{ what: 'named-list', count: rows.length, ...(rows.length <= 50 ? { records: rows.map((row) => String(row['id'])) } : {}) }}
    >
      <p>{words}</p>
      {totals && <p>{totals}. {t('families.printMasked')}</p>}
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
    </PurposePrint>
  );
}

/** The filter as a report takes it. */
export function reportParams(filter: FamilyFilter): Record<string, string | number> {
  const { desil, ...rest } = filter;
  const given = Object.entries(rest).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  return { ...Object.fromEntries(given), ...(desil && desil.length > 0 ? { desil: desil.join(',') } : {}) };
}
