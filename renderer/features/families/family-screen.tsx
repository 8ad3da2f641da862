import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { MissingPage } from '../../ui/missing-page.tsx';
import { Page } from '../../ui/page.tsx';
import { FamilyPage } from './family-page.tsx';

/** In the place of a person: the tab of the family's case. */
const CASE = 'kasus';

/** `/keluarga/:id`: one family, and with `/:person` one of its people opened. */
export function FamilyScreen(): ReactNode {
  const t = useText();
  const { id = '', person } = useParams<{ id: string; person?: string }>();
  const family = useCall('family.get', { id });
  const info = useCall('office.info', {});
  const error = family.error ?? info.error;
  if (error) return <MissingPage title={t('families.family')} id={id} back="/keluarga" asked={{ error, refetch: () => { void family.refetch(); void info.refetch(); } }} />;
  if (!family.data || !info.data) return <Page title={t('families.family')}><p role="status">{t('kit.loading')}</p></Page>;
  return <FamilyPage key={id} family={family.data} today={info.data.today} person={person === CASE ? null : (person ?? null)} first={person === CASE ? 'case' : null} />;
}
