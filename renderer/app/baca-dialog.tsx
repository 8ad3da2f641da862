import { Button, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../db/api/contract.ts';
import { callApi, callShell } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FieldRow, Fields } from '../ui/fields.tsx';
import { formatDate } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import css from './shared.module.css';

type Opened = CallOutput<'baca.open'>;

/** A BACA file of another office, read only: its code, then whose it is, for what, until when, and the list. */
export function BacaDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const [code, setCode] = useState('');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<unknown>(null);
  const open = async (): Promise<void> => {
    setError(null);
    const path = (await callShell('shell.openFile', { title: t('privacy.bacaOpen'), extensions: ['tepatbaca'] }))?.[0];
    if (path !== undefined) setOpened(await callApi('baca.open', { path, code }));
  };
  if (opened) return <Shown opened={opened} onClose={onClose} />;
  return (
    <Dialog title={t('privacy.bacaOpen')} onClose={onClose} actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={code.trim() === ''} onClick={() => void open().catch(setError)}>{t('privacy.bacaChoose')} …</Button></>}>
      <p>{t('privacy.bacaOpenHint')}</p>
      <TextInput data-autofocus label={t('privacy.bacaCode')} value={code} autoComplete="off" spellCheck={false} onChange={(event) => setCode(event.currentTarget.value)} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

function Shown({ opened, onClose }: { opened: Opened; onClose: () => void }): ReactNode {
  const t = useText();
  return (
    <Dialog title={opened.title} size="xl" onClose={onClose} actions={<Button data-autofocus onClick={onClose}>{t('kit.close')}</Button>}>
      {opened.practice && <Notice severity="warn" title={t('frame.practiceBand')} />}
      <Fields>
        <FieldRow label={t('privacy.bacaFrom')}>{`${opened.office} (${opened.officeCode}), ${opened.madeBy}`}</FieldRow>
        <FieldRow label={t('privacy.bacaFor')}>{`${opened.receiver} · ${opened.agreement} · ${opened.purpose}`}</FieldRow>
        <FieldRow label={t('privacy.bacaArea')}>{opened.area}</FieldRow>
        <FieldRow label={t('privacy.bacaUntil')}>{formatDate(opened.until)}</FieldRow>
        <FieldRow label={t('settings.cardFingerprint')}>{opened.fingerprint.replaceAll('-', ' ')}</FieldRow>
      </Fields>
      <p>{opened.mark}</p>
      {opened.tables.map((table) => (
        <div key={table.name} className={css.scroll} tabIndex={0} role="region" aria-label={table.name}>
          <Table striped withTableBorder>
            <Table.Thead><Table.Tr>{table.columns.map(({ header }) => <Table.Th key={header}>{header}</Table.Th>)}</Table.Tr></Table.Thead>
            <Table.Tbody>{table.rows.map((row, index) => <Table.Tr key={index}>{row.map((value, place) => <Table.Td key={place}>{value}</Table.Td>)}</Table.Tr>)}</Table.Tbody>
          </Table>
        </div>
      ))}
      {opened.notes.map((note) => <p key={note}>{note}</p>)}
    </Dialog>
  );
}
