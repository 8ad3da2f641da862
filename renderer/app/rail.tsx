import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../text/text.ts';
import { KeyHint } from '../ui/marks.tsx';
import { areas } from './areas.ts';
import type { Area } from './areas.ts';
import { useKeys } from './keys.ts';
import { readPreference, writePreference } from './preferences.ts';
import { useInside, useSession } from './session.tsx';
import css from './frame.module.css';

/** An area's key is its place among all areas, also for a user who sees fewer: the tenth has 0. */
function keyOf(area: Area): string {
  return `Alt+${(areas.indexOf(area) + 1) % 10}`;
}

/** The areas at the left: icons with their names on focus and hover, or always when widened; each one key away. */
export function Rail(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const { permissions } = useSession();
  const inside = useInside();
  const [wide, setWide] = useState(readPreference('rail') === 'wide');
  const shown = areas.filter((area) => (area.permission === undefined || permissions.includes(area.permission)) && (inside || !area.inside));
  useKeys(shown.map((area) => ({ key: keyOf(area), run: () => go(area.path), ...(area.path === '/' ? { label: t('frame.keyAreas') } : {}) })), { general: true });
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
    <Link href={area.path} className={css.railItem} aria-current={here ? 'page' : undefined} aria-label={t(area.title)} aria-keyshortcuts={keyOf(area)} data-last={area.path === '/pengaturan' || undefined}>
      <Shape size={20} stroke={1.75} aria-hidden />
      <span className={css.railName}>{t(area.title)} <KeyHint name={keyOf(area)} /></span>
    </Link>
  );
}
