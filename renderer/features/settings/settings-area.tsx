import type { ComponentType, ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useInside, useSession } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import type { TextKey } from '../../text/text.ts';
import { AppearanceSection } from './appearance-section.tsx';
import { BacaSection } from './baca-section.tsx';
import { BackupSection } from './backup-section.tsx';
import { CardSection } from './card-section.tsx';
import { HealthSection } from './health-section.tsx';
import { HistorySection } from './history-section.tsx';
import { IncidentSection } from './incident-section.tsx';
import { LetterheadSection, TemplatesSection } from '../letters/index.ts';
import { PassphraseSection } from './passphrase-section.tsx';
import { AuditSection } from './audit-section.tsx';
import { RetentionSection } from './retention-section.tsx';
import { SecuritySection } from './security-section.tsx';
import css from './settings.module.css';
import { UpdateSection } from './update-section.tsx';
import { UsersSection } from './users-section.tsx';
import { VerifySection } from './verify-section.tsx';

interface Section {
  readonly path: string;
  readonly title: TextKey & ('letters.settings' | 'letters.templates' | 'settings.appearance' | 'settings.users' | 'settings.passphrase' | 'settings.card' | 'settings.backup' | 'settings.history' | 'settings.verify' | 'security.title' | 'privacy.retention' | 'privacy.protection' | 'privacy.baca' | 'security.auditTitle' | 'survival.health' | 'survival.update');
  readonly screen: ComponentType;
  readonly permission?: string;
  /** About the office as a whole: not for users of an agency (OPD). */
  readonly inside?: true;
}

const sections: readonly Section[] = [
  { path: '/pengaturan/tampilan', title: 'settings.appearance', screen: AppearanceSection },
  { path: '/pengaturan/pengguna', title: 'settings.users', screen: UsersSection, permission: 'user.manage' },
  { path: '/pengaturan/keamanan', title: 'security.title', screen: SecuritySection, permission: 'second.confirm' },
  { path: '/pengaturan/kata-sandi', title: 'settings.passphrase', screen: PassphraseSection },
  { path: '/pengaturan/kartu', title: 'settings.card', screen: CardSection, permission: 'register.read', inside: true },
  { path: '/pengaturan/surat', title: 'letters.settings', screen: LetterheadSection, permission: 'register.read', inside: true },
  { path: '/pengaturan/templat', title: 'letters.templates', screen: TemplatesSection, permission: 'register.read', inside: true },
  { path: '/pengaturan/cadangan', title: 'settings.backup', screen: BackupSection, permission: 'register.read', inside: true },
  { path: '/pengaturan/riwayat', title: 'settings.history', screen: HistorySection, permission: 'register.read', inside: true },
  { path: '/pengaturan/audit', title: 'security.auditTitle', screen: AuditSection, permission: 'audit.read', inside: true },
  { path: '/pengaturan/simpan', title: 'privacy.retention', screen: RetentionSection, permission: 'audit.read', inside: true },
  { path: '/pengaturan/insiden', title: 'privacy.protection', screen: IncidentSection, permission: 'audit.read', inside: true },
  { path: '/pengaturan/baca', title: 'privacy.baca', screen: BacaSection, permission: 'register.read', inside: true },
  { path: '/pengaturan/kesehatan', title: 'survival.health', screen: HealthSection, permission: 'register.read', inside: true },
  { path: '/pengaturan/pembaruan', title: 'survival.update', screen: UpdateSection, inside: true },
  { path: '/pengaturan/periksa', title: 'settings.verify', screen: VerifySection, permission: 'register.read', inside: true },
];

/** Pengaturan: the sections that this user may open. */
export function SettingsArea(): ReactNode {
  const t = useText();
  const [location] = useLocation();
  const { permissions } = useSession();
  const inside = useInside();
  const shown = sections.filter((section) => (section.permission === undefined || permissions.includes(section.permission)) && (inside || !section.inside));
  return (
    <div className={css.layout}>
      <nav className={css.nav} aria-label={t('settings.sections')} data-no-print>
        {shown.map((section) => (
          <Link key={section.path} href={section.path} className={css.link} aria-current={location === section.path ? 'page' : undefined}>{t(section.title)}</Link>
        ))}
      </nav>
      <div className={css.section}>
        <Switch>
          {shown.map((section) => <Route key={section.path} path={section.path} component={section.screen} />)}
          <Route><Redirect to="/pengaturan/tampilan" replace /></Route>
        </Switch>
      </div>
    </div>
  );
}
