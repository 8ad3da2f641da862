import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { formatDate, formatMoment, formatRupiah } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { isReceiving, periodText } from './aid-words.ts';
import css from './aid.module.css';

export type Aid = CallOutput<'aid.check'>;
export type AidFamily = NonNullable<Aid['family']>;

/** What this family receives now, then what it received before; "does not receive" is said plainly. */
export function AidAnswer({ answer, family, petitions }: { answer: Aid; family: AidFamily; petitions: ReactNode }): ReactNode {
  const t = useText();
  const person = family.people.find((each) => each.id === answer.person);
  const aid = answer.receives.filter((each) => each.credit === null);
  const credit = answer.receives.filter((each) => each.credit !== null);
  const now = aid.filter(isReceiving);
  const before = aid.filter((each) => !isReceiving(each));
  return (
    <section className={css.answer} aria-live="polite" aria-label={t('aid.title')}>
      <header>
        <h2>{String(person?.values['name'] ?? family.headName ?? '')}</h2>
        <p>{familyLine(family, t)}</p>
        <p className={css.quiet}>{t('aid.checked', { at: formatMoment(answer.checkedAt), by: answer.checkedBy })}</p>
      </header>
      <div className={css.verdict}>{now.length > 0 ? <Mark severity="done">{t('aid.receives', { n: now.length })}</Mark> : <Mark severity="info">{t('aid.receivesNot')}</Mark>}</div>
      {now.length > 0 && <AidTable rows={now} t={t} />}
      {before.length > 0 && <><h3>{t('aid.before')}</h3><AidTable rows={before} t={t} /></>}
      {credit.length > 0 && <><h3>{t('groups.credit')}</h3><AidTable rows={credit} t={t} /></>}
      <h3>{t('aid.petitions')}</h3>
      {answer.petitions.length > 0 ? petitions : <p className={css.quiet}>{t('aid.petitionsNone')}</p>}
    </section>
  );
}

/** "Kepala Keluarga Yusuf Hidayat · Jl. Kapal Selam 12, RT 004/RW 002". */
export function familyLine(family: AidFamily, t: Translate): string {
  const { address, rt, rw } = family.values;
  return [t('aid.headOf', { name: family.headName ?? t('aid.noHead') }), [address, `RT ${String(rt ?? '–')}/RW ${String(rw ?? '–')}`].filter(Boolean).join(', ')].join(' · ');
}

/** One line per programme and recipient. */
export function AidTable({ rows, t }: { rows: Aid['receives']; t: Translate }): ReactNode {
  return (
    <div className={css.tableBox}>
      <table className={css.table}>
        <thead><tr><th>{t('aid.colProgramme')}</th><th>{t('aid.colRecipient')}</th><th>{t('aid.colStatus')}</th><th>{t('aid.colPeriod')}</th><th>{t('aid.colAmount')}</th><th>{t('aid.colDecision')}</th></tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.programme}${row.recipient}${row.start ?? ''}${index}`}>
              <td><strong>{row.programme}</strong>{row.owner !== null && <div className={css.quiet}>{row.owner}</div>}</td>
              <td>{row.recipient}<div className={css.quiet}>{scopeWords(row, t)}</div></td>
              <td>{row.status}</td>
              <td>{periodText(row, t, formatDate)}</td>
              <td>{row.credit === null ? (row.amount ?? '') : [row.credit.bank, formatRupiah(row.credit.limit), row.credit.state].filter(Boolean).join(' · ')}</td>
              <td>{row.decisionNo ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function scopeWords({ scope }: Aid['receives'][number], t: Translate): string {
  if (scope === 'family') return t('aid.scopeFamily');
  return scope === 'person' ? t('aid.scopePerson') : t(`groups.via_${scope}`);
}
