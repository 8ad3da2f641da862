import { classesIn, fieldClasses } from './privacy/field-classes.ts';
import type { FieldClass } from './privacy/field-classes.ts';
import { isInside } from './region-code.ts';


/** The roles of an office (DESIGN §4). */
export const roles = ['operator', 'verifikator', 'pengesah', 'admin', 'auditor', 'opd'] as const;
export type Role = (typeof roles)[number];

/** Everything a call may ask for. */
export const permissions = [
  'register.read',
  'register.write',
  'register.verify',
  'identity.reveal',
  'health.read',
  'child.read',
  'financial.read',
  'programme.write',
  'enrol.write',
  'enrol.override',
  'import.run',
  'import.undo',
  'package.send',
  'package.approve',
  'package.receive',
  'card.trust',
  'report.run',
  'report.export',
  'backup',
  'restore',
  'user.manage',
  'audit.read',
  'setting.write',
  'partner.write',
  'visit.approve',
  'second.confirm',
] as const;
export type Permission = (typeof permissions)[number];

const reading: readonly Permission[] = ['register.read', 'report.run'];
const allClasses: readonly Permission[] = ['health.read', 'child.read', 'financial.read'];

/**
 * What each role may do. The operator enters and imports and prepares packages; the verifikator checks what was entered
 * and does not send; the pengesah (lurah, kepala desa, camat) answers for what leaves the office; the admin also runs
 * the PC and its users; the auditor reads, and every reading of an identifier is logged. A user of an agency (OPD, at the
 * city) reads too, but by name only the recipients of that agency's programmes: `db/api/agency` narrows every answer.
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  operator: [
    ...reading, ...allClasses, 'register.write', 'identity.reveal', 'programme.write', 'enrol.write', 'import.run', 'import.undo',
    'package.send', 'package.receive', 'report.export', 'backup',
  ],
  verifikator: [...reading, ...allClasses, 'register.verify', 'identity.reveal', 'report.export'],
  pengesah: [
    ...reading, ...allClasses, 'register.verify', 'identity.reveal', 'programme.write', 'enrol.write', 'enrol.override', 'import.undo',
    'package.send', 'package.approve', 'package.receive', 'card.trust', 'report.export', 'backup', 'audit.read', 'partner.write', 'visit.approve', 'second.confirm',
  ],
  admin: permissions,
  auditor: [...reading, 'audit.read'],
  opd: [...reading, 'child.read', 'identity.reveal', 'report.export'],
};

/** Whether these permissions open a class of specific personal data. */
export function mayRead(permissions: readonly Permission[], of: FieldClass): boolean {
  return permissions.includes(`${of}.read`);
}

/**
 * What a user may do: what the role may, but for the classes of specific data that the user was given or refused by name.
 * Who enters families cannot work without their children.
 */
export function permissionsOf(role: Role, classes: string | null): readonly Permission[] {
  const chosen = classesIn(classes);
  if (chosen === null) return rolePermissions[role];
  const open = fieldClasses.filter((one) => chosen.includes(one) || (one === 'child' && may(role, 'register.write')));
  return [...rolePermissions[role].filter((one) => !allClasses.includes(one)), ...open.map((one): Permission => `${one}.read`)];
}

/** Whether an office of this level has users of agencies. */
export function hasAgencies(level: string): boolean {
  return level === 'kota' || level === 'kabupaten';
}

/** Whether a text is the name of a role. */
export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

/** Whether a role holds a permission. */
export function may(role: Role, permission: Permission): boolean {
  return rolePermissions[role].includes(permission);
}

/** Whether a user whose scope is `areaPrefix` (empty: the whole office) may touch a record of this region; a record without a region only with the whole office. */
export function mayTouchRegion(areaPrefix: string | null, region: string | null): boolean {
  if (!areaPrefix) return true;
  return region !== null && isInside(region, areaPrefix);
}
