import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './visits.module.css';

type Identifiers = 'masked' | 'none' | 'full';

/** The paper for a kader: a page per house of this list, filled in with what is known, and blank ones for who is not. */
export function FormsDialog({ families, title, onClose }: { families: readonly string[]; title: string; onClose: () => void }): ReactNode {
  const t = useText();
  const write = useAction('verval.forms');
  const mayReveal = useMay('identity.reveal');
  const [format, setFormat] = useState<'pdf' | 'docx'>('pdf');
  const [identifiers, setIdentifiers] = useState<Identifiers>('masked');
  const [blank, setBlank] = useState<number | string>(0);
  const [purpose, setPurpose] = useState(t('verval.formsPurpose'));
  const [error, setError] = useState<unknown>(null);
  const extra = typeof blank === 'number' ? Math.max(0, Math.round(blank)) : 0;
  const ready = families.length + extra > 0 && purpose.trim() !== '' && !write.isPending;
  const run = async (): Promise<void> => {
    const path = await callShell('shell.saveFile', { title: t('verval.forms'), name: `formulir-pemutakhiran.${format}`, extensions: [format] });
    if (path === null) return;
    const done = await write.mutateAsync({ families: [...families], blank: extra, identifiers, format, path, purpose: purpose.trim() });
    say({ text: t('verval.formsSaved', { n: formatNumber(done.houses + extra) }) });
    onClose();
  };
  const save = (): void => { if (ready) run().catch(setError); };
  return (
    <Dialog
      title={t('verval.forms')} onClose={onClose} keys={[{ key: 'Ctrl+Enter', label: t('verval.formsSave'), run: save }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={write.isPending} onClick={save}>{t('verval.formsSave')} …</Button></>}
    >
      <p>{t('verval.formsHint', { n: formatNumber(families.length), title: title === '' ? '–' : title })}</p>
      <div className={css.line}>
        <NumberInput data-autofocus label={t('verval.blankForms')} min={0} max={500} value={blank} onChange={setBlank} />
        <Select label={t('verval.identifiers')} allowDeselect={false} value={identifiers} data={(['masked', 'none', ...(mayReveal ? ['full' as const] : [])] as const).map((one) => ({ value: one, label: t(`verval.identifiers_${one}`) }))} onChange={(value) => setIdentifiers((value ?? 'masked') as Identifiers)} />
      </div>
      <TextInput required label={t('kit.purpose')} description={t('kit.purposeHint')} maxLength={300} value={purpose} autoComplete="off" onChange={(event) => setPurpose(event.currentTarget.value)} />
      <SegmentedControl aria-label={t('verval.format')} value={format} onChange={(value) => setFormat(value as 'pdf' | 'docx')} data={[{ value: 'pdf', label: 'PDF (F4)' }, { value: 'docx', label: 'Word (.docx)' }]} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
