import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Mark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Brought } from './brought.tsx';
import { outcomeSeverity, outcomeWords, sentWords } from './package-words.ts';
import type { ReceivedRow } from './package-words.ts';
import css from './packages.module.css';
import { takenWords } from './taken-words.ts';

/** How many files became what, whether answers lie on the stick or wait here, and whether it may be taken out. */
export function TakenSummary({ rows }: { rows: readonly ReceivedRow[] }): ReactNode {
  const t = useText();
  const { title, more, bad } = takenWords(t, rows);
  const receipts = new Set(rows.flatMap((row) => (row.receipt === null ? [] : [row.receipt]))).size;
  const waiting = new Map(rows.flatMap((row) => (row.answerWaits === null ? [] : [[row.answerWaits.packageId, row.answerWaits.why]])));
  const [why] = waiting.values();
  // A refusal for its file's folder is one for a stick that went.
  const gone = why === 'gone' || rows.some((row) => row.outcome === 'refused' && row.code === 'FOLDER_UNUSABLE');
  const written = receipts > 0 || waiting.size === 0 ? (receipts > 0 ? t('packages.receiptsWritten', { n: receipts }) : gone ? '' : t('packages.noReceiptsWritten')) : '';
  return (
    <Notice severity={bad + waiting.size > 0 ? 'warn' : 'done'} title={title}>
      {more.join(' ')} {written} {why && t('packages.receiptsWaiting', { n: waiting.size, why: t(`packages.why_${why}`) })} <strong>{gone ? t('packages.stickGone') : t('packages.safe')}</strong>
    </Notice>
  );
}

/** What became of each file, in words. */
export function TakenRows({ rows }: { rows: readonly ReceivedRow[] }): ReactNode {
  const t = useText();
  return (
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('packages.takenRows')}>
      <table className={css.table}>
        <thead><tr><th scope="col">{t('packages.colOutcome')}</th><th scope="col">{t('packages.colFrom')}</th><th scope="col">{t('packages.colWhat')}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.file}>
              <td><Mark severity={outcomeSeverity[row.outcome]}>{t(outcomeWords[row.outcome])}</Mark>{row.released && <span className={css.second}>{t('packages.waitedHere')}</span>}</td>
              <td>{row.fromName ?? row.from ?? ''}<span className={css.second}>{sentWords(t, row)}</span></td>
              <td><Brought row={row} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
