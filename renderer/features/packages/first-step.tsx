import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { issuesReference } from '../../../db/rules/issuing-level.ts';
import { useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';

/**
 * What an office below waits for of which no card is trusted, with the way there: whoever writes starter files writes one,
 * or waits until it is used; any other office exchanges cards.
 */
export function FirstStep({ hasStarter, atWork = false }: { hasStarter: boolean; atWork?: boolean }): ReactNode {
  const t = useText();
  const { office } = useSession();
  // It sent something already, under a card that nobody here knows: a starter file would make a second office of it.
  if (atWork) return <Link href="/pengaturan/kartu">{t('packages.next_card')}</Link>;
  if (hasStarter) return t('exchange.nextStarterUsed');
  return issuesReference(office.level) ? <Link href="/paket/berkas-awal">{t('exchange.nextStarter')}</Link> : <Link href="/pengaturan/kartu">{t('packages.next_card')}</Link>;
}
