import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { codeIn } from '../../../../db/rules/lists.ts';
import { useAction, useCall } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { useLanguage, useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { say } from '../../../ui/said.tsx';
import { EnrolObjections } from '../../enrolment/index.ts';
import { programmeName } from '../programme-words.ts';

const group = 4;

/** Enrols a group in a programme that groups receive; what the rules say of its members is answered here. */
export function GroupEnrol({ id, name, today, onClose }: { id: string; name: string; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const enrol = useAction('enrolment.create');
  const [programme, setProgramme] = useState<string | null>(null);
  const [start, setStart] = useState<string | null>(today);
  const [decisionNo, setDecisionNo] = useState('');
  const [decisionDate, setDecisionDate] = useState<string | null>(null);
  const list = (programmes.data ?? []).filter((one) => one.active && codeIn('TEPAT.satuanPenerima', one.values['unitKind']) === group);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const mayForbidden = useMay('enrol.override');
  const language = useLanguage();
  const asked = programme !== null && start !== null;
  const check = useCall('enrolment.check', { programme: programme ?? '', group: id, start: start ?? today, lang: language }, { enabled: asked });
  const objections = asked ? (check.data ?? []) : [];
  const answered = objections.every((one) => (reasons[one.rule] ?? '').trim() !== '' && (one.result === 'warn' || mayForbidden));
  const submit = (): void => {
    if (programme === null || start === null) return;
    const overrides = objections.map(({ rule }) => ({ rule, reason: (reasons[rule] ?? '').trim() }));
    enrol.mutate({ programme, group: id, start, decisionNo: decisionNo.trim() || null, decisionDate, overrides }, { onSuccess: () => { say({ text: t('groups.enrolled', { name }) }); onClose(); } });
  };
  return (
    <FormDialog title={t('groups.enrolTitle', { name })} submit={t('groups.enrol')} ready={asked && check.data !== undefined && !check.isFetching && answered} busy={enrol.isPending} pending={asked && check.isFetching} dirty={programme !== null} error={enrol.error ?? programmes.error ?? (asked ? check.error : null)} onSubmit={submit} onClose={onClose}>
      <Select data-autofocus label={t('groups.programme')} description={t('groups.programmeHint')} required searchable selectFirstOptionOnDropdownOpen={programme === null} value={programme} data={list.map((one) => ({ value: one.id, label: programmeName(one) }))} nothingFoundMessage={t('programmes.noneFiltered')} onChange={setProgramme} />
      <DateInput label={t('groups.start')} value={start} today={today} onChange={setStart} required />
      <TextInput label={t('groups.decisionNo')} value={decisionNo} maxLength={120} onChange={(event) => setDecisionNo(event.currentTarget.value)} />
      <DateInput label={t('groups.decisionDate')} value={decisionDate} today={today} onChange={setDecisionDate} />
      {objections.length > 0 && <EnrolObjections objections={objections} mayForbidden={mayForbidden} reasons={reasons} onReason={(rule, reason) => setReasons((old) => ({ ...old, [rule]: reason }))} />}
    </FormDialog>
  );
}
