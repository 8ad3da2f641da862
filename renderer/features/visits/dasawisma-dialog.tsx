import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './visits.module.css';

const most = 200;

/** Puts the families of an RT into a dasawisma, a new one or one there is. */
export function DasawismaDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const groups = useCall('dasawisma.list', {});
  const make = useAction('group.save');
  const set = useAction('dasawisma.set');
  const [group, setGroup] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [rt, setRt] = useState('');
  const [rw, setRw] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const found = useCall('family.list', { filter: { rt: rt.padStart(3, '0'), rw: rw.padStart(3, '0') }, sort: { by: 'address' }, limit: most }, { enabled: rt.trim() !== '' && rw.trim() !== '' });
  const rows = found.data?.rows ?? [];
  const ready = (group !== null || name.trim() !== '') && chosen.length > 0 && !make.isPending && !set.isPending;
  const run = (): void => {
    if (!ready) return;
    const target = group === null ? make.mutateAsync({ values: { name: name.trim(), kind: 7, rt: rt.trim(), rw: rw.trim() } }).then(({ id }) => id) : Promise.resolve(group);
    target.then((dasawisma) => set.mutateAsync({ families: [...chosen], dasawisma })).then(({ changed }) => { say({ text: t('verval.dasawismaSet', { n: formatNumber(changed) }) }); onClose(); }, () => undefined);
  };
  return (
    <Dialog
      title={t('verval.dasawisma')} size="lg" onClose={onClose} dirty={chosen.length > 0} keys={[{ key: 'Ctrl+Enter', label: t('verval.keep'), run }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={make.isPending || set.isPending} onClick={run}>{t('verval.dasawismaPut', { n: formatNumber(chosen.length) })}</Button></>}
    >
      <div className={css.four}>
        <Select data-autofocus clearable searchable label={t('verval.oneDasawisma')} placeholder={t('verval.newDasawisma')} value={group} data={(groups.data ?? []).map((one) => ({ value: one.id, label: `${one.name} (${formatNumber(one.families)})` }))} onChange={setGroup} />
        {group === null && <TextInput label={t('verval.dasawismaName')} placeholder={t('verval.dasawismaExample')} value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.currentTarget.value)} />}
        <TextInput label={t('families.rt')} value={rt} maxLength={3} onChange={(event) => { setRt(event.currentTarget.value); setChosen([]); }} />
        <TextInput label={t('families.rw')} value={rw} maxLength={3} onChange={(event) => { setRw(event.currentTarget.value); setChosen([]); }} />
      </div>
      {rows.length === 0 ? <p className={css.quiet}>{t('verval.dasawismaHint')}</p> : (
        <>
          <Checkbox label={t('verval.dasawismaAll', { n: formatNumber(rows.length) })} checked={chosen.length === rows.length} indeterminate={chosen.length > 0 && chosen.length < rows.length} onChange={(event) => setChosen(event.currentTarget.checked ? rows.map((row) => row.id) : [])} />
          <Checkbox.Group aria-label={t('verval.dueList')} value={[...chosen]} onChange={setChosen}>
            <div className={css.scroll} style={{ maxHeight: 260 }}>{rows.map((row) => <Checkbox key={row.id} value={row.id} label={`${row.head ?? t('verval.headless')} · ${row.address ?? ''}`} />)}</div>
          </Checkbox.Group>
        </>
      )}
      {(make.error ?? set.error) && <ErrorNotice error={make.error ?? set.error} />}
    </Dialog>
  );
}
