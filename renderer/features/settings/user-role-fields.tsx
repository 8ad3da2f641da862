import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { hasAgencies, roles } from '../../../db/rules/roles.ts';
import type { Role } from '../../../db/rules/roles.ts';
import { useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import css from './settings.module.css';

interface UserRoleFieldsProps {
  readonly role: Role;
  readonly area: string;
  /** Role OPD: the provider that the user belongs to. */
  readonly agency: string | null;
  readonly onRole: (role: Role) => void;
  readonly onArea: (area: string) => void;
  readonly onAgency: (agency: string | null) => void;
}

/** A user's role, the agency of one with the role OPD and, above a kelurahan, the part of the area that the user works on. */
export function UserRoleFields({ role, area, agency, onRole, onArea, onAgency }: UserRoleFieldsProps): ReactNode {
  const t = useText();
  const { office } = useSession();
  const above = office.level !== 'kelurahan' && office.level !== 'desa';
  const below = useCall('region.children', { code: office.code }, { enabled: above });
  const areas = [{ value: office.code, label: t('settings.userWhole') }, ...(below.data ?? []).map((region: CallOutput<'region.children'>[number]) => ({ value: region.code, label: region.name }))];
  const programmes = useCall('programme.list', {}, { enabled: role === 'opd' });
  const providers = [...new Set((programmes.data ?? []).flatMap((one) => (typeof one.values['provider'] === 'string' ? [one.values['provider'].trim()] : [])))].sort((a, b) => a.localeCompare(b));
  const offered = roles.filter((each) => each !== 'opd' || hasAgencies(office.level));
  return (
    <div className={css.fieldStack}>
      <Select
        label={t('settings.userRole')} description={t(`settings.roleDoes_${role}`)} value={role} data={offered.map((each) => ({ value: each, label: t(`settings.role_${each}`) }))}
        onChange={(value) => { const chosen = offered.find((each) => each === value); if (chosen) onRole(chosen); }}
      />
      {role === 'opd' && <Select label={t('settings.userAgency')} description={t('settings.userAgencyHint')} required value={agency} data={providers} searchable onChange={onAgency} />}
      {above && <Select label={t('settings.userArea')} value={area} data={areas} searchable onChange={(value) => { if (value !== null) onArea(value); }} />}
    </div>
  );
}
