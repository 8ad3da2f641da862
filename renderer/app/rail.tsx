import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../text/text.ts';
import { areas } from './areas.ts';
import type { Area } from './areas.ts';
import { readPreference, writePreference } from './preferences.ts';
import { useInside, useSession } from './session.tsx';
import css from './frame.module.css';

/** The areas at the left: icons with their names on focus and hover, or always when widened. */
export function Rail(): ReactNode {
  const t = useText();
  const { permissions } = useSession();
  const inside = useInside();
  const [wide, setWide] = useState(readPreference('rail') === 'wide');
  const shown = areas.filter((area) => (area.permission === undefined || permissions.includes(area.permission)) && (inside || !area.inside));
  const toggle = (): void => {
    setWide(!wide);
    writePreference('rail', wide ? 'narrow' : 'wide');
  };
  const Toggle = wide ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  return (
    <nav className={css.rail} data-wide={wide} aria-label={t('frame.areas')} data-no-print>
      {shown.map((area) => <RailLink key={area.path} area={area} />)}
      <button type="button" className={css.railItem} onClick={toggle} aria-expanded={wide} aria-label={wide ? t('frame.railCollapse') : t('frame.railExpand')}>
        <Toggle size={20} stroke={1.75} aria-hidden />
        <span className={css.railName}>{wide ? t('frame.railCollapse') : t('frame.railExpand')}</span>
      </button>
    </nav>
  );
}

function RailLink({ area }: { area: Area }): ReactNode {
  const t = useText();
  const [location] = useLocation();
  const here = area.path === '/' ? location === '/' : location === area.path || location.startsWith(`${area.path}/`);
  const Shape = area.icon;
  return (
    <Link href={area.path} className={css.railItem} aria-current={here ? 'page' : undefined} aria-label={t(area.title)} data-last={area.path === '/pengaturan' || undefined}>
      <Shape size={20} stroke={1.75} aria-hidden />
      <span className={css.railName}>{t(area.title)}</span>
    </Link>
  );
}
