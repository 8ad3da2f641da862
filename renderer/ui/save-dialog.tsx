import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../app/calls.ts';
import { useMay } from '../app/session.tsx';
import { callShell } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { Dialog } from './dialog.tsx';
import { baseName } from './format.ts';
import { inside, OutsideFields } from './outside-fields.tsx';
import type { Outside } from './outside-fields.tsx';
import { ErrorNotice } from './notice.tsx';
import { Progress } from './progress.tsx';
import { say } from './said.tsx';

const JOB = 'save-file';
const fileFormats = ['xlsx', 'csv', 'pdf', 'docx'] as const;
type FileFormat = (typeof fileFormats)[number];
const formatKeys = { xlsx: 'reports.formatXlsx', csv: 'reports.formatCsv', pdf: 'reports.formatPdf', docx: 'reports.formatDocx' } as const;

interface SaveDialogProps {
  readonly name: string;
  readonly title: string;
  readonly hint?: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The day or period that the report is about, where it is not the present one. */
  readonly period?: string | null;
  /** It names people: a purpose is needed, and identifiers may be asked for in full. */
  readonly personal?: boolean;
  /** Under which agreement and in which form, where that was chosen before. */
  readonly given?: { readonly profile: 'masked' | 'aggregate'; readonly agreement: string };
  readonly onClose: () => void;
}

/** Saves a report as a file; what names people needs a purpose, which is logged. */
export function SaveDialog({ name, title, hint, params, period = null, personal = false, given, onClose }: SaveDialogProps): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const mayReveal = useMay('identity.reveal');
  const write = useAction('report.save');
  const list = useCall('report.list', {});
  const formats = fileFormats.filter((one) => one === 'xlsx' || one === 'csv' || list.data?.find((report) => report.name === name)?.formats.includes(one));
  const [format, setFormat] = useState<FileFormat>('xlsx');
  const [purpose, setPurpose] = useState('');
  const [full, setFull] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [chosen, setChosen] = useState<Outside>(given ?? inside);
  const outside = chosen.profile !== 'internal';
  const ready = (!personal && !outside) || (purpose.trim() !== '' && (!outside || chosen.agreement !== null));
  const save = async (): Promise<void> => {
    setError(null);
    const path = await callShell('shell.saveFile', { title: t('reports.save'), name: `${title} ${info.data?.today ?? ''}`.replace(/[\\/:*?"<>|×]/g, '-').trim() + `.${format}`, extensions: [format] });
    if (path === null) return;
    const done = await write.mutateAsync({ name, ...(period !== null && { period }), params: { ...params, ...(full && !outside ? { identifiers: 'full' } : {}) }, format, path, job: JOB, profile: chosen.profile, ...(chosen.agreement !== null && { agreement: chosen.agreement }), ...(purpose.trim() === '' ? {} : { purpose: purpose.trim() }) });
    say({ text: t('reports.saved', { file: baseName(done.file), n: done.rows }) });
    onClose();
  };
  return (
    <Dialog
      title={t('reports.saveTitle', { title })} onClose={onClose} dirty={purpose !== ''}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={write.isPending} onClick={() => void save().catch(setError)}>{t('reports.save')} …</Button></>}
    >
      {hint !== undefined && <p>{hint}</p>}
      <SegmentedControl fullWidth aria-label={t('reports.format')} value={format} onChange={(value) => setFormat(formats.find((one) => one === value) ?? 'xlsx')} data={formats.map((one) => ({ value: one, label: t(formatKeys[one]) }))} />
      {given === undefined && <OutsideFields name={name} chosen={chosen} onChange={setChosen} />}
      {(personal || outside) && (
        <>
          <TextInput data-autofocus label={t('kit.purpose')} description={t('kit.purposeHint')} required value={purpose} maxLength={200} onChange={(event) => setPurpose(event.currentTarget.value)} />
          {mayReveal && !outside && <Checkbox label={t('reports.fullIdentifiers')} description={t('reports.fullIdentifiersHint')} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />}
        </>
      )}
      {write.isPending && (format === 'pdf' || format === 'docx') && <Progress job={JOB} label={t('letters.writing')} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
