import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { say } from '../../ui/said.tsx';
import type { Neighbour } from './package-words.ts';
import css from './packages.module.css';

const desils = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '0'];

/** A new list of tasks for one office below: which of its families, as they stand here, are to be visited, and by when. */
export function TargetDialog({ offices, onClose }: { offices: readonly Neighbour[]; onClose: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const programmes = useCall('programme.list', {});
  const issue = useAction('target.issue');
  const [office, setOffice] = useState<string | null>(offices[0]?.code ?? null);
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [due, setDue] = useState<string | null>(null);
  const [rw, setRw] = useState('');
  const [rt, setRt] = useState('');
  const [desil, setDesil] = useState<readonly string[]>([]);
  const [programme, setProgramme] = useState<string | null>(null);
  const families = { rw: filled(rw), rt: filled(rt), desil: desil.length === 0 ? undefined : desil.map(Number), programme: programme ?? undefined };
  const counted = useCall('family.count', { filter: { region: office ?? '', ...families } }, { enabled: office !== null, keepPrevious: true });
  const count = counted.data?.families ?? 0;
  const ready = office !== null && title.trim() !== '' && count > 0;
  const run = (): void => {
    if (!ready || issue.isPending) return;
    issue.mutate({ office, title: title.trim(), kind: programme === null ? 'prelist' : 'recipients', families, ...(due === null ? {} : { dueOn: due }), ...(note.trim() === '' ? {} : { note: note.trim() }), ...(programme === null ? {} : { programme }) }, {
      onSuccess: ({ tasks }) => { say({ text: t('exchange.targetMade', { n: tasks }) }); onClose(); },
    });
  };
  return (
    <Dialog
      title={t('exchange.targetNew')} size="lg" onClose={onClose} dirty={title !== ''} keys={[{ key: 'Ctrl+Enter', label: t('exchange.targetMake'), run }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={issue.isPending} onClick={run}>{t('exchange.targetMake')}</Button></>}
    >
      <Select label={t('exchange.targetOffice')} value={office} allowDeselect={false} searchable data={offices.map((one) => ({ value: one.code, label: officeTitle(one.level, one.name, t) }))} onChange={setOffice} />
      <TextInput data-autofocus required label={t('exchange.targetName')} placeholder={t('exchange.targetNameExample')} value={title} maxLength={200} autoComplete="off" onChange={(event) => setTitle(event.currentTarget.value)} />
      <div className={css.formLine}>
        <TextInput w={110} label={t('families.rw')} value={rw} maxLength={3} onChange={(event) => setRw(event.currentTarget.value)} />
        <TextInput w={110} label={t('families.rt')} value={rt} maxLength={3} onChange={(event) => setRt(event.currentTarget.value)} />
        <DateInput label={t('exchange.targetDue')} value={due} today={info.data?.today ?? ''} onChange={setDue} />
      </div>
      <Checkbox.Group label={t('exchange.targetDesil')} description={t('exchange.targetDesilHint')} value={[...desil]} onChange={setDesil}>
        <div className={css.formLine}>{desils.map((each) => <Checkbox key={each} value={each} label={each === '0' ? t('families.unranked') : each} />)}</div>
      </Checkbox.Group>
      <Select label={t('exchange.targetProgramme')} value={programme} clearable searchable data={(programmes.data ?? []).map(({ id, values }) => ({ value: id, label: String(values['name'] ?? '') }))} onChange={setProgramme} />
      <TextInput label={t('exchange.targetNote')} value={note} maxLength={2000} onChange={(event) => setNote(event.currentTarget.value)} />
      <p role="status">{t(count === 0 ? 'exchange.targetCountNone' : 'exchange.targetCount', { n: count })}</p>
      {issue.error && <ErrorNotice error={issue.error} />}
    </Dialog>
  );
}

/** As the register writes it: `4` becomes `004`; nothing when nothing was typed. */
function filled(typed: string): string | undefined {
  return typed.trim() === '' ? undefined : typed.trim().padStart(3, '0');
}
