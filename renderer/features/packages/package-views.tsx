import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../../text/text.ts';
import css from './packages.module.css';

/** The three views of this area, and the way to the office's card. */
export function PackageViews(): ReactNode {
  const t = useText();
  const [location] = useLocation();
  const views = [['/paket', t('packages.viewNeighbours')], ['/paket/keluar', t('packages.viewOutbox')], ['/paket/masuk', t('packages.viewInbox')], ['/pengaturan/kartu', t('packages.viewCard')]] as const;
  return (
    <nav className={css.views} aria-label={t('packages.views')} data-no-print>
      {views.map(([path, word]) => <Link key={path} href={path} className={css.view} aria-current={location === path ? 'page' : undefined}>{word}</Link>)}
    </nav>
  );
}
