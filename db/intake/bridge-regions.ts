import { isRegionCode } from '../rules/region-code.ts';
import { recordsWhere } from '../store/records.ts';
import type { Reader } from '../store/office.ts';
import type { Regions } from '../store/regions.ts';
import { namedRegion } from './read-region.ts';
import type { PreviewRegion } from './types.ts';

/** A BPS code as a file has it, with the names beside it and what it is taken to mean. */
export interface BridgedRegion {
  readonly bpsCode: string;
  /** Province, regency, district, village, as the file names them. */
  readonly names: readonly string[];
  readonly rows: number;
  readonly region: string | null;
  readonly confirmed: boolean;
}

/**
 * What a BPS code means here: what was confirmed once, else what the names beside it say, to be confirmed. A code that
 * is Kemendagri's own, with its own name beside it, needs no bridge.
 */
export function bridgeRegion(office: Reader, regions: Regions, bpsCode: string, names: readonly string[], rows: number): BridgedRegion {
  const known = recordsWhere(office, 'bridge', 'bpsCode', bpsCode).find((one) => one.values.voided === null);
  if (known && typeof known.values.region === 'string') return { bpsCode, names, rows, region: known.values.region, confirmed: true };
  if (bpsCode.startsWith(namedRegion)) return { bpsCode, names, rows, ...byNameAlone(office, regions, names) };
  const dotted = `${bpsCode.slice(0, 2)}.${bpsCode.slice(2, 4)}.${bpsCode.slice(4, 6)}.${bpsCode.slice(6)}`;
  const isOwnCode = isRegionCode(dotted) && regions.get(dotted) !== undefined && regions.isNameOf(dotted, names[3] ?? '');
  if (isOwnCode) return { bpsCode, names, rows, region: dotted, confirmed: true };
  return { bpsCode, names, rows, region: byNames(office, regions, names), confirmed: false };
}

/**
 * A kelurahan that a file names without a code: in this office's area, else in its regency. A name that is exactly one
 * region's needs no confirming; the rows of another kelurahan are refused later (V25).
 */
function byNameAlone(office: Reader, regions: Regions, names: readonly string[]): { region: string | null; confirmed: boolean } {
  const own = office.identity.code;
  const [, , district = '', village = ''] = names;
  if (own.split('.').length === 4 && regions.isNameOf(own, village)) return { region: own, confirmed: true };
  const regency = own.split('.').slice(0, 2).join('.');
  const districts = own.split('.').length < 2 ? [] : regions.children(regency).filter(({ code }) => district === '' || regions.isNameOf(code, district));
  const exact = districts.flatMap(({ code }) => regions.children(code).filter((one) => regions.isNameOf(one.code, village)));
  if (exact.length === 1) return { region: exact[0]?.code ?? null, confirmed: true };
  return { region: exact.length > 1 ? null : byNames(office, regions, names), confirmed: false };
}

/** Walks down the names from the province; where a level is not found, from the office's own area. */
function byNames(office: Reader, regions: Regions, names: readonly string[]): string | null {
  const down = (parent: string, rest: readonly string[]): string | null => {
    const [name, ...deeper] = rest;
    if (name === undefined) return parent;
    for (const { region } of regions.matchName(parent, name)) {
      const found = down(region.code, deeper);
      if (found !== null) return found;
    }
    return null;
  };
  const full = down('', names);
  if (full !== null) return full;
  const own = office.identity.code;
  const depth = own.split('.').length;
  if (depth < 4) return down(own, names.slice(depth));
  // A code with no name beside it, in the office of one kelurahan: proposed, never taken unasked.
  if (names.every((name) => name === '')) return own;
  return regions.isNameOf(own, names[3] ?? '') ? own : null;
}

/** A bridge as the preview shows it. */
export function showBridge(regions: Regions, bridge: BridgedRegion): PreviewRegion {
  const path = bridge.region ? regions.path(bridge.region) : [];
  return {
    bpsCode: bridge.bpsCode, bpsName: [...bridge.names].reverse().filter((name) => name !== '').join(', '), rows: bridge.rows, region: bridge.region,
    regionName: path.length > 0 ? path.slice(1).reverse().map((region) => region.displayName).join(', ') : null, confirmed: bridge.confirmed,
  };
}
