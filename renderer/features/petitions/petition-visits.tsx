import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { visitState } from '../../../db/rules/visits/visit.ts';
import { useText } from '../../text/text.ts';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/page.tsx';
import { stateSeverity, wordsOf } from '../visits/index.ts';
import type { Visit } from '../visits/index.ts';
import css from './petitions.module.css';

/** What can be done with the visit of a usulan from its page. */
export type VisitDoing = 'record' | 'again' | 'forms' | 'check';

interface PetitionVisitsProps {
  readonly visits: readonly Visit[];
  /** What is offered for the visit that is under way; the first stands out. */
  readonly doings: readonly VisitDoing[];
  readonly onDo: (doing: VisitDoing, visit: Visit) => void;
}

/** What a visit that is under way needs next, for whoever may write here. */
export function visitDoings(visit: Visit, mayWrite: boolean): VisitDoing[] {
  if (!visit.own) return [];
  if (visit.state === visitState.visited || visit.state === visitState.checked) return ['check'];
  if (!mayWrite || visit.state === visitState.approved) return [];
  return visit.state === visitState.returned ? ['record'] : ['record', 'forms', 'again'];
}

/** The visits that were made for a usulan: who goes or went, what was found, and what comes next. */
export function PetitionVisits({ visits, doings, onDo }: PetitionVisitsProps): ReactNode {
  const t = useText();
  const [current] = visits;
  return (
    <Panel>
      <h2>{t('petitions.visits')}</h2>
      <ul className={css.visits}>
        {visits.map((visit) => (
          <li key={visit.id}>
            <div className={css.saidHead}>
              <strong>{visit.result === null ? (visit.enumeratorName ?? t('petitions.visitNobody')) : wordsOf('TEPAT.hasilVerval', visit.result)}</strong>
              <Mark severity={stateSeverity(visit.state)}>{wordsOf('TEPAT.statusVerval', visit.state)}</Mark>
            </div>
            <p className={css.quiet}>{[visit.date === null ? visit.plannedOn !== null && t('petitions.visitPlanned', { date: formatDate(visit.plannedOn) }) : formatDate(visit.date), visit.visitor, visit.roundName, visit.photos.length > 0 && t('petitions.visitPhotos', { n: formatNumber(visit.photos.length) })].filter(Boolean).join(' · ')}</p>
            {visit.note !== null && <p>{visit.note}</p>}
            {visit.remark !== null && <p className={css.quiet}>{t('petitions.visitRemark', { remark: visit.remark })}</p>}
            {visit.checkedBy !== null && <p className={css.quiet}>{t('petitions.visitChecked', { by: visit.checkedBy, date: formatDate(visit.checkedOn) })}</p>}
          </li>
        ))}
      </ul>
      {current !== undefined && doings.length > 0 && (
        <div className={css.filters}>{doings.map((doing, place) => <Button key={doing} variant={place === 0 ? 'filled' : 'default'} onClick={() => onDo(doing, current)}>{t(`petitions.visit_${doing}`)}{doing === 'check' ? '' : ' …'}</Button>)}</div>
      )}
    </Panel>
  );
}
