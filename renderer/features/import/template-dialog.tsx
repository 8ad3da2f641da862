import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { baseName } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';

/** Writes Tepat's own template, empty or with this office's families; filled ones carry personal data and need a purpose. */
export function TemplateDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const [filled, setFilled] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [error, setError] = useState<unknown>(null);
  const write = useAction('import.template');
  const ready = !filled || purpose.trim() !== '';
  const save = async (): Promise<void> => {
    setError(null);
    const name = t(filled ? 'imports.templateFilledName' : 'imports.templateEmptyName');
    const path = await callShell('shell.saveFile', { title: t('imports.template'), name: `${name}.xlsx`, extensions: ['xlsx'] });
    if (path === null) return;
    const done = await write.mutateAsync({ path, filled, ...(filled ? { purpose: purpose.trim() } : {}) });
    say({ text: t(filled ? 'imports.templateFilledDone' : 'imports.templateEmptyDone', { file: baseName(done.path), families: done.families, people: done.people }) });
    onClose();
  };
  return (
    <Dialog
      title={t('imports.template')} onClose={onClose} dirty={purpose !== ''}
      actions={
        <>
          <Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button>
          <Button disabled={!ready} loading={write.isPending} onClick={() => void save().catch(setError)}>{t('imports.templateSave')} …</Button>
        </>
      }
    >
      <p>{t('imports.templateHint')}</p>
      <SegmentedControl
        fullWidth value={filled ? 'filled' : 'empty'} onChange={(value) => setFilled(value === 'filled')}
        data={[{ value: 'empty', label: t('imports.templateEmpty') }, { value: 'filled', label: t('imports.templateFilled') }]}
      />
      {filled && <TextInput data-autofocus label={t('imports.purpose')} description={t('imports.purposeHint')} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
