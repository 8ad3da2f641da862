import type { ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Page } from '../../ui/page.tsx';

/** The routes of this area. */
export function SettingsArea(): ReactNode {
  const t = useText();
  return <Page title={t('settings.title')}>{null}</Page>;
}
