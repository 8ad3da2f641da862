import { bdt2015 } from './bdt-2015.ts';
import { bip2012, bip2016, bipEktp, bipLutim } from './bip.ts';
import { dtsen } from './dtsen.ts';
import type { Layout } from './layout.ts';
import { opensidBantuan, opensidPenduduk, opensidRtm } from './opensid.ts';
import { p3ke } from './p3ke.ts';
import { regsosek } from './regsosek.ts';
import { siak } from './siak.ts';
import { kpm, siksNg } from './siks-ng.ts';

/** Every layout that is known by its own headers, the most particular first: of two that fit alike, the first is taken. */
export const layouts: readonly Layout[] = [
  dtsen, regsosek, bdt2015, siksNg, p3ke, opensidPenduduk, opensidBantuan, opensidRtm, siak, kpm, bipEktp, bip2012, bipLutim, bip2016,
];

const others: Readonly<Record<string, string>> = { template: 'Templat Tepat', list: 'Daftar bernama' };

/** The name of a layout as the clerk reads it. */
export function layoutName(key: string): string {
  if (key.startsWith('mapped:')) return key.slice(7);
  return layouts.find((layout) => layout.key === key)?.name ?? others[key] ?? key;
}
