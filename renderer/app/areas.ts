import { IconFileImport, IconFolderOpen, IconGift, IconHome, IconListCheck, IconMessages, IconPackage, IconReportAnalytics, IconSettings, IconUsers } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { TextKey } from '../text/text.ts';
import { AidScreen } from '../features/aid/aid-screen.tsx';
import { CasesArea } from '../features/cases/cases-area.tsx';
import { DuplicatesArea } from '../features/duplicates/duplicates-area.tsx';
import { FamiliesArea } from '../features/families/families-area.tsx';
import { DraftScreen, EditFamilyScreen, EventScreen, NewFamilyScreen } from '../features/form/form-screens.tsx';
import { HomeArea } from '../features/home/home-area.tsx';
import { ImportArea } from '../features/import/import-area.tsx';
import { PackagesArea } from '../features/packages/packages-area.tsx';
import { PetitionsArea } from '../features/petitions/petitions-area.tsx';
import { ProgrammesArea } from '../features/programmes/programmes-area.tsx';
import { ReportsArea } from '../features/reports/reports-area.tsx';
import { SearchBox } from '../features/search/search-box.tsx';
import { SettingsArea } from '../features/settings/settings-area.tsx';
import { VisitsArea } from '../features/visits/visits-area.tsx';
import { WorklistArea } from '../features/worklist/worklist-area.tsx';

export interface Area {
  /** Where it lives: `/keluarga`; everything below that path belongs to it. */
  readonly path: string;
  readonly title: Extract<TextKey, `${string}.title`>;
  readonly icon: Icon;
  /** Draws every route of the area, with wouter's `Route`s on full paths. */
  readonly screen: ComponentType;
  /** Permission without which the rail does not show it. */
  readonly permission?: string;
  /** Work on the register as a whole: not for users of an agency (OPD). */
  readonly inside?: true;
}

/** The areas that work, in the order of the rail. The last one stands at the rail's foot. */
export const areas: readonly Area[] = [
  { path: '/', title: 'home.title', icon: IconHome, screen: HomeArea },
  { path: '/keluarga', title: 'families.title', icon: IconUsers, screen: FamiliesArea, permission: 'register.read' },
  { path: '/program', title: 'programmes.title', icon: IconGift, screen: ProgrammesArea, permission: 'register.read' },
  { path: '/usulan', title: 'petitions.title', icon: IconMessages, screen: PetitionsArea, permission: 'register.read', inside: true },
  { path: '/kasus', title: 'cases.title', icon: IconFolderOpen, screen: CasesArea, permission: 'register.read', inside: true },
  { path: '/putusan', title: 'worklist.title', icon: IconListCheck, screen: WorklistArea, permission: 'register.read', inside: true },
  { path: '/impor', title: 'imports.title', icon: IconFileImport, screen: ImportArea, permission: 'register.read', inside: true },
  { path: '/paket', title: 'packages.title', icon: IconPackage, screen: PackagesArea, permission: 'register.read', inside: true },
  { path: '/laporan', title: 'reports.title', icon: IconReportAnalytics, screen: ReportsArea, permission: 'report.run' },
  { path: '/pengaturan', title: 'settings.title', icon: IconSettings, screen: SettingsArea },
];

/** Screens that the rail does not show; they come before the areas, below whose paths they lie. */
export const formPages: readonly { readonly path: string | RegExp; readonly screen: ComponentType }[] = [
  { path: '/keluarga/bantuan/:person?', screen: AidScreen },
  { path: '/keluarga/ganda/:id?', screen: DuplicatesArea },
  { path: /^\/usulan\/verval(?:\/.*)?$/, screen: VisitsArea },
  { path: '/keluarga/baru', screen: NewFamilyScreen },
  { path: '/keluarga/draf/:draft', screen: DraftScreen },
  { path: '/keluarga/:id/ubah/:person?', screen: EditFamilyScreen },
  { path: /^\/keluarga\/(?<id>[^/]+)\/(?<event>lahir|datang)$/, screen: EventScreen },
];

/** The search in the top bar (F2); null until there is one. */
export const searchBox: ComponentType | null = SearchBox;
