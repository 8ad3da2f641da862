import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { askConfirm } from '../../ui/dialog.tsx';
import { focusHome } from '../../ui/focus-home.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './families.module.css';
import type { Family } from './family-types.ts';

/** The rumah tangga that the family lives in, with the other families of it. */
export function HouseholdLine({ family, editable }: { family: Family; editable: boolean }): ReactNode {
  const t = useText();
  const leave = useAction('household.leave');
  const { household } = family;
  const alone = household === null;
  // With the line goes the button that was pressed.
  useEffect(() => { if (alone) focusHome(); }, [alone]);
  if (household === null) return null;
  const others = household.families.filter((each) => each.id !== family.id);
  const go = async (): Promise<void> => {
    const yes = await askConfirm({ title: t('families.householdLeaveTitle'), body: t('families.householdLeaveBody'), confirm: t('families.householdLeave') });
    if (yes) await leave.mutateAsync({ family: family.id }).then(() => say({ text: t('families.householdLeft') }));
  };
  return (
    <div className={css.household}>
      <span className={css.quiet}>{t('families.household', { number: household.number ?? household.label ?? '' })}</span>
      {others.map((each) => <Link key={each.id} href={`/keluarga/${each.id}`}>{t('families.householdFamily', { name: each.head ?? '–', n: each.members })}</Link>)}
      {editable && <button type="button" className={css.link} onClick={() => void go().catch(() => undefined)}>{t('families.householdLeave')}</button>}
      {leave.error && <ErrorNotice error={leave.error} />}
    </div>
  );
}
