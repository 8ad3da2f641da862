import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useKeys } from '../../app/keys.ts';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { askConfirm, Dialog } from '../../ui/dialog.tsx';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { FingerprintWords } from '../../ui/fingerprint-words.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import css from './welcome.module.css';

/** A starter file that was opened; `checked` says that the city's words were compared by voice. */
export interface CheckedStarter {
  readonly path: string;
  readonly read: CallOutput<'starter.read'>;
  readonly checked: boolean;
}

/** The city's starter file spares typing where the office is and whom to trust: its words are compared once, by telephone. */
export function StarterOffer({ onTake }: { onTake: (starter: CheckedStarter) => void }): ReactNode {
  const t = useText();
  const [opened, setOpened] = useState<Omit<CheckedStarter, 'checked'> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const open = async (): Promise<void> => {
    setError(null);
    const [path] = (await callShell('shell.openFile', { title: t('welcome.starterOpen'), extensions: ['tepatmulai'] })) ?? [];
    if (path !== undefined) setOpened({ path, read: await callApi('starter.read', { path }) });
  };
  const start = (): void => void open().catch(setError);
  useKeys([{ key: 'Ctrl+O', label: t('welcome.starterOpen'), run: start }], { active: opened === null });
  const unchecked = async (): Promise<void> => {
    if (opened && (await askConfirm({ title: t('welcome.starterUncheckedAsk'), body: t('welcome.starterUncheckedHint'), confirm: t('welcome.starterUnchecked'), danger: true }))) onTake({ ...opened, checked: false });
  };
  return (
    <div className={css.starter}>
      <Button variant="default" onClick={start}>{t('welcome.starterOpen')} …</Button>
      <p>{t('welcome.starterHint')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {opened && (
        <Dialog
          title={t('welcome.starterTitle', { name: officeTitle(opened.read.level, opened.read.name, t) })} onClose={() => setOpened(null)} size="lg"
          actions={
            <>
              <Button data-autofocus variant="default" onClick={() => setOpened(null)}>{t('kit.cancel')}</Button>
              <Button variant="default" onClick={() => void unchecked()}>{t('welcome.starterUnchecked')} …</Button>
              <Button onClick={() => onTake({ ...opened, checked: true })}>{t('welcome.starterSame')}</Button>
            </>
          }
        >
          <Fields>
            <FieldRow label={t('welcome.starterOffice')}>{officeTitle(opened.read.level, opened.read.name, t)} <span className={css.code}>({opened.read.code})</span>{opened.read.practice && <> · <Mark severity="warn">{t('welcome.starterPractice')}</Mark></>}</FieldRow>
            <FieldRow label={t('welcome.starterIssuer')}>{opened.read.issuer.name}, {formatMoment(opened.read.issuedAt)}</FieldRow>
            <FieldRow label={t('welcome.starterUpload')}>{opened.read.upload ?? t('welcome.starterNoUpload')}</FieldRow>
          </Fields>
          <p>{t('welcome.starterCompare', { issuer: opened.read.issuer.name })}</p>
          <FingerprintWords fingerprint={opened.read.issuer.fingerprint} />
          <p>{t('welcome.starterDiffers', { issuer: opened.read.issuer.name })}</p>
        </Dialog>
      )}
    </div>
  );
}
