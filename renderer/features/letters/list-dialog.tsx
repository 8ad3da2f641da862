import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { baseName } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { say } from '../../ui/said.tsx';
import { usePrintConcerns } from '../enrolment/index.ts';
import { askPath, PaperFields } from './paper-fields.tsx';
import type { Format, Signer } from './paper-fields.tsx';

const kinds = ['bnba', 'tanda-terima', 'sptjm'] as const;
type Kind = (typeof kinds)[number];
const JOB = 'list-document';

/** The papers of a programme's list: by name and address, to sign on receipt, and the statement of who answers for it. */
export function ListDialog({ programme, onClose }: { programme: { readonly id: string; readonly name: string }; onClose: () => void }): ReactNode {
  const t = useText();
  const write = useAction('document.write');
  const issue = useAction('letter.issue');
  const writeLetter = useAction('letter.write');
  const mayReveal = useMay('identity.reveal');
  const [kind, setKind] = useState<Kind>('bnba');
  const [purpose, setPurpose] = useState('');
  const [phase, setPhase] = useState('');
  const [full, setFull] = useState(false);
  const [paper, setPaper] = useState<'f4' | 'a4'>('f4');
  const [format, setFormat] = useState<Format>('pdf');
  const [signer, setSigner] = useState<Signer>('head');
  const [given, setGiven] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const concerns = usePrintConcerns(programme.id);
  const ready = purpose.trim() !== '' && concerns.ready;
  const save = async (): Promise<void> => {
    setError(null);
    const path = await askPath(t('letters.write'), `${t(`letters.kind_${kind}`)} ${programme.name}`, format);
    if (path === null) return;
    if (kind === 'sptjm') {
      const id = given ?? (await issue.mutateAsync({ kind, programme: programme.id, signer, purpose: purpose.trim(), ...concerns.anyway })).id;
      setGiven(id);
      say({ text: t('letters.written', { file: baseName((await writeLetter.mutateAsync({ id, format, path })).file) }) });
    } else {
      const done = await write.mutateAsync({ name: kind, programme: programme.id, purpose: purpose.trim(), full, paper, format, path, signer, job: JOB, ...concerns.anyway, ...(kind === 'tanda-terima' && phase.trim() !== '' && { phase: phase.trim() }) });
      say({ text: t('letters.written', { file: baseName(done.file) }) });
    }
    onClose();
  };
  return (
    <Dialog
      title={programme.name} onClose={onClose} dirty={purpose !== ''}
      actions={<><Button variant="default" onClick={onClose}>{t('letters.cancel')}</Button><Button disabled={!ready} loading={write.isPending || issue.isPending || writeLetter.isPending} data-submit onClick={() => void save().catch(setError)}>{t('letters.write')} …</Button></>}
    >
      <SegmentedControl fullWidth aria-label={t('letters.kind')} value={kind} onChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)} data={kinds.map((one) => ({ value: one, label: t(`letters.kind_${one}`) }))} />
      <TextInput data-autofocus label={t('letters.purpose')} description={t('letters.whyHint')} required maxLength={300} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
      {kind === 'tanda-terima' && <TextInput label={t('letters.phase')} description={t('letters.phaseHint')} maxLength={100} value={phase} onChange={(event) => setPhase(event.currentTarget.value)} />}
      {kind !== 'sptjm' && <SegmentedControl fullWidth aria-label={t('letters.paper')} value={paper} onChange={(value) => setPaper(value === 'a4' ? 'a4' : 'f4')} data={[{ value: 'f4', label: t('letters.paperF4') }, { value: 'a4', label: t('letters.paperA4') }]} />}
      {kind !== 'sptjm' && mayReveal && <Checkbox label={t('letters.full')} checked={full} onChange={(event) => setFull(event.currentTarget.checked)} />}
      <PaperFields format={format} onFormat={setFormat} signer={signer} onSigner={setSigner} />
      {concerns.shown}
      {write.isPending && <Progress job={JOB} label={t('letters.writing')} />}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
