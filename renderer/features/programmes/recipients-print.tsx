import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { formatShortDate, groupIdentifier } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { periodTitle } from '../../ui/office-title.ts';
import { PrintPage } from '../../ui/print-page.tsx';
import { PurposePrint } from '../../ui/purpose-print.tsx';
import { programmeName } from './programme-words.ts';
import type { Programme } from './programme-words.ts';
import type { Recipient } from './recipients-tab.tsx';

async function everyRecipient(programme: string): Promise<Recipient[]> {
  const rows: Recipient[] = [];
  for (let after: string | null = null; ;) {
    const page: { rows: Recipient[]; next: string | null } = await callApi('programme.recipients', { programme, status: 'active', after, limit: 500 });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

/** Prints who receives this programme now, identifiers masked, with a place to sign; the purpose is logged. */
export function RecipientsPrint({ programme, onDone }: { programme: Programme; onDone: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const all = useQuery({ queryKey: ['programme.recipients', 'every', programme.id], queryFn: () => everyRecipient(programme.id), gcTime: 0 });
  const rows = all.data ?? [];
  const hint = [String(programme.values.name ?? ''), info.data && periodTitle(info.data.period, t), t('programmes.recipientCount', { n: rows.length })].filter(Boolean).join(' · ');
  const sheet = all.data && (
    <PrintPage title={t('programmes.printTitle', { name: programmeName(programme) })} hint={hint}>
      <table>
        <thead><tr><th>{t('programmes.colNo')}</th><th>{t('programmes.colRecipient')}</th><th>{t('programmes.colIdentifier')}</th><th>{t('programmes.colAddress')}</th><th>{t('programmes.colRtRw')}</th><th>{t('programmes.colStart')}</th><th>{t('programmes.colDecision')}</th><th>{t('programmes.colSign')}</th></tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td><td>{row.name}</td><td>{groupIdentifier((row.person === null ? row.noKk : row.nik) ?? '')}</td><td>{row.address}</td>
              <td>{[row.rt, row.rw].map((part) => part ?? '–').join('/')}</td><td>{formatShortDate(row.start)}</td><td>{row.decisionNo}</td><td />
            </tr>
          ))}
        </tbody>
      </table>
    </PrintPage>
  );
  return (
    <PurposePrint title={t('programmes.print')} landscape ready={all.data !== undefined} sheet={sheet} onDone={onDone} log={{ what: `programme.recipients ${programme.id}`, count: rows.length }}>
      <p>{hint}</p>
      <p>{t('programmes.printMasked')}</p>
      {all.error && <ErrorNotice error={all.error} retry={() => void all.refetch()} />}
    </PurposePrint>
  );
}
