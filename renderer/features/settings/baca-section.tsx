import { Button, Group, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ageRecipient } from '../../../db/rules/age-recipient.ts';
import { BacaDialog } from '../../app/baca-dialog.tsx';
import { useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { baseName, formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import css from './settings.module.css';

/** BACA files: a list for an agency that is read only and not after its last day; and those of others. */
export function BacaSection(): ReactNode {
  const t = useText();
  const mayWrite = useMay('report.export');
  const [asked, setAsked] = useState<'write' | 'open' | null>(null);
  return (
    <Page title={t('privacy.baca')} hint={t('privacy.bacaHint')}>
      <div className={css.narrow}>
        <Panel>
          <div className={css.stack}>
            <p>{t('privacy.bacaWhat')}</p>
            <Group gap="xs">
              {mayWrite && <Button autoFocus onClick={() => setAsked('write')}>{t('privacy.bacaWrite')} …</Button>}
              <Button variant="default" onClick={() => setAsked('open')}>{t('privacy.bacaOpen')} …</Button>
            </Group>
          </div>
        </Panel>
      </div>
      {asked === 'write' && <WriteDialog onClose={() => setAsked(null)} />}
      {asked === 'open' && <BacaDialog onClose={() => setAsked(null)} />}
    </Page>
  );
}

const lists = ['recipients', 'families', 'people'] as const;

function WriteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const partners = useCall('partner.list', {});
  const [list, setList] = useState<(typeof lists)[number]>('recipients');
  const [agreement, setAgreement] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [purpose, setPurpose] = useState('');
  const [opensWith, setOpensWith] = useState<'code' | 'key'>('code');
  const [recipient, setRecipient] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [made, setMade] = useState<{ file: string; code: string; rows: number } | null>(null);
  const agreements = (partners.data ?? []).flatMap((partner) => partner.agreements.filter((one) => one.term === 'inForce').map((one) => ({ value: one.id, label: `${partner.name} · ${one.number} (${formatDate(one.until)})` })));
  const write = async (): Promise<void> => {
    if (agreement === null || until === null) return;
    const path = await callShell('shell.saveFile', { title: t('privacy.bacaWrite'), name: `baca ${until}.tepatbaca`, extensions: ['tepatbaca'] });
    if (path !== null) setMade(await callApi('baca.write', { name: list, agreement, until, purpose: purpose.trim(), recipients: opensWith === 'key' ? [recipient.trim()] : [], path }));
  };
  const submit = (): void => {
    setBusy(true);
    setError(null);
    write().catch(setError).finally(() => setBusy(false));
  };
  const readKey = async (): Promise<void> => {
    setError(null);
    const path = (await callShell('shell.openFile', { title: t('privacy.bacaRecipientRead'), extensions: ['tepatcard', 'txt'] }))?.[0];
    if (path !== undefined) setRecipient((await callApi('baca.recipient', { path })).recipient);
  };
  const ready = agreement !== null && until !== null && purpose.trim() !== '' && (opensWith === 'code' || ageRecipient.test(recipient.trim()));
  if (made) {
    return (
      <Dialog title={t('privacy.bacaMade', { n: made.rows })} onClose={onClose} actions={<Button data-autofocus onClick={onClose}>{made.code === '' ? t('kit.close') : t('security.codeDone')}</Button>}>
        {made.code === ''
          ? <Notice severity="done" title={t('privacy.bacaForKey')}>{t('privacy.bacaForKeyHint')}</Notice>
          : <><Notice severity="warn" title={t('security.newCodeOnce')}>{t('privacy.bacaCodeHint')}</Notice><p className={css.code}>{made.code}</p></>}
        <p className={css.muted}>{baseName(made.file)}</p>
      </Dialog>
    );
  }
  return (
    <FormDialog title={t('privacy.bacaWrite')} submit={t('privacy.bacaWrite')} ready={ready} busy={busy} dirty={purpose !== ''} error={error} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus required label={t('privacy.bacaAgreement')} description={partners.data && agreements.length === 0 ? t('privacy.bacaNoAgreement') : undefined} data={agreements} value={agreement} onChange={setAgreement} />
      <Select required label={t('privacy.bacaList')} data={lists.map((one) => ({ value: one, label: t(`privacy.list_${one}`) }))} value={list} allowDeselect={false} onChange={(value) => setList(lists.find((one) => one === value) ?? 'recipients')} />
      <DateInput required label={t('privacy.bacaUntil')} value={until} today={info.data?.today ?? ''} onChange={setUntil} />
      <TextInput required label={t('kit.purpose')} value={purpose} maxLength={300} autoComplete="off" onChange={(event) => setPurpose(event.currentTarget.value)} />
      <Radio.Group label={t('privacy.bacaOpensWith')} value={opensWith} onChange={(value) => setOpensWith(value === 'key' ? 'key' : 'code')}>
        <div className={css.choices}>{(['code', 'key'] as const).map((one) => <Radio key={one} value={one} label={t(`privacy.bacaWith_${one}`)} />)}</div>
      </Radio.Group>
      {opensWith === 'key' && (
        <>
          <TextInput required label={t('privacy.bacaRecipient')} description={t('privacy.bacaRecipientHint')} value={recipient} autoComplete="off" spellCheck={false} onChange={(event) => setRecipient(event.currentTarget.value)} />
          <Button variant="default" onClick={() => void readKey().catch(setError)}>{t('privacy.bacaRecipientRead')} …</Button>
        </>
      )}
    </FormDialog>
  );
}
