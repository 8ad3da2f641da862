import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { issuesReference } from '../../../db/rules/issuing-level.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import css from '../../app/shared.module.css';

const villages = ['kelurahan', 'desa'];

/** The views of this area: what every office has, what those with offices below have, and the way to the office's card. */
export function PackageViews(): ReactNode {
  const t = useText();
  const [location] = useLocation();
  const { office } = useSession();
  const receives = !villages.includes(office.level);
  const issuing = issuesReference(office.level);
  const views = [
    ['/paket', t('packages.viewNeighbours')],
    ...(receives ? [['/paket/wilayah', t('packages.viewBelow')] as const] : []),
    ['/paket/persetujuan', t('packages.viewApproval')],
    ...(issuing ? [] : [['/paket/unggah', t('packages.viewUpload')] as const]),
    ['/paket/keluar', t('packages.viewOutbox')], ['/paket/masuk', t('packages.viewInbox')],
    ...(issuing ? [['/paket/tugas', t('packages.viewTargets')] as const, ['/paket/acuan', t('packages.viewReference')] as const, ['/paket/berkas-awal', t('packages.viewStarter')] as const] : []),
    ['/pengaturan/kartu', t('packages.viewCard')],
  ] as const;
  return (
    <nav className={css.views} aria-label={t('packages.views')} data-no-print>
      {views.map(([path, word]) => <Link key={path} href={path} className={css.view} aria-current={isAt(path, location) ? 'page' : undefined}>{word}</Link>)}
    </nav>
  );
}

/** A view may name more in its route, as for whom a report is approved; only the first would hold every other. */
function isAt(path: string, location: string): boolean {
  return location === path || (path === '/paket' ? location.startsWith('/paket/tulis/') : location.startsWith(`${path}/`));
}
