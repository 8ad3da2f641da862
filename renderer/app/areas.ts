import { IconFileImport, IconFolderOpen, IconGift, IconHome, IconListCheck, IconMessages, IconPackage, IconReportAnalytics, IconSettings, IconUsers } from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { TextKey } from '../text/text.ts';
import { FamiliesArea } from '../features/families/families-area.tsx';
import { HomeArea } from '../features/home/home-area.tsx';
import { SearchBox } from '../features/search/search-box.tsx';
import { DialogDraftScreen } from './draft-screen.tsx';
import { later } from './later.ts';

// Beranda and the families are what every day begins with; any other screen is loaded when it is first opened.
const AidScreen = later(async () => (await import('../features/aid/aid-screen.tsx')).AidScreen);
const CasesArea = later(async () => (await import('../features/cases/cases-area.tsx')).CasesArea);
const DuplicatesArea = later(async () => (await import('../features/duplicates/duplicates-area.tsx')).DuplicatesArea);
const DraftScreen = later(async () => (await import('../features/form/form-screens.tsx')).DraftScreen);
const EditFamilyScreen = later(async () => (await import('../features/form/form-screens.tsx')).EditFamilyScreen);
const EventScreen = later(async () => (await import('../features/form/form-screens.tsx')).EventScreen);
const NewFamilyScreen = later(async () => (await import('../features/form/form-screens.tsx')).NewFamilyScreen);
const ImportArea = later(async () => (await import('../features/import/import-area.tsx')).ImportArea);
const PackagesArea = later(async () => (await import('../features/packages/packages-area.tsx')).PackagesArea);
const PetitionsArea = later(async () => (await import('../features/petitions/petitions-area.tsx')).PetitionsArea);
const ProgrammesArea = later(async () => (await import('../features/programmes/programmes-area.tsx')).ProgrammesArea);
const ReportsArea = later(async () => (await import('../features/reports/reports-area.tsx')).ReportsArea);
const SettingsArea = later(async () => (await import('../features/settings/settings-area.tsx')).SettingsArea);
const VisitsArea = later(async () => (await import('../features/visits/visits-area.tsx')).VisitsArea);
const WorklistArea = later(async () => (await import('../features/worklist/worklist-area.tsx')).WorklistArea);

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
  { path: '/draf/:draft', screen: DialogDraftScreen },
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
