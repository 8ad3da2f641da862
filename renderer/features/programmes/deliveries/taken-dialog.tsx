import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeList } from '../../../../db/rules/lists.ts';
import { useKeys } from '../../../app/keys.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';

const defaults = { relation: '4', proof: '1' };

interface Taken {
  readonly takenBy: string;
  readonly relation: number;
  readonly proof: number;
}

/** That somebody else took it: who, how they are related, and what proves it. */
export function TakenDialog({ name, onClose, onDo }: { name: string; onClose: () => void; onDo: (taken: Taken) => Promise<unknown> }): ReactNode {
  const t = useText();
  const [takenBy, setTakenBy] = useState('');
  const [relation, setRelation] = useState(defaults.relation);
  const [proof, setProof] = useState(defaults.proof);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ready = takenBy.trim() !== '' && !busy;
  const run = (): void => {
    if (!ready) return;
    setBusy(true);
    onDo({ takenBy: takenBy.trim(), relation: Number(relation), proof: Number(proof) }).catch(setError).finally(() => setBusy(false));
  };
  const choices = (list: string): { value: string; label: string }[] => (codeList(list)?.codes ?? []).map(([code, label]) => ({ value: String(code), label }));
  return (
    <Dialog title={t('programmes.deliveryOtherTitle', { name })} onClose={onClose} dirty={takenBy !== ''} actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={busy} onClick={run}>{t('programmes.deliveryTick')}</Button></>}>
      <SubmitKeys label={t('programmes.deliveryTick')} run={run} />
      <TextInput data-autofocus label={t('programmes.deliveryTaken')} required value={takenBy} maxLength={120} autoComplete="off" onChange={(event) => setTakenBy(event.currentTarget.value)} />
      <Select label={t('programmes.deliveryRelation')} allowDeselect={false} value={relation} data={choices('TEPAT.pengambil')} onChange={(value) => setRelation(value ?? defaults.relation)} />
      <Select label={t('programmes.deliveryProof')} allowDeselect={false} value={proof} data={choices('TEPAT.buktiPenyaluran')} onChange={(value) => setProof(value ?? defaults.proof)} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** Inside the dialog, so that its keys lie over the dialog's own. */
function SubmitKeys({ label, run }: { label: string; run: () => void }): ReactNode {
  useKeys([{ key: 'Ctrl+Enter', label, run }]);
  return null;
}
