import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { callShell } from '../../bridge.ts';
import { setLanguage, useLanguage, useText } from '../../text/text.ts';
import { setDensity, useDensity } from '../../ui/density.ts';
import { Page, Panel } from '../../ui/page.tsx';
import css from './settings.module.css';

/** Each language is called by its own name, in every language. */
const languages = [{ value: 'id', label: 'Bahasa Indonesia' }, { value: 'en', label: 'English' }];

/** Language, theme and density of this PC. */
export function AppearanceSection(): ReactNode {
  const t = useText();
  const language = useLanguage();
  const density = useDensity();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const info = useQuery({ queryKey: ['shell.info'], queryFn: () => callShell('shell.info', {}) });
  const schemes = [{ value: 'light', label: t('settings.schemeLight') }, { value: 'dark', label: t('settings.schemeDark') }, { value: 'auto', label: t('settings.schemeAuto') }];
  const densities = [{ value: 'roomy', label: t('settings.densityRoomy') }, { value: 'dense', label: t('settings.densityDense') }];
  return (
    <Page title={t('settings.appearance')} hint={t('settings.appearanceHint')}>
      <div className={css.narrow}>
        <Panel>
          <div className={css.choice}>
            <span id="set-language">{t('settings.language')}</span>
            <SegmentedControl aria-labelledby="set-language" data={languages} value={language} onChange={(value) => setLanguage(value === 'en' ? 'en' : 'id')} />
            <span id="set-scheme">{t('settings.scheme')}</span>
            <SegmentedControl aria-labelledby="set-scheme" data={schemes} value={colorScheme} onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')} />
            <span id="set-density">{t('settings.density')}</span>
            <SegmentedControl aria-labelledby="set-density" data={densities} value={density} onChange={(value) => setDensity(value === 'dense' ? 'dense' : 'roomy')} />
          </div>
        </Panel>
        {info.data && <p className={css.muted}>{t('settings.version', { version: info.data.version, engine: info.data.engine })}</p>}
      </div>
    </Page>
  );
}
