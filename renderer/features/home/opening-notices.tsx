import type { ReactNode } from 'react';
import { issuesReference } from '../../../db/rules/issuing-level.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import css from './home.module.css';

/** What opening the office found: lost work, a new device, an upgraded database. Stays until the office locks. */
export function OpeningNotices(): ReactNode {
  const t = useText();
  const { notices, office } = useSession();
  if (notices.length === 0) return null;
  return (
    <div className={css.part}>
      {notices.map(({ code, params }) => (
        <Notice key={code} severity={code === 'MIGRATED' ? 'info' : 'warn'} title={t(`home.opening_${code}`, { count: Number(params.changes ?? params.count ?? 0), acts: Number(params.acts ?? 0), from: formatMoment(String(params.from ?? '')), to: formatMoment(String(params.to ?? '')) })}>
          {t(code === 'WORK_LOST' && issuesReference(office.level) ? 'home.opening_WORK_LOST_do_top' : `home.opening_${code}_do`)}
        </Notice>
      ))}
    </div>
  );
}
