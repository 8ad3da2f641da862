import { Button, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../db/api/contract.ts';
import { callApi, callShell } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { FieldRow, Fields } from '../ui/fields.tsx';
import { baseName, formatDate } from '../ui/format.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import css from './shared.module.css';

type Opened = CallOutput<'baca.open'>;

type Needs = CallOutput<'baca.needs'> & { readonly path: string };

/** A BACA file of another office, read only: the file, then its code or the agency's key, then whose it is and the list. */
export function BacaDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const [file, setFile] = useState<Needs | null>(null);
  const [code, setCode] = useState('');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [made, setMade] = useState<CallOutput<'baca.makeKey'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const attempt = (work: () => Promise<void>): void => {
    setError(null);
    work().catch(setError);
  };
  const choose = (): void => attempt(async () => {
    const path = (await callShell('shell.openFile', { title: t('privacy.bacaOpen'), extensions: ['tepatbaca'] }))?.[0];
    if (path === undefined) return;
    const needs = await callApi('baca.needs', { path });
    // An office that is open may be the one that it is for.
    if (needs.key) setOpened(await callApi('baca.open', { path }).catch(() => null));
    setFile({ ...needs, path });
  });
  const withKey = (): void => attempt(async () => {
    const keyFile = (await callShell('shell.openFile', { title: t('privacy.bacaKeyChoose'), extensions: ['txt'] }))?.[0];
    if (keyFile !== undefined && file !== null) setOpened(await callApi('baca.open', { path: file.path, keyFile }));
  });
  const withCode = (): void => attempt(async () => { if (file !== null && code.trim() !== '') setOpened(await callApi('baca.open', { path: file.path, code })); });
  const makeKey = (): void => attempt(async () => {
    const path = await callShell('shell.saveFile', { title: t('privacy.bacaMakeKey'), name: 'kunci instansi.txt', extensions: ['txt'] });
    if (path !== null) setMade(await callApi('baca.makeKey', { path }));
  });
  if (opened) return <Shown opened={opened} onClose={onClose} />;
  if (made) return <KeyMade made={made} onClose={onClose} />;
  const next = file === null ? choose : file.key ? withKey : withCode;
  const label = file === null ? t('privacy.bacaChoose') : file.key ? t('privacy.bacaKeyChoose') : t('privacy.bacaRead');
  return (
    <Dialog
      title={t('privacy.bacaOpen')} onClose={onClose} keys={[{ key: 'Ctrl+Enter', label, run: next }]}
      actions={
        <>
          {(file === null || file.key) && <Button variant="subtle" onClick={makeKey}>{t('privacy.bacaMakeKey')} …</Button>}
          <Button data-autofocus={file === null || file.key ? true : undefined} disabled={file?.key === false && code.trim() === ''} onClick={next}>{file?.key === false ? label : `${label} …`}</Button>
        </>
      }
    >
      {file === null ? <p>{t('privacy.bacaOpenHint')}</p> : (
        <Fields>
          <FieldRow label={t('privacy.bacaFrom')}>{file.office}</FieldRow>
          <FieldRow label={t('privacy.bacaFor')}>{file.receiver}</FieldRow>
          <FieldRow label={t('privacy.bacaUntil')}>{formatDate(file.until)}</FieldRow>
        </Fields>
      )}
      {file?.key === true && <p>{t('privacy.bacaKeyFile')}</p>}
      {file?.key === false && <TextInput autoFocus label={t('privacy.bacaCodeFrom')} value={code} autoComplete="off" spellCheck={false} onChange={(event) => setCode(event.currentTarget.value)} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

function KeyMade({ made, onClose }: { made: CallOutput<'baca.makeKey'>; onClose: () => void }): ReactNode {
  const t = useText();
  return (
    <Dialog title={t('privacy.bacaKeyMade')} size="lg" onClose={onClose} actions={<Button data-autofocus onClick={onClose}>{t('kit.close')}</Button>}>
      <p>{t('privacy.bacaKeyMadeHint', { file: baseName(made.file) })}</p>
      <p className={css.key}>{made.recipient}</p>
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
