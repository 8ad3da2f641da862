import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { callApi, callShell } from '../../bridge.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { problemText } from '../../text/error-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { FingerprintWords } from '../../ui/fingerprint-words.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { baseName, formatDate, formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { SecondFields, secondOf } from '../../ui/second-fields.tsx';

type Looked = CallOutput<'escrow.look'> & { readonly path: string };

/** An office's request: whose it is, the ten words compared by voice, the holders' parts, and the answer for the stick. */
export function EscrowAnswerDialog({ two, onClose }: { two: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const [request, setRequest] = useState<Looked | null>(null);
  const [error, setError] = useState<unknown>(null);
  const open = async (): Promise<void> => {
    setError(null);
    const path = (await callShell('shell.openFile', { title: t('escrow.requestOpen'), extensions: ['tepatminta'] }))?.[0];
    if (path !== undefined) setRequest({ ...(await callApi('escrow.look', { path })), path });
  };
  if (request?.trouble === null) return <Answer request={request} two={two} onClose={onClose} />;
  const trouble = request && problemText(lang, { code: request.trouble ?? '', params: { name: request.name, until: formatDate(request.until.slice(0, 10)) } });
  return (
    <Dialog title={t('escrow.answerTitle')} onClose={onClose} actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button data-autofocus onClick={() => void open().catch(setError)}>{t('escrow.requestOpen')} …</Button></>}>
      <p>{t('escrow.answerHint')}</p>
      {trouble !== null && <Notice severity="block" title={t('escrow.cannotAnswer')}>{trouble}</Notice>}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

function Answer({ request, two, onClose }: { request: Looked; two: boolean; onClose: () => void }): ReactNode {
  const t = useText();
  const [same, setSame] = useState(false);
  const [parts, setParts] = useState<readonly string[]>(Array.from({ length: request.needed }, () => ''));
  const [reason, setReason] = useState('');
  const [second, setSecond] = useState({ user: '', passphrase: '' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ready = same && parts.every((part) => part.trim() !== '') && reason.trim() !== '' && (!two || second.user !== '');
  const run = async (): Promise<void> => {
    const out = await callShell('shell.saveFile', { title: t('escrow.answerSave'), name: `jawaban-${request.code}.tepatjawab`, extensions: ['tepatjawab'] });
    if (out === null) return;
    const done = await callApi('escrow.answer', { path: request.path, parts: [...parts], fingerprint: request.fingerprint, out, reason: reason.trim(), ...secondOf(second) });
    say({ text: t('escrow.answered', { file: baseName(done.file), holders: done.holders.join(', ') }) });
    onClose();
  };
  const submit = (): void => {
    setBusy(true);
    setError(null);
    run().catch(setError).finally(() => setBusy(false));
  };
  return (
    <FormDialog title={t('escrow.answerTitle')} submit={t('escrow.answerSave')} size="lg" ready={ready} busy={busy} dirty={parts.some((part) => part !== '')} error={error} onSubmit={submit} onClose={onClose}>
      <Fields>
        <FieldRow label={t('escrow.from')}>{`${request.name} (${request.code})`}</FieldRow>
        <FieldRow label={t('escrow.forUser')}>{request.user}</FieldRow>
        <FieldRow label={t('escrow.askedAt')}>{formatMoment(request.at)}</FieldRow>
      </Fields>
      <p>{t('escrow.words')}</p>
      <FingerprintWords fingerprint={request.fingerprint} />
      <Checkbox data-autofocus label={t('escrow.wordsSame')} description={t('escrow.wordsSameHint')} checked={same} onChange={(event) => setSame(event.currentTarget.checked)} />
      {parts.map((part, index) => (
        <TextInput key={index} required type="password" label={t('escrow.partOf', { n: index + 1 })} value={part} autoComplete="off" spellCheck={false} onChange={(event) => { const typed = event.currentTarget.value; setParts(parts.map((one, place) => (place === index ? typed : one))); }} />
      ))}
      <TextInput required label={t('kit.reason')} value={reason} maxLength={300} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />
      {two && <SecondFields second={second} onChange={setSecond} />}
    </FormDialog>
  );
}
