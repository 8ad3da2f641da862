import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { movesFrom } from '../../../db/rules/enrolment/states.ts';
import type { MoveKind } from '../../../db/rules/enrolment/states.ts';
import { labelOf } from '../../../db/rules/lists.ts';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDate } from '../../ui/format.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './enrolment.module.css';
import { MoveDialog } from './move-dialog.tsx';
import type { PartName } from './move-dialog.tsx';

/** How a part in a programme came to be as it is, and what can be done next. */
export function PartDialog({ part, editable, today, onClose }: { part: PartName; editable: boolean; today: string; onClose: () => void }): ReactNode {
  const t = useText();
  const history = useCall('enrolment.history', { id: part.id });
  const [move, setMove] = useState<MoveKind | null>(null);
  if (move) return <MoveDialog parts={[part]} move={move} today={today} onClose={onClose} />;
  const lines = history.data ?? [];
  const moves = history.data && editable ? movesFrom(lines.at(-1)?.to ?? 0) : [];
  return (
    <Dialog title={t('enrolment.historyOf', { name: part.name })} size="lg" onClose={onClose} actions={<Button variant="default" onClick={onClose}>{t('kit.close')}</Button>}>
      {history.error && <ErrorNotice error={history.error} retry={() => void history.refetch()} />}
      <ol className={css.history} aria-label={t('enrolment.history')}>
        {lines.map((line, place) => <li key={place}><span>{formatDate(line.date)}</span><span>{words(line, t)}</span></li>)}
      </ol>
      {moves.length > 0 && <div className={css.moves}>{moves.map((one, place) => <Button key={one} variant={place === 0 ? 'filled' : 'default'} data-autofocus={place === 0} onClick={() => setMove(one)}>{t(`enrolment.act_${one}`)} …</Button>)}</div>}
      {history.data && editable && moves.length === 0 && <p className={css.quiet}>{t('enrolment.noMoves')}</p>}
    </Dialog>
  );
}

type Line = NonNullable<ReturnType<typeof useCall<'enrolment.history'>>['data']>[number];

function words(line: Line, t: Translate): string {
  const state = labelOf('TEPAT.statusKepesertaan', line.to) ?? '';
  const decision = [line.decisionNo, formatDate(line.decisionDate)].filter(Boolean).join(', ');
  const first = line.from === null ? t('enrolment.begun', { state: state.toLowerCase() }) : state;
  return [first, line.exitReason, line.reason, line.until && t('enrolment.untilDate', { date: formatDate(line.until) }), decision, line.by && t('enrolment.by', { name: line.by })].filter(Boolean).join(' · ');
}
