import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { problemText } from '../../text/error-text.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { formatMoment, formatNumber } from '../../ui/format.ts';
import { Mark, SeverityIcon } from '../../ui/marks.tsx';
import { officeTitle } from '../../ui/office-title.ts';
import { FirstStep } from './first-step.tsx';
import { NextWords } from './next-words.tsx';
import { isUnproven, kindWords, lastNumberWords, numberWords } from './package-words.ts';
import type { Neighbour } from './package-words.ts';
import css from './packages.module.css';

type SilentOffice = CallOutput<'home'>['offices'][number];

interface NeighbourTableProps {
  readonly label: string;
  readonly neighbours: readonly Neighbour[];
  /** Offices below of which no card is trusted: "belum kirim", never 0, or what came before the card was revoked. */
  readonly silent?: readonly SilentOffice[];
  /** Shows what they sent and hold instead of what was sent to them. */
  readonly receiving?: boolean;
  /** Offices that are late by the schedule, and those that have a starter file which they did not use yet. */
  readonly late?: ReadonlySet<string>;
  readonly starters?: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
/** The tables stand under each other: their columns do too. */
const shares = ['17%', '12%', '16%', '14%', '16%', '13%', '12%'];

/** Neighbours in rows, each with its problems beneath and what to do about them. */
export function NeighbourTable({ label, neighbours, silent = [], receiving = false, late = none, starters = none }: NeighbourTableProps): ReactNode {
  const t = useText();
  const heads = receiving
    ? [t('packages.colOffice'), t('packages.colCard'), t('packages.colReceived'), t('packages.colFamilies'), t('packages.colPeople'), t('packages.colState'), t('packages.colNext')]
    : [t('packages.colOffice'), t('packages.colCard'), t('packages.colSent'), t('packages.colAcknowledged'), t('packages.colReceived'), t('packages.colUnsent'), t('packages.colNext')];
  return (
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={label}>
      <table className={receiving ? css.table : `${css.table} ${css.even}`}>
        {!receiving && <colgroup>{shares.map((width, index) => <col key={index} style={{ width }} />)}</colgroup>}
        <thead><tr>{heads.map((head, index) => <th key={head} scope="col" className={isNumeric(receiving, index) ? css.right : undefined}>{head}</th>)}</tr></thead>
        <tbody>
          {neighbours.map((one) => (
            <Fragment key={one.code}>
              <tr>{receiving ? <ReceivingCells neighbour={one} /> : <SendingCells neighbour={one} />}<td className={css.next}><NextWords neighbour={one} receiving={receiving} late={late.has(one.code)} /></td></tr>
              {one.problems.length > 0 && <tr className={css.problemRow}><td colSpan={heads.length}><Problems neighbour={one} /></td></tr>}
            </Fragment>
          ))}
          {silent.map((office) => (
            <Fragment key={office.code}>
              <SilentRow office={office} hasStarter={starters.has(office.code)} />
              {office.problems.length > 0 && <tr className={css.problemRow}><td colSpan={heads.length}><Problems neighbour={office} /></td></tr>}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An office below of which no card is trusted: nothing can be taken of it. What came of one whose card was revoked stays. */
function SilentRow({ office, hasStarter }: { office: SilentOffice; hasStarter: boolean }): ReactNode {
  const t = useText();
  const { lastPackage, sequence, shared, families, people, revoked, problems } = office;
  return (
    <tr>
      <td><strong>{office.name}</strong><span className={css.second}>{office.code}</span></td>
      <td>{revoked ? <Mark severity="warn">{t('packages.cardRevoked')}</Mark> : <span className={css.quiet}>{t('packages.noCard')}</span>}</td>
      {lastPackage === null ? <td colSpan={3} className={css.quiet}>{t('packages.neverSent')}</td> : (
        <>
          <Exchange at={lastPackage} words={lastNumberWords(t, sequence, shared)} none="" />
          <td className={css.right}>{formatNumber(families)}</td>
          <td className={css.right}>{formatNumber(people)}</td>
        </>
      )}
      <td>{problems.length > 0 ? <Mark severity="block">{t('packages.problemCount', { n: problems.length })}</Mark> : lastPackage === null ? <Mark severity="warn">{t('packages.neverSent')}</Mark> : revoked ? <Mark severity="warn">{t('packages.takenNoMore')}</Mark> : <Mark severity="done">{t('packages.taken')}</Mark>}</td>
      <td className={css.next}><FirstStep hasStarter={hasStarter} atWork={problems.some(({ code }) => code === 'SENDER_UNTRUSTED')} /></td>
    </tr>
  );
}

function isNumeric(receiving: boolean, index: number): boolean {
  return receiving ? index === 3 || index === 4 : index === 5;
}

function Office({ neighbour, kind = true }: { neighbour: Neighbour; kind?: boolean }): ReactNode {
  const t = useText();
  const vouched = neighbour.pcs.filter((pc) => pc.vouchedBy !== null).length;
  return (
    <>
      <td><strong>{kind ? officeTitle(neighbour.level, neighbour.name, t) : neighbour.name}</strong><span className={css.second}>{neighbour.code}</span></td>
      <td>{neighbour.checked ? <Mark severity="done">{t('packages.cardChecked')}</Mark> : <Mark severity="warn">{t('packages.cardUnchecked')}</Mark>}{vouched > 0 && <span className={css.second}>{t('packages.cardVouched', { n: vouched })}</span>}</td>
    </>
  );
}

function Exchange({ at, words, none }: { at: string | undefined; words: string; none: string }): ReactNode {
  if (at === undefined) return <td className={css.quiet}>{none}</td>;
  return <td>{formatMoment(at)}<span className={css.second}>{words}</span></td>;
}

function SendingCells({ neighbour }: { neighbour: Neighbour }): ReactNode {
  const t = useText();
  const { lastSent, lastAcknowledged, lastReceived, unsent, relays, papers, words, undelivered, relation } = neighbour;
  // To offices below and beside nothing is owed at set times: that nothing waits for them would say too much.
  const due = relation === 'above' || relation === 'own';
  const waiting = papers + words > 0 ? (
    <>
      {papers > 0 && <Mark severity="warn">{t('packages.papersWait', { n: papers })}</Mark>}
      {words > 0 && <Mark severity="warn">{t('packages.wordsWait', { n: words })}</Mark>}
    </>
  ) : null;
  return (
    <>
      <Office neighbour={neighbour} />
      <Exchange at={lastSent?.at} words={lastSent ? t('packages.numberChanges', { n: numberWords(t, lastSent), changes: lastSent.changes }) : ''} none={t('packages.neverSentTo')} />
      <Exchange at={lastAcknowledged?.at} words={lastAcknowledged ? t('packages.upTo', { n: numberWords(t, lastAcknowledged) }) : ''} none={t('packages.noReceipt')} />
      <Exchange at={lastReceived?.at} words={lastReceived ? (lastReceived.kind === 'LAPORAN' ? t('packages.numberChanges', { n: numberWords(t, lastReceived), changes: lastReceived.changes }) : `${kindWords(t, lastReceived.kind)} ${String(lastReceived.sequence)}`) : ''} none={t('packages.nothingReceived')} />
      {due ? <td className={css.right}>{unsent > 0 ? <Mark severity="warn">{t('packages.unsent', { n: unsent })}</Mark> : relays + papers === 0 && (lastSent === null ? <span className={css.quiet}>{t('packages.nothingToSend')}</span> : <Mark severity="done">{t('packages.allSent')}</Mark>)}{relays > 0 && <Mark severity="warn">{t('packages.relaysWait', { n: relays })}</Mark>}{undelivered && <span className={css.second}>{t('packages.numberNotDelivered', { n: undelivered.sequence })}</span>}{waiting}</td> : <td className={`${css.right} ${css.quiet}`}>{waiting ?? t('packages.notDue')}</td>}
    </>
  );
}

function ReceivingCells({ neighbour }: { neighbour: Neighbour }): ReactNode {
  const t = useText();
  const { lastReceived, families, people, problems } = neighbour;
  return (
    <>
      <Office neighbour={neighbour} kind={false} />
      {lastReceived === null ? (
        <td colSpan={3} className={css.quiet}>{t('packages.neverSent')}</td>
      ) : (
        <>
          <Exchange at={lastReceived.at} words={t('packages.numberChanges', { n: numberWords(t, lastReceived), changes: lastReceived.changes })} none="" />
          <td className={css.right}>{formatNumber(families)}</td>
          <td className={css.right}>{formatNumber(people)}</td>
        </>
      )}
      <td>{problems.length > 0 ? <Mark severity="block">{t('packages.problemCount', { n: problems.length })}</Mark> : lastReceived === null ? <Mark severity="warn">{t('packages.neverSent')}</Mark> : <Mark severity="done">{t('packages.taken')}</Mark>}</td>
    </>
  );
}

/** What is open with a neighbour: what happened, what is safe, what to do. */
function Problems({ neighbour }: { neighbour: Pick<Neighbour, 'problems'> }): ReactNode {
  const t = useText();
  const language = useLanguage();
  return (
    <ul className={css.problems}>
      {neighbour.problems.map((problem, index) => (
        <li key={index}>
          <SeverityIcon severity="block" />
          <span>{problemText(language, problem)} {isUnproven(problem.code) && `${t('packages.unprovenSender')} `}<span className={css.quiet}>{formatMoment(problem.at)}</span></span>
        </li>
      ))}
    </ul>
  );
}
