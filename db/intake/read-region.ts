import type { Cell } from './readers/cell.ts';
import type { ParsedRow } from './read-row.ts';
import { rowPlanOf } from './row-plan.ts';
import { cleanText } from './row-values.ts';
import type { SheetPlan } from './sheet-plan.ts';

const nameTargets = ['@bps.province', '@bps.regency', '@bps.district', '@bps.village'] as const;

/** How a region is called that a file names without any code: behind this mark come kecamatan and kelurahan. */
export const namedRegion = '~';

/**
 * The kelurahan that a row speaks of: its BPS code, whole or put together from split ones (`64`, `74`, `030`, `002`), with
 * the names beside it. A file with names only has the names as its code.
 */
export function readBps(plan: SheetPlan, cells: readonly (Cell | null)[]): ParsedRow['bps'] {
  const { places, hasBps } = rowPlanOf(plan);
  if (!hasBps) return null;
  const textAt = (target: string): string => {
    const cell = cells[places.get(target) ?? -1] ?? null;
    return cell && cell.type !== 'error' ? cleanText(cell.text) : '';
  };
  const names = nameTargets.map((target) => (places.has(target) ? textAt(target) : ''));
  const code = joinedCode(['@bps.province.code', '@bps.regency.code', '@bps.district.code', '@bps.code'].map((target) => textAt(target).replace(/\.0$/, '').replace(/\D/g, '')));
  if (code !== '') return { code, names };
  const village = names[3] ?? '';
  if (village === '' || village === '-') return null;
  return { code: `${namedRegion}${[names[2], village].map((name) => (name ?? '').toUpperCase()).join('/')}`, names };
}

/** Lengths of a BPS code of each level when it is whole, of its own part, and of Kemendagri's parts. */
const wholes = [2, 4, 7, 10];
const bpsParts = [2, 2, 3, 3];
const kemendagriParts = [2, 2, 2, 4];

/** Puts split codes together; empty when the last is missing or the lengths tell nothing. */
function joinedCode(codes: readonly string[]): string {
  const last = codes[3] ?? '';
  if (last === '' || last.length === wholes[3]) return last;
  const parts = last.length === 4 ? kemendagriParts : bpsParts;
  let whole = '';
  for (const [level, code] of codes.entries()) {
    const own = parts[level] ?? 0;
    if (code.length > own && code.length === wholes[level]) whole = code;
    else if (code.length <= own && code !== '') whole += code.padStart(own, '0');
  }
  return whole.length === wholes[3] ? whole : last;
}
