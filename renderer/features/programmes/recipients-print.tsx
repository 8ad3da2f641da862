import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatShortDate, groupIdentifier } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { periodTitle } from '../../ui/office-title.ts';
import { printNow, PrintPage } from '../../ui/print-page.tsx';
import { usePrintConcerns } from '../enrolment/index.ts';
import { programmeName } from './programme-words.ts';
import type { Programme } from './programme-words.ts';

/**
 * Prints who receives this programme now, identifiers masked, with a place to sign. The api makes the list once purpose and
 * reason are said, and logs them: the dead, the gone and the suspended never stand on it, whom a rule forbids only with a
 * reason (PLK-6).
 */
export function RecipientsPrint({ programme, onDone }: { programme: Programme; onDone: () => void }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const ask = useAction('programme.printList');
  const concerns = usePrintConcerns(programme.id);
  const [purpose, setPurpose] = useState('');
  const [failed, setFailed] = useState<unknown>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const list = ask.data;
  useEffect(() => {
    if (!list) return undefined;
    // Two frames, so that the sheet is laid out before the system takes it.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => { printNow({ paper: 'A4', landscape: true }).then(() => done.current(), setFailed); }));
    return () => cancelAnimationFrame(frame);
  }, [list]);
  const ready = purpose.trim() !== '' && concerns.ready;
  const run = (): void => { if (ready && !ask.isPending) ask.mutate({ programme: programme.id, purpose: purpose.trim(), lang, ...concerns.anyway }); };
  if (list && failed === null) return <Sheet programme={programme} list={list} />;
  return (
    <Dialog
      title={t('programmes.print')} onClose={onDone}
      actions={<><Button variant="default" onClick={onDone}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={ask.isPending} onClick={run}>{t('kit.print')}</Button></>}
    >
      <p>{[String(programme.values.name ?? ''), t('programmes.printMasked')].join(' · ')}</p>
      {concerns.shown}
      <TextInput data-autofocus required label={t('kit.purpose')} description={t('kit.purposeHint')} value={purpose} maxLength={200} autoComplete="off" onChange={(event) => setPurpose(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') run(); }} />
      {(ask.error ?? failed) !== null && <ErrorNotice error={ask.error ?? failed} />}
    </Dialog>
  );
}

function Sheet({ programme, list: { rows, followUp } }: { programme: Programme; list: CallOutput<'programme.printList'> }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const hint = [String(programme.values.name ?? ''), info.data && periodTitle(info.data.period, t), t('programmes.recipientCount', { n: rows.length })].filter(Boolean).join(' · ');
  return (
    <PrintPage title={t('programmes.printTitle', { name: programmeName(programme) })} hint={hint}>
      <table>
        <thead><tr><th>{t('programmes.colNo')}</th><th>{t('programmes.colRecipient')}</th><th>{t('programmes.colIdentifier')}</th><th>{t('programmes.colAddress')}</th><th>{t('programmes.colRtRw')}</th><th>{t('programmes.colStart')}</th><th>{t('programmes.colDecision')}</th><th>{t('enrolment.printNotes')}</th><th>{t('programmes.colSign')}</th></tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td><td>{row.name}</td><td>{groupIdentifier((row.person === null ? row.noKk : row.nik) ?? '')}</td><td>{row.address}</td>
              <td>{[row.rt, row.rw].map((part) => part ?? '–').join('/')}</td><td>{formatShortDate(row.start)}</td><td>{row.decisionNo}</td><td>{row.note}</td><td />
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
}
