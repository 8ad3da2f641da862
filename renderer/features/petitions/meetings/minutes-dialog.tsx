import { Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { callShell } from '../../../bridge.ts';
import { useText } from '../../../text/text.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { baseName } from '../../../ui/format.ts';
import { say } from '../../../ui/said.tsx';
import type { Meeting } from './meeting-screen.tsx';

/** Saves the minutes with attendance and annex as `.docx` or PDF; names people, so that a purpose is logged. */
export function MinutesDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }): ReactNode {
  const t = useText();
  const write = useAction('meeting.document');
  const mayReveal = useMay('identity.reveal');
  const [format, setFormat] = useState<'docx' | 'pdf'>('docx');
  const [purpose, setPurpose] = useState('');
  const [full, setFull] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    const name = `${t('meetings.tabMinutes')} ${meeting.date}`.replace(/[\\/:*?"<>|]/g, '-');
    const path = await callShell('shell.saveFile', { title: t('meetings.documentTitle'), name: `${name}.${format}`, extensions: [format] });
    if (path === null) return;
    const { file } = await write.mutateAsync({ id: meeting.id, format, path, purpose: purpose.trim(), full });
    say({ text: t('meetings.documentSaved', { file: baseName(file) }) });
    onClose();
  };
  return (
    <FormDialog title={t('meetings.documentTitle')} submit={t('meetings.document')} ready={purpose.trim() !== ''} busy={write.isPending} dirty={purpose !== ''} error={failed} onSubmit={() => void save().catch(setFailed)} onClose={onClose}>
      <p>{t('meetings.documentHint')}</p>
      <SegmentedControl fullWidth aria-label={t('meetings.format')} value={format} onChange={(value) => setFormat(value as 'docx' | 'pdf')} data={[{ value: 'docx', label: t('meetings.formatDocx') }, { value: 'pdf', label: t('meetings.formatPdf') }]} />
      <TextInput data-autofocus required label={t('kit.purpose')} description={t('kit.purposeHint')} maxLength={200} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
      {mayReveal && <Checkbox label={t('meetings.full')} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />}
    </FormDialog>
  );
}
