import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { errorText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { forgetRefused, useRefused } from './running.ts';

/** Why the last file was not read, or not stored, for whoever comes back to the imports; its rows are one key away. */
export function JobRefused(): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const refused = useRefused();
  if (refused === null) return null;
  const { staging, file, error } = refused;
  if (staging === null) return <ErrorNotice error={error} />;
  return (
    <Notice
      severity="block" title={t('imports.notStored', { file })}
      actions={<><Button variant="default" onClick={forgetRefused}>{t('kit.dismiss')}</Button><Button onClick={() => go(`/impor/${staging}/periksa`)}>{t('imports.backToRows')}</Button></>}
    >
      {errorText(language, error)}
    </Notice>
  );
}
