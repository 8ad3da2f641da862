import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { Round } from './visit-words.ts';

/** Gives visits to whoever makes them: the families that are looked at, or all that nobody goes to yet. */
export function PlanDialog({ round, families, onClose }: { round: Round; families: readonly string[] | null; onClose: () => void }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const enumerators = useCall('enumerator.list', {});
  const plan = useAction('verval.plan');
  const [who, setWho] = useState('auto');
  const [on, setOn] = useState<string | null>(null);
  const ready = (families === null || families.length > 0) && !plan.isPending;
  const run = (): void => {
    if (!ready) return;
    plan.mutate({ round: round.id, enumerator: who, plannedOn: on, ...(families !== null && { families: [...families] }) }, {
      onSuccess: ({ planned, without }) => { say({ text: t(without > 0 ? 'verval.plannedWithout' : 'verval.plannedAll', { n: formatNumber(planned), without: formatNumber(without) }), severity: without > 0 ? 'info' : 'done' }); onClose(); },
    });
  };
  return (
    <Dialog
      title={t('verval.plan')} onClose={onClose} keys={[{ key: 'Ctrl+Enter', label: t('verval.plan'), run }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={plan.isPending} onClick={run}>{t('verval.plan')}</Button></>}
    >
      <p>{families === null ? t('verval.planAll') : t('verval.planSome', { n: formatNumber(families.length) })}</p>
      <Select data-autofocus label={t('verval.whoGoes')} allowDeselect={false} searchable openOnFocus={false} value={who} data={[{ value: 'auto', label: t('verval.auto') }, ...(enumerators.data ?? []).filter((one) => one.ended === null).map((one) => ({ value: one.id, label: one.name }))]} onChange={(value) => setWho(value ?? 'auto')} />
      <DateInput label={t('verval.plannedOn')} value={on} today={info.data?.today ?? ''} onChange={setOn} />
      {plan.error && <ErrorNotice error={plan.error} />}
    </Dialog>
  );
}
