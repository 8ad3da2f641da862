import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { ErrorNotice } from '../../../ui/notice.tsx';
import css from '../programmes.module.css';
import type { Programme } from '../programme-words.ts';
import { PlanParts } from './plan-parts.tsx';

/** What a programme is to reach each year, and how far it came; output and outcome apart. */
export function PlanTab({ programme: { id: programme, values } }: { programme: Programme }): ReactNode {
  const t = useText();
  const info = useCall('office.info', {});
  const plans = useCall('plan.list', { programme });
  const mayWrite = useMay('programme.write');
  const [adding, setAdding] = useState(false);
  const year = Number((info.data?.today ?? '').slice(0, 4));
  return (
    <div className={css.stack}>
      <div className={css.headLine}><span className={css.holds}>{t('schemes.planTabHint')}</span>{mayWrite && <Button variant="default" onClick={() => setAdding(true)}>{t('schemes.planTargetNew')} …</Button>}</div>
      {plans.error && <ErrorNotice error={plans.error} retry={() => void plans.refetch()} />}
      {plans.data && <PlanParts plans={plans.data} year={year} programme={programme} {...(typeof values.unitKind === 'number' && { unit: values.unitKind })} adding={adding} onAdded={() => setAdding(false)} />}
    </div>
  );
}
