import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { labelOf } from '../../../db/rules/lists.ts';
import { useKeys } from '../../app/keys.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { PartDialog } from '../enrolment/index.ts';
import { EndDialog } from './end-dialog.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import css from './families.module.css';
import type { Enrolment, Family } from './family-types.ts';
import { Ledger } from './ledger.tsx';
import { answeredProgrammes } from './ledger-sections.ts';
import { CreditPart, SharedAid } from './shared-aid.tsx';

interface ProgrammesTabProps {
  readonly family: Family;
  readonly today: string;
  readonly editable: boolean;
  readonly onRanking: (() => void) | null;
}

const open = new Set([1, 2, 3, 4].map((code) => labelOf('TEPAT.statusKepesertaan', code)));

/** Whether an enrolment still runs, by the label of its state. */
export function isOpen(enrolment: Pick<Enrolment, 'status'>): boolean {
  return open.has(enrolment.status);
}

/** Program: what the family and its people receive or received, what they said themselves, and the rankings. */
export function ProgrammesTab({ family, today, editable, onRanking }: ProgrammesTabProps): ReactNode {
  const t = useText();
  const mayEnrol = useMay('enrol.write') && family.own;
  const [enrolling, setEnrolling] = useState(false);
  const aid = family.enrolments.filter((each) => each.credit === null);
  const [shown, setShown] = useState<Enrolment | null>(null);
  const [ending, setEnding] = useState<Enrolment | null>(null);
  useKeys([{ key: 'd', label: t('families.enrol'), run: () => setEnrolling(true) }], { active: mayEnrol });
  return (
    <div className={css.stack}>
      <section className={css.part}>
        <header>
          <h2>{t('families.enrolments')}</h2>
          {mayEnrol && <Button onClick={() => setEnrolling(true)}>{t('families.enrol')}</Button>}
        </header>
        {aid.length === 0 ? <p className={css.quiet}>{t('families.enrolmentsNone')}</p> : (
          <div className={css.tableBox}>
            <table className={css.table}>
              <thead><tr><th>{t('families.colProgramme')}</th><th>{t('families.colRecipient')}</th><th>{t('families.colState')}</th><th>{t('families.colFrom')}</th><th>{t('families.colUntil')}</th><th>{t('families.colDecision')}</th><th>{t('families.colSource')}</th>{mayEnrol && <th><span className="visually-hidden">{t('families.end')}</span></th>}</tr></thead>
              <tbody>
                {aid.map((each) => (
                  <tr key={each.id} data-ended={!isOpen(each)}>
                    <td>{each.programmeName}</td>
                    <td>{each.personName ?? t('families.wholeFamily')}</td>
                    <td>{isOpen(each) ? <Mark severity={each.status === labelOf('TEPAT.statusKepesertaan', 3) ? 'done' : 'info'}>{each.status}</Mark> : [each.status, each.exitReason].filter(Boolean).join(': ')}</td>
                    <td>{formatDate(each.start)}</td>
                    <td>{formatDate(each.end)}</td>
                    <td>{[each.decisionNo, formatDate(each.decisionDate)].filter(Boolean).join(', ')}</td>
                    <td>{each.source}</td>
                    {mayEnrol && <td className={css.actionCell}><Button variant="default" h={28} px={10} mr={8} onClick={() => setShown(each)} aria-label={t('enrolment.actOn', { name: each.programmeName })}>{t('enrolment.act')}</Button>{isOpen(each) && <Button variant="default" h={28} px={10} onClick={() => setEnding(each)} aria-label={t('families.endOf', { programme: each.programmeName })}>{t('families.end')}</Button>}</td>}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <SharedAid family={family} />
      <CreditPart family={family} isOpen={isOpen} onEnd={mayEnrol ? setEnding : null} />
      <section className={css.part}>
        <header>
          <h2>{t('families.rankings')}</h2>
          {onRanking && <Button variant="default" onClick={onRanking}>{t('families.event_ranking')}</Button>}
        </header>
        {family.rankings.length === 0 ? <p className={css.quiet}>{t('families.rankingsNone')}</p> : (
          <div className={css.tableBox}>
            <table className={css.table}>
              <thead><tr><th>{t('families.colSource')}</th><th>{t('families.colScope')}</th><th>{t('families.colMeasure')}</th><th data-numeric>{t('families.colValue')}</th><th>{t('families.colDate')}</th><th>{t('families.colDocument')}</th></tr></thead>
              <tbody>
                {family.rankings.map((each) => (
                  <tr key={each.id}><td>{each.source}</td><td>{each.scope}</td><td>{each.measure === 'desil' ? t('families.measureDesil') : t('families.measurePercentile')}</td><td data-numeric>{each.value ?? t('families.unrankedShort')}</td><td>{formatDate(each.date)}</td><td>{each.document}</td></tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <section className={css.part}>
        <Ledger label={t('families.section_said')} family={family.id} entity="family" id={family.id} values={family.values} sections={answeredProgrammes} today={today} editable={editable} withheld={family.withheld} findings={family.findings} />
      </section>
      {enrolling && <EnrolDialog family={family} today={today} onClose={() => setEnrolling(false)} />}
      {shown && <PartDialog part={{ id: shown.id, name: shown.programmeName }} editable={mayEnrol} today={today} onClose={() => setShown(null)} />}
      {ending && <EndDialog enrolment={ending} today={today} onClose={() => setEnding(null)} />}
    </div>
  );
}
