import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useText } from '../../text/text.ts';
import { fieldValueText } from '../../ui/field-value.ts';
import { SeverityIcon } from '../../ui/marks.tsx';
import css from './families.module.css';
import type { OpenConflict } from './use-open-conflicts.ts';

/** Beside a field: another office has another value, and nobody has decided yet. */
export function FieldConflict({ conflicts, field }: { conflicts: readonly OpenConflict[]; field: string }): ReactNode {
  const t = useText();
  const conflict = conflicts.find((each) => each.fields.some((one) => one.field === field));
  const other = conflict?.fields.find((one) => one.field === field);
  if (!conflict || !other) return null;
  const value = fieldValueText(conflict.entity, field, other.theirs);
  return (
    <p className={css.fieldFinding} data-severity="warn">
      <SeverityIcon severity="warn" size={14} /> {t('families.conflictHere', { office: conflict.theirs.officeName, value: value === '' ? t('kit.empty') : value })} <Link href="/putusan/konflik">{t('families.conflictDecide')}</Link>
    </p>
  );
}
