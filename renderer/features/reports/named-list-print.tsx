import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { formatNumber, groupIdentifier } from '../../ui/format.ts';
import { periodTitle } from '../../ui/office-title.ts';
import { PrintPage } from '../../ui/print-page.tsx';
import { PurposePrint } from '../../ui/purpose-print.tsx';
import { isException } from './report-lines.ts';
import type { Line } from './report-lines.ts';

/** The named list on paper: office, period, filter, exceptions first, identifiers masked; the purpose is logged. */
export function NamedListPrint({ lines, words, onDone }: { lines: readonly Line[]; words: string; onDone: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const people = lines.reduce((sum, line) => sum + Number(line['members'] ?? 0), 0);
  const hint = [info.data && periodTitle(info.data.period, t), words, t('reports.counts', { families: lines.length, people })].filter(Boolean).join(' · ');
  const lacking = lines.filter(isException).length;
  const text = (line: Line, key: string): string => String(line[key] ?? '');
  const log = { what: `named-list ${words}`, count: lines.length, ...(lines.length <= 50 ? { records: lines.map((line) => text(line, 'id')) } : {}) };
  const sheet = (
    <PrintPage title={t('reports.name_named-list')} hint={hint}>
      {lacking > 0 && <p>{t('reports.exceptions', { n: lacking })}</p>}
      <table>
        <thead><tr><th>{t('reports.colNo')}</th><th>{t('reports.colHead')}</th><th>{t('reports.colNik')}</th><th>{t('reports.colNoKk')}</th><th>{t('reports.colAddress')}</th><th>{t('reports.colRt')}</th><th>{t('reports.colRw')}</th><th>{t('reports.colDesil')}</th><th>{t('reports.colMembers')}</th></tr></thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={text(line, 'id')}>
              <td>{formatNumber(index + 1)}</td><td>{text(line, 'name')}</td><td>{groupIdentifier(text(line, 'nik'))}</td><td>{groupIdentifier(text(line, 'noKk'))}</td>
              <td>{text(line, 'address') || t('reports.noAddress')}</td><td>{text(line, 'rt') || t('reports.noRt')}</td><td>{text(line, 'rw')}</td><td>{text(line, 'desil')}</td><td>{text(line, 'members')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PrintPage>
  );
  return (
    <PurposePrint title={t('reports.printTitle')} landscape sheet={sheet} log={log} onDone={onDone}>
      <p>{hint}</p>
      <p>{t('reports.masked')}</p>
    </PurposePrint>
  );
}
