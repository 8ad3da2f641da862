import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useAction } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { Panel } from '../../../ui/page.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import css from '../programmes.module.css';
import { PlanDialog } from './plan-dialog.tsx';
import { PlanTable } from './plan-table.tsx';
import type { PlanRow } from './plan-table.tsx';
import { usePlaces } from './use-places.ts';

interface PlanPartsProps {
  readonly plans: CallOutput<'plan.list'>;
  readonly year: number;
  readonly programme?: string;
  /** What that programme counts. */
  readonly unit?: number;
  /** Whether a new row is being written. */
  readonly adding: boolean;
  readonly onAdded: () => void;
}

/** Output and outcome in two tables that are never added, and the dialogues that change a row. */
export function PlanParts({ plans, year, programme, unit, adding, onAdded }: PlanPartsProps): ReactNode {
  const t = useText();
  const mayWrite = useMay('programme.write');
  const take = useAction('plan.void');
  const { placeOf } = usePlaces();
  const [editing, setEditing] = useState<PlanRow | null>(null);
  const [voiding, setVoiding] = useState<PlanRow | null>(null);
  return (
    <div className={css.stack}>
      {(['output', 'outcome'] as const).map((kind) => (
        <Panel key={kind}>
          <h2>{t(`schemes.plan_${kind}`)}</h2>
          {plans[kind].length === 0
            ? <p className={css.holds}>{t(`schemes.planNone_${kind}`)}</p>
            : <PlanTable label={t(`schemes.plan_${kind}`)} rows={plans[kind]} placeOf={placeOf} onEdit={mayWrite ? setEditing : null} />}
        </Panel>
      ))}
      {(adding || editing !== null) && (
        <PlanDialog
          key={editing?.id ?? 'new'} row={editing} year={year} {...(programme !== undefined && { programme })} {...(unit !== undefined && { unit })} onVoid={(row) => { setEditing(null); setVoiding(row); }}
          onClose={() => { setEditing(null); if (adding) onAdded(); }}
        />
      )}
      {voiding !== null && (
        <ReasonDialog title={t('schemes.planVoidTitle', { name: voiding.activity })} action={t('schemes.planVoid')} onClose={() => setVoiding(null)} onDo={async (reason) => { await take.mutateAsync({ id: voiding.id, reason }); setVoiding(null); }}>
          <p>{t('schemes.planVoidHint')}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
