import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { fieldClasses } from '../../../db/rules/privacy/field-classes.ts';
import type { FieldClass } from '../../../db/rules/privacy/field-classes.ts';
import { may } from '../../../db/rules/roles.ts';
import type { Role } from '../../../db/rules/roles.ts';
import { useText } from '../../text/text.ts';
import css from './settings.module.css';

interface UserClassesProps {
  readonly role: Role;
  /** Null leaves them to the role. */
  readonly classes: readonly FieldClass[] | null;
  readonly onChange: (classes: FieldClass[] | null) => void;
}

/** Which specific personal data (UU 27/2022) a user may read: as the role has it, or chosen for this one. */
export function UserClasses({ role, classes, onChange }: UserClassesProps): ReactNode {
  const t = useText();
  const usual = fieldClasses.filter((one) => may(role, `${one}.read`));
  const set = (value: string[]): void => {
    const chosen = fieldClasses.filter((one) => value.includes(one));
    onChange(chosen.join() === usual.join() ? null : chosen);
  };
  return (
    <Checkbox.Group label={t('security.classes')} description={t('security.classesHint')} value={[...(classes ?? usual)]} onChange={set}>
      <div className={css.choices}>
        {fieldClasses.map((one) => <Checkbox key={one} value={one} label={t(`security.class_${one}`)} disabled={one === 'child' && may(role, 'register.write')} />)}
      </div>
    </Checkbox.Group>
  );
}
