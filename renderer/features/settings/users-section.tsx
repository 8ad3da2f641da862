import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { allRows, useCall } from '../../app/calls.ts';
import { useKeys } from '../../app/keys.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatShortDate } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { RegionName } from '../families/index.ts';
import { UserAddDialog } from './user-add-dialog.tsx';
import { UserEditDialog } from './user-edit-dialog.tsx';

export type User = CallOutput<'user.list'>[number];

/** The users of the office: add, change, end. */
export function UsersSection(): ReactNode {
  const t = useText();
  const { office } = useSession();
  const users = useCall('user.list', {});
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<User | null>(null);
  useKeys([{ key: 'Ctrl+N', label: t('settings.userAdd'), run: () => setAdding(true) }]);
  return (
    <Page fill title={t('settings.users')} hint={t('settings.usersHint')} actions={<Button onClick={() => setAdding(true)}>{t('settings.userAdd')}</Button>}>
      <DataTable label={t('settings.users')} columns={columns(t, office.code)} pages={allRows(users)} rowKey={(user) => user.id} onOpen={setEdited} autoFocus />
      {adding && <UserAddDialog onClose={() => setAdding(false)} />}
      {edited && <UserEditDialog user={edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

/** `office`: its own code, so that the whole of its area is said as that. */
function columns(t: Translate, office: string): Column<User>[] {
  return [
    { key: 'displayName', header: t('settings.userDisplayName'), width: 'minmax(160px, 2fr)', render: (user) => user.displayName },
    { key: 'name', header: t('settings.userName'), width: 'minmax(100px, 1fr)', render: (user) => user.name },
    { key: 'role', header: t('settings.userRole'), width: 'minmax(100px, 1fr)', render: (user) => <span title={user.agency ?? undefined}>{[t(`settings.role_${user.role}`), user.agency].filter(Boolean).join(': ')}</span> },
    { key: 'area', header: t('settings.userArea'), width: 'minmax(120px, 1fr)', render: (user) => (user.areaPrefix === office ? t('settings.userWhole') : <RegionName code={user.areaPrefix} bare />) },
    {
      key: 'state', header: t('settings.userState'), width: 'minmax(170px, 1fr)',
      render: (user) => (user.active ? <Mark severity="done">{t('settings.userActive')}</Mark> : <Mark severity="info">{t('settings.userEnded', { date: formatShortDate(user.endedOn) })}</Mark>),
    },
  ];
}
