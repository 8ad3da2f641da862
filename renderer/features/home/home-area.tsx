import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Page } from '../../ui/page.tsx';

/** The routes of this area. */
export function HomeArea(): ReactNode {
  const t = useText();
  return <Page title={t('home.title')}>{null}</Page>;
}
