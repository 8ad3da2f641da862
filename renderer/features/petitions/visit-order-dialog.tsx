import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { say } from '../../ui/said.tsx';
import type { Visit } from '../visits/index.ts';

interface VisitOrderDialogProps {
  readonly id: string;
  readonly number: string;
  /** The visit that is given anew; null for a first one. */
  readonly visit: Visit | null;
  readonly today: string;
  readonly onClose: () => void;
}

/** In place of a period or a person: none, and whoever visits there. */
const none = '';
const auto = 'auto';

/** "Buat verval": who visits the house of a usulan, when, and in which period's worklist it stands. */
export function VisitOrderDialog({ id, number, visit, today, onClose }: VisitOrderDialogProps): ReactNode {
  const t = useText();
  const rounds = useCall('round.list', {});
  const enumerators = useCall('enumerator.list', {});
  const make = useAction('petition.visit');
  const running = (rounds.data ?? []).filter((one) => one.own && one.closed === null);
  const [round, setRound] = useState<string | null>(visit === null ? null : (visit.round ?? none));
  const [who, setWho] = useState(visit === null ? auto : (visit.enumerator ?? none));
  const [on, setOn] = useState<string | null>(visit?.plannedOn ?? null);
  // The period that runs is meant unless somebody says otherwise.
  const chosen = round ?? running[0]?.id ?? none;
  const submit = (): void => make.mutate({ id, round: chosen || null, enumerator: who || null, plannedOn: on }, {
    onSuccess: ({ enumerator }) => {
      const name = enumerators.data?.find((one) => one.id === enumerator)?.name;
      say({ text: name === undefined ? t('petitions.visitMadeNobody', { number }) : t('petitions.visitMade', { number, name }) });
      onClose();
    },
  });
  return (
    <FormDialog title={t(visit === null ? 'petitions.visitTitle' : 'petitions.visitAgainTitle', { number })} submit={t(visit === null ? 'petitions.do_visit' : 'petitions.visitAgain')} ready={rounds.data !== undefined && enumerators.data !== undefined} busy={make.isPending} dirty={false} error={make.error} onSubmit={submit} onClose={onClose}>
      <p>{t('petitions.visitHint')}</p>
      <Select
        data-autofocus label={t('petitions.visitWho')} searchable openOnFocus={false} allowDeselect={false} value={who} onChange={(value) => setWho(value ?? auto)}
        data={[{ value: auto, label: t('petitions.visitAuto') }, ...(enumerators.data ?? []).filter((one) => one.ended === null).map((one) => ({ value: one.id, label: one.name })), { value: none, label: t('petitions.visitNobody') }]}
      />
      <DateInput label={t('petitions.visitOn')} value={on} today={today} onChange={setOn} />
      <Select label={t('petitions.visitRound')} allowDeselect={false} value={chosen} data={[...running.map((one) => ({ value: one.id, label: one.name })), { value: none, label: t('petitions.visitRoundNone') }]} onChange={(value) => setRound(value ?? none)} />
    </FormDialog>
  );
}
