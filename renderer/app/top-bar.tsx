import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconKey, IconLock, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../db/api/contract.ts';
import { useText } from '../text/text.ts';
import { formatDate } from '../ui/format.ts';
import { officeTitle, periodTitle } from '../ui/office-title.ts';
import { searchBox as SearchBox } from './areas.ts';
import { useCall } from './calls.ts';
import { useSession, useSessionDoor } from './session.tsx';
import css from './frame.module.css';

/** Office, period, search, what was not sent yet, and the user. */
export function TopBar(): ReactNode {
  const t = useText();
  const { office, user } = useSession();
  const { lock } = useSessionDoor();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const title = officeTitle(office.level, office.name, t);
  return (
    <div className={css.top} data-no-print>
      <div className={css.office}>
        <strong title={title}>{title}</strong>
        <span>
          {info.data && [info.data.office.parentName, periodTitle(info.data.period, t)].filter((part) => part !== '').join(' · ')}
        </span>
      </div>
      <div className={css.search}>{SearchBox && <SearchBox />}</div>
      {info.data && !info.data.receiver && <Sent info={info.data} />}
      <Menu position="bottom-end" transitionProps={{ duration: 0 }} shadow="md">
        <Menu.Target>
          <UnstyledButton className={css.user} aria-label={t('frame.userMenu', { name: user.displayName })}>
            <span>{user.displayName}</span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => go('/pengaturan')}>{t('frame.toSettings')}</Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} />} onClick={() => go('/pengaturan/kata-sandi')}>{t('frame.changePassphrase')}</Menu.Item>
          <Menu.Item leftSection={<IconLock size={16} />} onClick={() => void lock()} rightSection={<kbd>Ctrl+L</kbd>}>{t('frame.lock')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <button type="button" className={css.lock} onClick={() => void lock()} aria-label={t('frame.lock')} title={t('frame.lock')}><IconLock size={18} aria-hidden /></button>
    </div>
  );
}

/** "3 hari sejak setor terakhir" over "42 perubahan belum dikirim". */
function Sent({ info }: { info: CallOutput<'office.info'> }): ReactNode {
  const t = useText();
  const days = info.lastSentOn === null ? null : Math.round((Date.parse(info.today) - Date.parse(info.lastSentOn)) / 86_400_000);
  // A clock that goes behind makes no day of before today's.
  const when = days === null ? t('frame.sentNever') : days < 0 ? t('frame.sentOn', { on: formatDate(info.lastSentOn) }) : days === 0 ? t('frame.sentToday') : t('frame.sentDays', { n: days });
  const what = info.unsentChanges === 0 ? t('frame.unsentNone') : t('frame.unsentSome', { n: info.unsentChanges });
  return <div className={css.sent}><span>{when}</span>{(days !== null || info.unsentChanges > 0) && <span>{what}</span>}</div>;
}
