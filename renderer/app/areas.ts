import { IconHome, IconSettings } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { TextKey } from '../text/text.ts';
import { HomeArea } from '../features/home/home-area.tsx';
import { SettingsArea } from '../features/settings/settings-area.tsx';

export interface Area {
  /** Where it lives: `/keluarga`; everything below that path belongs to it. */
  readonly path: string;
  readonly title: Extract<TextKey, `${string}.title`>;
  readonly icon: Icon;
  /** Draws every route of the area, with wouter's `Route`s on full paths. */
  readonly screen: ComponentType;
  /** Permission without which the rail does not show it. */
  readonly permission?: string;
}

/** The areas that work, in the order of the rail. The last one stands at the rail's foot. */
export const areas: readonly Area[] = [
  { path: '/', title: 'home.title', icon: IconHome, screen: HomeArea },
  { path: '/pengaturan', title: 'settings.title', icon: IconSettings, screen: SettingsArea },
];

/** The search in the top bar (F2); null until there is one. */
export const searchBox: ComponentType | null = null;
