import type { Neighbour } from './package-words.ts';

/** For whom a report is: one office, or those above together; and whether it carries everything once more. */
export interface ReportAim { readonly to: readonly string[]; readonly full: boolean }

const FULL = '/lengkap';

/** The route of the screen where a report for these offices is approved (`persetujuan`), or of the dialog that writes it (`tulis`). */
export function aimPath(view: 'persetujuan' | 'tulis', { to, full }: ReportAim): string {
  return `/paket/${view}/${to.join(',')}${full ? FULL : ''}`;
}

/** Whom the route of such a screen names; null when it names nobody. */
export function aimIn(location: string, view: 'persetujuan' | 'tulis'): ReportAim | null {
  const [, codes, full] = /^\/paket\/[a-z]+\/([\d.,]+)(\/lengkap)?$/.exec(location) ?? [];
  return codes === undefined || !location.startsWith(`/paket/${view}/`) ? null : { to: codes.split(','), full: full === FULL };
}

/**
 * The reports that a pengesah can look at: one for those above together, then one for each other office, and which of them is
 * looked at. That is what was asked for, else the one for above, else the only one there is; null where it has to be chosen.
 */
export function reportAims(neighbours: readonly Pick<Neighbour, 'code' | 'trusted' | 'relation'>[], asked: ReportAim | null): { readonly aims: readonly ReportAim[]; readonly shown: ReportAim | null } {
  const known = neighbours.filter((one) => one.trusted);
  const above = known.filter((one) => one.relation === 'above').map((one) => one.code);
  const beside = known.filter((one) => one.relation !== 'above' && one.relation !== 'own').map((one) => one.code);
  const usual = [...(above.length > 0 ? [above] : []), ...beside.map((code) => [code])].map((to) => ({ to, full: false }));
  const named = asked !== null && asked.to.every((code) => known.some((one) => one.code === code)) ? asked : null;
  const same = usual.find(({ to }) => named !== null && !named.full && to.length === named.to.length && to.every((code) => named.to.includes(code)));
  const first = above.length > 0 || usual.length === 1 ? usual[0] : undefined;
  return { aims: named === null || same ? usual : [named, ...usual], shown: same ?? named ?? first ?? null };
}
