import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall } from '../../app/calls.ts';
import { useSession } from '../../app/session.tsx';
import { useLanguage } from '../../text/text.ts';

export type OpenConflict = CallOutput<'conflict.list'>[number];

/** The open konflik of a record. They are of the whole office: a user of a part of it is not asked. */
export function useOpenConflicts(record: string): readonly OpenConflict[] {
  const lang = useLanguage();
  const { user, office } = useSession();
  const conflicts = useCall('conflict.list', { lang }, { enabled: user.areaPrefix === '' || office.code.startsWith(user.areaPrefix) });
  return (conflicts.data ?? []).filter((conflict) => conflict.record === record);
}
