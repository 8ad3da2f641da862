import type { ReactNode } from 'react';
import { labelOf } from '../../../../db/rules/lists.ts';
import { planOf } from '../../../../db/rules/programme-plan.ts';
import { useText } from '../../../text/text.ts';
import { FieldRow, Fields } from '../../../ui/fields.tsx';
import { formatDate, formatRupiah } from '../../../ui/format.ts';
import { Panel } from '../../../ui/page.tsx';
import type { Programme } from '../programme-words.ts';

/** The plan of a programme in words: funds with donors and agreements, stages. */
export function PlanFacts({ programme }: { programme: Programme }): ReactNode {
  const t = useText();
  const { funds, stages } = planOf(programme.values);
  return (
    <>
      {funds.length > 0 && (
        <Panel>
          <h2>{t('groups.funds')}</h2>
          <Fields>
            {funds.map((one, place) => <FieldRow key={place} label={labelOf('TEPAT.sumberDana', one.fund) ?? ''}>{[formatRupiah(one.share), one.donor, one.agreementNo, formatDate(one.agreementDate)].filter(Boolean).join(' · ')}</FieldRow>)}
            <FieldRow label={t('groups.fundSum')}>{formatRupiah(funds.reduce((sum, one) => sum + one.share, 0))}</FieldRow>
          </Fields>
        </Panel>
      )}
      {stages.length > 0 && <Panel><h2>{t('groups.stages')}</h2><Fields>{stages.map((one) => <FieldRow key={one.key} label={one.name}>{[t(`groups.counts_${one.counts}`), one.months === null ? '' : t('groups.stageAfter', { n: one.months })].filter(Boolean).join(' · ')}</FieldRow>)}</Fields></Panel>}
    </>
  );
}
