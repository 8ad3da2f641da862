import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { baseName } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import { askPath, PaperFields } from './paper-fields.tsx';
import type { Format, Signer } from './paper-fields.tsx';

type Kind = 'sktm' | 'terdaftar' | 'data-saya' | 'tidak-terdaftar' | 'surat-pengantar';

interface LetterDialogProps {
  readonly kinds: readonly Kind[];
  /** Whom it may be about; the first is proposed. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

/** Issues a letter and saves it: for whom, what for, who signs. A number that was given is not given again when saving fails. */
export function LetterDialog({ kinds, people, onClose }: LetterDialogProps): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const issue = useAction('letter.issue');
  const write = useAction('letter.write');
  const own = useAction('document.write');
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'sktm');
  const [person, setPerson] = useState(people[0]?.id ?? '');
  const [text, setText] = useState({ purpose: '', checked: '', name: '', nik: '', address: '', to: '', subject: '' });
  const [format, setFormat] = useState<Format>('pdf');
  const [signer, setSigner] = useState<Signer>('head');
  const [given, setGiven] = useState<{ id: string; number: string } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stranger = kind === 'tidak-terdaftar';
  const cover = kind === 'surat-pengantar';
  const ready = kind === 'data-saya' ? text.checked.trim() !== '' : cover || (text.purpose.trim() !== '' && (!stranger || text.name.trim() !== ''));
  const set = (key: keyof typeof text) => (event: { currentTarget: { value: string } }): void => setText({ ...text, [key]: event.currentTarget.value });
  const save = async (): Promise<void> => {
    setError(null);
    const about = stranger ? text.name : cover ? (info.data?.today ?? '') : (people.find((one) => one.id === person)?.name ?? '');
    const path = await askPath(t('letters.write'), `${t(`letters.kind_${kind}`)} ${about}`, format);
    if (path === null) return;
    if (kind === 'data-saya') {
      const done = await own.mutateAsync({ name: kind, person, identityChecked: text.checked.trim(), format, path, signer });
      say({ text: t('letters.written', { file: baseName(done.file) }) });
      return onClose();
    }
    const asked: CallInput<'letter.issue'> = {
      kind, signer, ...(text.purpose.trim() !== '' && { purpose: text.purpose.trim() }), ...(stranger ? { stranger: { name: text.name.trim(), nik: text.nik, address: text.address } } : cover ? {} : { person }),
      ...(text.to.trim() !== '' && { to: text.to.trim() }), ...(text.subject.trim() !== '' && { subject: text.subject.trim() }),
    };
    const letter = given ?? (await issue.mutateAsync(asked));
    setGiven(letter);
    const done = await write.mutateAsync({ id: letter.id, format, path });
    say({ text: t('letters.issued', { number: letter.number, file: baseName(done.file) }) });
    onClose();
  };
  const run = (): void => { if (ready && !busy) void save().catch(setError); };
  const busy = issue.isPending || write.isPending || own.isPending;
  return (
    <Dialog
      title={t(stranger ? 'letters.stranger' : cover ? 'letters.pengantar' : 'letters.make')} keys={[{ key: 'Ctrl+Enter', label: t(kind === 'data-saya' || given ? 'letters.write' : 'letters.issue'), run }]} onClose={onClose} dirty={given === null && (text.purpose !== '' || text.name !== '')}
      actions={<><Button variant="default" onClick={onClose}>{t('letters.cancel')}</Button><Button disabled={!ready} loading={busy} onClick={run}>{t(kind === 'data-saya' || given ? 'letters.write' : 'letters.issue')} …</Button></>}
    >
      {kinds.length > 1 && <SegmentedControl fullWidth aria-label={t('letters.kind')} disabled={given !== null} value={kind} onChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)} data={kinds.map((one) => ({ value: one, label: t(`letters.kind_${one}`) }))} />}
      {given && <Notice severity="info" title={t('letters.numberGiven', { number: given.number })} />}
      {!stranger && !cover && <NativeSelect label={t('letters.person')} value={person} disabled={given !== null} onChange={(event) => setPerson(event.currentTarget.value)} data={people.map(({ id, name }) => ({ value: id, label: name }))} />}
      {stranger && (
        <>
          <TextInput data-autofocus label={t('letters.name')} required maxLength={200} value={text.name} onChange={set('name')} />
          <TextInput label={t('letters.nik')} maxLength={20} value={text.nik} onChange={set('nik')} />
          <TextInput label={t('letters.address')} maxLength={300} value={text.address} onChange={set('address')} />
        </>
      )}
      {cover && (
        <>
          <TextInput data-autofocus label={t('letters.to')} maxLength={200} value={text.to} onChange={set('to')} />
          <TextInput label={t('letters.subject')} maxLength={200} value={text.subject} onChange={set('subject')} />
        </>
      )}
      {kind === 'data-saya'
        ? <TextInput data-autofocus label={t('letters.checked')} description={t('letters.checkedHint')} required maxLength={200} value={text.checked} onChange={set('checked')} />
        : !cover && <TextInput {...(stranger ? {} : { 'data-autofocus': true })} label={t('letters.purpose')} description={t('letters.purposeHint')} required maxLength={300} value={text.purpose} onChange={set('purpose')} />}
      <PaperFields format={format} onFormat={setFormat} signer={signer} onSigner={setSigner} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
