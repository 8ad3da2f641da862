import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useText } from '../text/text.ts';
import css from './shared.module.css';

/** The views of Usulan & Verval in their order; each takes the paths below its own. */
const views: readonly (readonly [path: string, word: 'petitions.viewUsulan' | 'petitions.viewSanggah' | 'petitions.viewMeetings' | 'verval.tab'])[] = [
  ['/usulan', 'petitions.viewUsulan'],
  ['/usulan/sanggah', 'petitions.viewSanggah'],
  ['/usulan/musyawarah', 'petitions.viewMeetings'],
  ['/usulan/verval', 'verval.tab'],
];

/** The views of Usulan & Verval, shared by the features that draw them. */
export function UsulanViews(): ReactNode {
  const t = useText();
  const [location] = useLocation();
  const here = views.findLast(([path]) => location === path || location.startsWith(`${path}/`))?.[0];
  return (
    <nav className={css.views} aria-label={t('petitions.views')} data-no-print>
      {views.map(([path, word]) => <Link key={path} href={path} className={css.view} aria-current={here === path ? 'page' : undefined}>{t(word)}</Link>)}
    </nav>
  );
}
