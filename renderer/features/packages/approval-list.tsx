import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { formatDate, groupIdentifier } from '../../ui/format.ts';
import css from './packages.module.css';

export type Review = CallOutput<'approval.review'>;

/** What a proposal would make of a field. */
function fieldWords(t: Translate, { entity }: Review['items'][number], { field, label, before, proposed }: Review['items'][number]['fields'][number]): string {
  const said = (value: unknown): string => (entity === null ? '' : fieldValueText(entity, field, value)) || t('kit.empty');
  return t('exchange.approvalField', { label, before: said(before), proposed: said(proposed) });
}

/** Recipient decisions and proposals of the next report, each with whom it is about and who wrote it. */
export function ApprovalList({ review }: { review: Review }): ReactNode {
  const t = useText();
  return (
    <>
      <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('exchange.approvalItems')}>
        <table className={css.table}>
          <thead><tr><th scope="col">{t('exchange.colWhom')}</th><th scope="col">{t('exchange.colRtRw')}</th><th scope="col">{t('exchange.colDecision')}</th><th scope="col">{t('exchange.colNote')}</th><th scope="col">{t('exchange.colBy')}</th></tr></thead>
          <tbody>
            {review.items.map((item) => (
              <tr key={item.id}>
                <td><strong>{item.name ?? t('exchange.unknown')}</strong><span className={css.second}>{groupIdentifier(item.nik ?? item.noKk ?? '')}</span></td>
                <td className={css.nowrap}>{[item.rt, item.rw].filter(Boolean).join('/')}</td>
                <td>{t(`exchange.item_${item.kind}`)}<span className={css.second}>{[item.programme, item.status].filter(Boolean).join(' · ')}</span>{item.fields.map((each) => <span key={each.field} className={css.second}>{fieldWords(t, item, each)}</span>)}</td>
                <td>{item.note ?? <span className={css.quiet}>–</span>}</td>
                <td className={css.nowrap}>{item.by ?? ''}<span className={css.second}>{item.on === null ? '' : formatDate(item.on.slice(0, 10))}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {review.total > review.items.length && <p className={css.quiet}>{t('exchange.approvalMore', { shown: review.items.length, all: review.total })}</p>}
    </>
  );
}
