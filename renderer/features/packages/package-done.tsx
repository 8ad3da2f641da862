import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { shortHash } from '../../../db/rules/short-hash.ts';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { FieldRow, Fields } from '../../ui/fields.tsx';
import { baseName, formatBytes } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { numberWords, writtenWords } from './package-words.ts';

/** A package that was written and read back: what it holds, how to recognise it, and that the stick may be taken out. */
export function PackageDone({ done, to }: { done: CallOutput<'package.export'>; to: readonly string[] }): ReactNode {
  const t = useText();
  const [error, setError] = useState<unknown>(null);
  return (
    <>
      <Notice severity="done" title={t('packages.safe')} actions={<Button variant="default" onClick={() => void callShell('shell.showInFolder', { path: done.file }).catch(setError)}>{t('packages.show')}</Button>}>{t(done.readBack === 'medium' ? 'packages.safeHint' : 'packages.safeHintCache')}</Notice>
      {/* Reference data is no change of the register: a package of it is never empty. */}
      {done.changes + done.papers === 0 && done.kind !== 'ACUAN' && <Notice severity="info" title={t('packages.emptyPackage')}>{t('packages.emptyPackageHint')}</Notice>}
      <Fields>
        <FieldRow label={t('packages.file')}>{baseName(done.file)}</FieldRow>
        <FieldRow label={t('packages.to')}>{to.join(', ')}</FieldRow>
        <FieldRow label={t('packages.number')}>{numberWords(t, { ...done, shared: done.kind === 'LAPORAN' && to.length > 1 })}</FieldRow>
        <FieldRow label={t('packages.contents')}>{done.kind === 'ACUAN' ? t('packages.contentsReference') : done.kind === 'TERUSAN' ? t('packages.contentsRelay', { n: done.changes }) : writtenWords(t, done)}</FieldRow>
        <FieldRow label={t('packages.size')}>{formatBytes(done.bytes)}</FieldRow>
        <FieldRow label={t('packages.hash')}><code>{shortHash(done.sha256)}</code></FieldRow>
      </Fields>
      {error !== null && <ErrorNotice error={error} />}
    </>
  );
}
