import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { roles } from '../../../db/rules/roles.ts';
import type { Role } from '../../../db/rules/roles.ts';
import { useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';

interface UserRoleFieldsProps {
  readonly role: Role;
  readonly area: string;
  readonly onRole: (role: Role) => void;
  readonly onArea: (area: string) => void;
}

/** A user's role and, above a kelurahan, the part of the area that the user works on. */
export function UserRoleFields({ role, area, onRole, onArea }: UserRoleFieldsProps): ReactNode {
  const t = useText();
  const { office } = useSession();
  const above = office.level !== 'kelurahan' && office.level !== 'desa';
  const below = useCall('region.children', { code: office.code }, { enabled: above });
  const areas = [{ value: office.code, label: t('settings.userWhole') }, ...(below.data ?? []).map((region: CallOutput<'region.children'>[number]) => ({ value: region.code, label: region.name }))];
  return (
    <>
      <Select
        label={t('settings.userRole')} description={t(`settings.roleDoes_${role}`)} value={role} data={roles.map((each) => ({ value: each, label: t(`settings.role_${each}`) }))}
        onChange={(value) => { const chosen = roles.find((each) => each === value); if (chosen) onRole(chosen); }}
      />
      {above && <Select label={t('settings.userArea')} value={area} data={areas} searchable onChange={(value) => { if (value !== null) onArea(value); }} />}
    </>
  );
}
