import { Button, Table } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { BundleButton } from '../../app/bundle-button.tsx';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { formatDate, formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { PrintPage, printNow } from '../../ui/print-page.tsx';
import css from './settings.module.css';

type Health = CallOutput<'health.check'>;
type Item = Health['items'][number];

const severities = { ok: 'done', warn: 'warn', bad: 'block' } as const;

/** Periksa kesehatan: the numbered checks, to be read out on the telephone, printed, or sent as a support file. */
export function HealthSection(): ReactNode {
  const t = useText();
  const check = useAction('health.check');
  const [printing, setPrinting] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const health = check.data;
  useEffect(() => {
    if (!printing) return undefined;
    // Two frames, so that the sheet is laid out before the system takes it.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => void printNow({ paper: 'A4' }).catch(setFailed).finally(() => setPrinting(false))));
    return () => cancelAnimationFrame(frame);
  }, [printing]);
  return (
    <Page title={t('survival.health')} hint={t('survival.healthHint')} actions={health && <Button variant="default" onClick={() => setPrinting(true)}>{t('survival.healthPrint')}</Button>}>
      <div className={css.wide}>
        <div className={css.filters}>
          <Button autoFocus loading={check.isPending} onClick={() => check.mutate({})}>{t('survival.healthNow')}</Button>
          <BundleButton />
        </div>
        <p className={css.muted}>{t('survival.bundleHint')}</p>
        {check.isPending && <p role="status">{t('survival.healthWorking')}</p>}
        {check.error && <ErrorNotice error={check.error} />}
        {failed !== null && <ErrorNotice error={failed} />}
        {health && <Notice severity={severities[health.worst]} title={verdict(health, t)}>{t('survival.healthAt', { at: formatMoment(health.at), version: health.version })}</Notice>}
        {health && <Results health={health} />}
      </div>
      {printing && health && (
        <PrintPage personal={false} title={t('survival.health')} hint={`${verdict(health, t)}. ${t('survival.healthAt', { at: formatMoment(health.at), version: health.version })}`}>
          <Results health={health} />
        </PrintPage>
      )}
    </Page>
  );
}

function Results({ health }: { health: Health }): ReactNode {
  const t = useText();
  return (
    <Table verticalSpacing={4} aria-label={t('survival.health')}>
      <Table.Thead>
        <Table.Tr><Table.Th w={40}>{t('survival.healthNo')}</Table.Th><Table.Th w={190}>{t('survival.healthWhat')}</Table.Th><Table.Th w={150}>{t('survival.healthState')}</Table.Th><Table.Th>{t('survival.healthTold')}</Table.Th></Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {health.items.map((item) => (
          <Table.Tr key={item.no}>
            <Table.Td>{item.no}</Table.Td>
            <Table.Td>{t(`survival.check_${item.key}`)}</Table.Td>
            <Table.Td><Mark severity={severities[item.state]}>{t(`survival.state_${item.state}`)}</Mark></Table.Td>
            <Table.Td>{told(item, t)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function verdict({ items, worst }: Health, t: Translate): string {
  const n = items.filter((item) => item.state === worst).length;
  return worst === 'ok' ? t('survival.healthOk') : worst === 'warn' ? t('survival.healthWarn', { n }) : t('survival.healthBad', { n });
}

/** Every text that a check may have; one that failed to run has none of its own. */
const tellable = [
  'program_ok', 'database_ok', 'database_bad', 'chain_ok', 'chain_bad', 'imports_ok', 'imports_bad', 'keyring_ok', 'keyring_weak', 'keyring_norecovery', 'mark_ok', 'mark_warn', 'snapshot_ok', 'snapshot_warn',
  'snapshot_bad', 'backup_ok', 'backup_warn', 'backup_never', 'space_ok', 'space_warn', 'space_bad', 'folder_ok', 'folder_bad', 'clock_ok', 'clock_bad', 'quarantine_ok', 'quarantine_warn', 'faults_ok', 'faults_warn',
  'memory_ok', 'memory_warn', 'photos_ok', 'photos_warn', 'photos_bad', 'photoBackup_ok', 'photoBackup_warn', 'held_ok', 'held_warn',
  'escrow_ok', 'escrow_city', 'escrow_notoffered', 'escrow_notjoined', 'escrow_otherkey', 'escrow_soon', 'escrow_nocity',
] as const;

function told({ key, state, params }: Item, t: Translate): string {
  const moments = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) ? (value.length === 10 ? formatDate(value) : formatMoment(value)) : value]));
  const known = tellable.find((one) => one === `${key}_${params.case ?? state}`);
  const failedToRun = 'complaint' in params && key !== 'database';
  // Which facts there are follows from the check and its state; the texts name no others.
  return known === undefined || failedToRun ? t('survival.told_failed', moments as never) : t(`survival.told_${known}`, moments as never);
}
