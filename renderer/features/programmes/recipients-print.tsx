import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { callApi } from '../../bridge.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { formatShortDate, groupIdentifier } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { periodTitle } from '../../ui/office-title.ts';
import { PrintPage } from '../../ui/print-page.tsx';
import { PurposePrint } from '../../ui/purpose-print.tsx';
import { programmeName } from './programme-words.ts';
import type { Programme } from './programme-words.ts';
import type { Recipient } from './recipients-tab.tsx';

type Concern = CallOutput<'programme.printCheck'>[number];

async function everyRecipient(programme: string): Promise<Recipient[]> {
  const rows: Recipient[] = [];
  for (let after: string | null = null; ;) {
    const page: { rows: Recipient[]; next: string | null } = await callApi('programme.recipients', { programme, status: 'active', after, limit: 500 });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

/**
 * Prints who receives this programme now, identifiers masked, with a place to sign; the purpose is logged. The dead, the
 * gone and the suspended never stand on it; whom a rule forbids only with a reason, which is logged too (PLK-6).
 */
export function RecipientsPrint({ programme, onDone }: { programme: Programme; onDone: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const [anyway, setAnyway] = useState(false);
  const [reason, setReason] = useState('');
  const all = useQuery({ queryKey: ['programme.recipients', 'every', programme.id], queryFn: () => everyRecipient(programme.id), gcTime: 0 });
  const check = useCall('programme.printCheck', { programme: programme.id, lang: useLanguage() });
  const of = (level: Concern['level']): Concern[] => (check.data ?? []).filter((one) => one.level === level);
  const [excluded, blocked, warned] = [of('excluded'), of('blocked'), of('warned')];
  const left = new Set([...excluded, ...(anyway ? [] : blocked)].map((one) => one.enrolment));
  const rows = (all.data ?? []).filter((row) => !left.has(row.id));
  const notes = new Map([...warned, ...(anyway ? blocked : [])].map((one) => [one.enrolment, one.why]));
  const followUp = [...excluded, ...(anyway ? [] : blocked)];
  const ready = all.data !== undefined && check.data !== undefined && (!anyway || reason.trim() !== '');
  const hint = [String(programme.values.name ?? ''), info.data && periodTitle(info.data.period, t), t('programmes.recipientCount', { n: rows.length })].filter(Boolean).join(' · ');
  const sheet = all.data && (
    <PrintPage title={t('programmes.printTitle', { name: programmeName(programme) })} hint={hint}>
      <table>
        <thead><tr><th>{t('programmes.colNo')}</th><th>{t('programmes.colRecipient')}</th><th>{t('programmes.colIdentifier')}</th><th>{t('programmes.colAddress')}</th><th>{t('programmes.colRtRw')}</th><th>{t('programmes.colStart')}</th><th>{t('programmes.colDecision')}</th><th>{t('enrolment.printNotes')}</th><th>{t('programmes.colSign')}</th></tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td><td>{row.name}</td><td>{groupIdentifier((row.person === null ? row.noKk : row.nik) ?? '')}</td><td>{row.address}</td>
              <td>{[row.rt, row.rw].map((part) => part ?? '–').join('/')}</td><td>{formatShortDate(row.start)}</td><td>{row.decisionNo}</td><td>{notes.get(row.id)}</td><td />
            </tr>
          ))}
        </tbody>
      </table>
      {followUp.length > 0 && (
        <>
          <h2>{t('enrolment.printFollowUp')}</h2>
          <table>
            <tbody>{followUp.map((one) => <tr key={one.enrolment}><td>{one.name}</td><td>{one.address}</td><td>{[one.rt, one.rw].map((part) => part ?? '–').join('/')}</td><td>{one.why}</td></tr>)}</tbody>
          </table>
        </>
      )}
    </PrintPage>
  );
  return (
    <PurposePrint
      title={t('programmes.print')} landscape ready={ready} sheet={sheet} onDone={onDone}
      log={{ what: `programme.recipients ${programme.id}`, count: rows.length, ...(anyway && blocked.length > 0 && { anyway: reason.trim(), records: blocked.slice(0, 50).map((one) => one.enrolment) }) }}
    >
      <p>{hint}</p>
      <p>{t('programmes.printMasked')}</p>
      {(all.error ?? check.error) && <ErrorNotice error={all.error ?? check.error} retry={() => { void all.refetch(); void check.refetch(); }} />}
      {check.data?.length === 0 && <p><Mark severity="done">{t('enrolment.printClear')}</Mark></p>}
      <Concerns severity="block" title={t('enrolment.printExcluded', { n: excluded.length })} list={excluded} />
      <Concerns severity="block" title={t('enrolment.printBlocked', { n: blocked.length })} list={blocked} />
      {blocked.length > 0 && <Checkbox label={t('enrolment.printAnyway')} checked={anyway} onChange={(event) => setAnyway(event.currentTarget.checked)} />}
      {anyway && <TextInput required label={t('kit.reason')} value={reason} maxLength={300} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />}
      <Concerns severity="warn" title={t('enrolment.printWarned', { n: warned.length })} list={warned} />
    </PurposePrint>
  );
}

const named = 6;

function Concerns({ severity, title, list }: { severity: 'block' | 'warn'; title: string; list: readonly Concern[] }): ReactNode {
  const t = useText();
  if (list.length === 0) return null;
  return (
    <div>
      <Mark severity={severity}>{title}</Mark>
      <ul>{list.slice(0, named).map((one) => <li key={one.enrolment}>{one.name}: {one.why}</li>)}{list.length > named && <li>{t('enrolment.againstMore', { n: list.length - named })}</li>}</ul>
    </div>
  );
}
