import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { choicesOf } from './visit-words.ts';
import type { Enumerator } from './visit-words.ts';
import css from './visits.module.css';

/** Somebody who visits for the office: who they are, and which houses are theirs. */
export function EnumeratorDialog({ enumerator, onClose }: { enumerator: Enumerator | null; onClose: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const groups = useCall('dasawisma.list', {});
  const save = useAction('enumerator.save');
  const end = useAction('enumerator.end');
  const [name, setName] = useState(enumerator?.name ?? '');
  const [role, setRole] = useState(String(enumerator?.role ?? 2));
  const [phone, setPhone] = useState(enumerator?.phone ?? '');
  const [dasawisma, setDasawisma] = useState<string | null>(enumerator?.dasawisma ?? null);
  const [rt, setRt] = useState(enumerator?.rt ?? '');
  const [rw, setRw] = useState(enumerator?.rw ?? '');
  const [ending, setEnding] = useState(false);
  const ready = name.trim() !== '' && !save.isPending;
  const run = (): void => {
    if (!ready) return;
    save.mutate({ ...(enumerator && { id: enumerator.id }), name: name.trim(), role: Number(role), phone: phone.trim() || null, dasawisma, rt: rt.trim() || null, rw: rw.trim() || null }, { onSuccess: () => { say({ text: t('verval.enumeratorSaved', { name: name.trim() }) }); onClose(); } });
  };
  return (
    <Dialog
      title={enumerator === null ? t('verval.newEnumerator') : enumerator.name} onClose={onClose} dirty={name !== (enumerator?.name ?? '')} keys={[{ key: 'Ctrl+Enter', label: t('verval.keep'), run }]}
      actions={<>{enumerator?.ended === null && <Button variant="default" onClick={() => setEnding(true)}>{t('verval.endEnumerator')} …</Button>}<Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={save.isPending} onClick={run}>{t('verval.keep')}</Button></>}
    >
      <TextInput data-autofocus required label={t('verval.colName')} value={name} maxLength={120} autoComplete="off" onChange={(event) => setName(event.currentTarget.value)} />
      <div className={css.line}>
        <Select label={t('verval.colRole')} allowDeselect={false} value={role} data={choicesOf('TEPAT.jenisPendata')} onChange={(value) => setRole(value ?? '2')} />
        <TextInput label={t('verval.colPhone')} value={phone} maxLength={30} autoComplete="off" onChange={(event) => setPhone(event.currentTarget.value)} />
      </div>
      <fieldset className={css.block}>
        <legend>{t('verval.whichHouses')}</legend>
        <Select clearable searchable label={t('verval.oneDasawisma')} placeholder={t('verval.noDasawisma')} value={dasawisma} data={(groups.data ?? []).map((one) => ({ value: one.id, label: one.name }))} onChange={setDasawisma} />
        <div className={css.line}>
          <TextInput label={t('families.rt')} value={rt} maxLength={3} onChange={(event) => setRt(event.currentTarget.value)} />
          <TextInput label={t('families.rw')} value={rw} maxLength={3} onChange={(event) => setRw(event.currentTarget.value)} />
        </div>
      </fieldset>
      {save.error && <ErrorNotice error={save.error} />}
      {ending && enumerator && <ReasonDialog title={t('verval.endEnumerator')} action={t('verval.endEnumerator')} onClose={() => setEnding(false)} onDo={async (reason) => { await end.mutateAsync({ id: enumerator.id, date: info.data?.today ?? '', reason }); onClose(); }} />}
    </Dialog>
  );
}
