import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../../text/text.ts';
import { formatDate, formatNumber } from '../../../ui/format.ts';
import { Panel } from '../../../ui/page.tsx';
import css from './outcome.module.css';

type Move = 'up' | 'down' | 'same' | 'otherSource' | 'newlyRanked' | 'lostRank';
interface NeedLine { readonly need: string; readonly label: string; readonly before: number; readonly met: number; readonly percent: number | null; readonly still: number; readonly gone: number; readonly appeared: number; readonly arrived: number; readonly after: number }

/** The data of the report `changes`. */
export interface OutcomeData {
  readonly comparable: boolean;
  readonly lone: string | null;
  readonly fromDay: string | null;
  readonly toDay: string;
  readonly families: { readonly before: number; readonly after: number; readonly gone: number; readonly arrived: number };
  readonly needs: readonly NeedLine[];
  readonly desil: Readonly<Record<Move, number>>;
  readonly graduated: { readonly families: number; readonly byProgramme: readonly { readonly programme: string; readonly parts: number }[] };
  readonly fellBack: { readonly families: number; readonly need: number; readonly desil: number; readonly again: number };
}

const needColumns = [['before', null], ['met', 'met'], ['percent', null], ['still', 'still'], ['gone', 'gone'], ['appeared', 'appeared'], ['arrived', 'arrived'], ['after', null]] as const;
const heads = { before: 'outcomes.colBefore', met: 'outcomes.colMet', percent: 'outcomes.colPercent', still: 'outcomes.colStill', gone: 'outcomes.colGone', appeared: 'outcomes.colAppeared', arrived: 'outcomes.colArrived', after: 'outcomes.colAfter' } as const;
const moves: readonly Move[] = ['up', 'down', 'same', 'otherSource', 'newlyRanked', 'lostRank'];

/** What became of families between the ends of a period; each number opens its families. */
export function FamilyOutcomes({ data, period, notes }: { data: OutcomeData; period: string; notes: readonly string[] }): ReactNode {
  const t = useText();
  const needs = data.needs.filter((one) => one.before + one.appeared + one.arrived > 0);
  const link = (n: number, what: string, label: string): ReactNode =>
    n === 0 ? 0 : <Link href={`/laporan/changed-families/${encodeURIComponent(what)}/${period}`} aria-label={t('outcomes.openList', { what: label, n })}>{formatNumber(n)}</Link>;
  return (
    <>
      <p className={css.quiet}>{t('outcomes.compared', { from: formatDate(data.fromDay), to: formatDate(data.toDay) })}. {t('outcomes.families', { ...data.families })}</p>
      <div className={css.columns}>
        <Panel>
          <div className={css.stack}>
            <h2>{t('outcomes.needsTitle')}</h2>
            {needs.length === 0 ? <p className={css.quiet}>{t('outcomes.needsNone')}</p> : (
              <div className={css.scroll} tabIndex={0} role="region" aria-label={t('outcomes.needsTitle')}>
                <table className={css.numbers}>
                  <thead><tr><th scope="col">{t('outcomes.colNeed')}</th>{needColumns.map(([key]) => <th key={key} scope="col" className={css.right}>{t(heads[key])}</th>)}</tr></thead>
                  <tbody>
                    {needs.map((one) => {
                      const { label } = one;
                      return (
                        <tr key={one.need}>
                          <th scope="row">{label}</th>
                          {needColumns.map(([key, what]) => (
                            <td key={key} className={css.right}>{what === null ? (one[key] === null ? '–' : formatNumber(one[key])) : link(one[key], `${what}:${one.need}`, `${label}, ${t(heads[key])}`)}</td>
                          ))}
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </div>
            )}
            {notes.slice(-1).map((note) => <p key={note} className={css.quiet}>{note}</p>)}
          </div>
        </Panel>
        <div className={css.stack}>
          <Panel>
            <h2>{t('outcomes.desilTitle')}</h2>
            <table className={css.numbers}>
              <tbody>{moves.map((move) => <tr key={move}><th scope="row">{t(`outcomes.desil_${move}`)}</th><td className={css.right}>{link(data.desil[move], move, t(`outcomes.desil_${move}`))}</td></tr>)}</tbody>
            </table>
          </Panel>
          <Panel>
            <h2>{t('outcomes.graduationTitle')}</h2>
            <table className={css.numbers}>
              <tbody>
                <tr><th scope="row">{t('outcomes.graduated')}<span className={css.second}>{data.graduated.byProgramme.map((one) => `${one.programme} ${formatNumber(one.parts)}`).join(' · ')}</span></th><td className={css.right}>{link(data.graduated.families, 'graduated', t('outcomes.graduated'))}</td></tr>
                <tr><th scope="row">{t('outcomes.fellBack')}<span className={css.second}>{data.fellBack.families > 0 && t('outcomes.fellWhy', { need: data.fellBack.need, desil: data.fellBack.desil, again: data.fellBack.again })}</span></th><td className={css.right}>{link(data.fellBack.families, 'fellBack', t('outcomes.fellBack'))}</td></tr>
              </tbody>
            </table>
          </Panel>
        </div>
      </div>
    </>
  );
}
