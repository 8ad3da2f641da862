import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../text/text.ts';
import { formatDate, formatNumber, formatPhase, formatRupiah } from '../../ui/format.ts';
import css from './families.module.css';
import type { Enrolment, Family } from './family-types.ts';
import { houseWords } from './enrol-extra.tsx';

/** What reaches the family through a group, its rumah tangga or its house; nothing when nothing does. */
export function SharedAid({ family }: { family: Family }): ReactNode {
  const t = useText();
  if (family.shared.length === 0) return null;
  return (
    <section className={css.part}>
      <header><h2>{t('groups.shared')}</h2></header>
      <div className={css.tableBox}>
        <table className={css.table}>
          <thead><tr><th>{t('families.colProgramme')}</th><th>{t('groups.via')}</th><th>{t('families.colState')}</th><th>{t('families.colFrom')}</th><th>{t('families.colUntil')}</th><th>{t('groups.lastDelivery')}</th></tr></thead>
          <tbody>
            {family.shared.map((each) => (
              <tr key={`${each.id} ${each.member ?? ''}`}>
                <td>{each.programmeName}</td>
                <td>{t(`groups.via_${each.via}`)}{' '}{each.group === null ? each.name : <Link href={`/program/kelompok/${each.group}`}>{each.name}</Link>}{each.member !== null && ` (${each.member})`}</td>
                <td>{each.status}</td>
                <td>{formatDate(each.start)}</td>
                <td>{formatDate(each.end)}</td>
                <td>{each.last === null ? '' : [formatPhase(each.last.phase), each.last.rupiah !== null ? formatRupiah(each.last.rupiah) : each.last.quantity !== null ? `${formatNumber(each.last.quantity)} ${each.last.unit ?? ''}` : ''].filter(Boolean).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Credit of the family's people: paid back, so it stands apart from aid. */
export function CreditPart({ family, isOpen, onEnd }: { family: Family; isOpen: (one: Enrolment) => boolean; onEnd: ((one: Enrolment) => void) | null }): ReactNode {
  const t = useText();
  const credits = family.enrolments.flatMap((one) => (one.credit === null ? [] : [{ ...one, credit: one.credit }]));
  if (credits.length === 0) return null;
  return (
    <section className={css.part}>
      <header><h2>{t('groups.credit')}</h2></header>
      <div className={css.tableBox}>
        <table className={css.table}>
          <thead><tr><th>{t('families.colProgramme')}</th><th>{t('families.colRecipient')}</th><th>{t('groups.bank')}</th><th data-numeric>{t('groups.limit')}</th><th>{t('groups.creditState')}</th><th>{t('families.colFrom')}</th><th>{t('families.colUntil')}</th>{onEnd && <th><span className="visually-hidden">{t('families.end')}</span></th>}</tr></thead>
          <tbody>
            {credits.map((each) => (
              <tr key={each.id} data-ended={!isOpen(each)}>
                <td>{each.programmeName}</td><td>{each.personName ?? t('families.wholeFamily')}</td><td>{each.credit.bank}</td><td data-numeric>{formatRupiah(each.credit.limit)}</td><td>{each.credit.state}</td><td>{formatDate(each.start)}</td><td>{formatDate(each.end)}</td>
                {onEnd && <td className={css.actionCell}>{isOpen(each) && <Button variant="default" h={28} px={10} aria-label={t('families.endOf', { programme: each.programmeName })} onClick={() => onEnd(each)}>{t('families.end')}</Button>}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The house that the family is known to live in, with what it received. */
export function HouseLine({ family }: { family: Family }): ReactNode {
  const t = useText();
  return family.house === null ? null : <p className={css.quiet}>{t('groups.houseLine', { house: houseWords(t, family.house) })}</p>;
}
