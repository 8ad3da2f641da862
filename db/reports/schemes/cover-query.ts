import { coverItems, merged } from '../../registry/coverage/coverage.ts';
import type { CoverItem } from '../../registry/coverage/coverage.ts';
import type { FamilyFilter } from '../../registry/family-filter.ts';
import { itemsOfScheme, needScheme } from '../../registry/schemes/schemes.ts';
import type { StoredScheme } from '../../registry/schemes/schemes.ts';
import { fail } from '../../rules/failure.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportQuery } from '../report.ts';

/** Parameters of the matrices: whom they show, by which scheme, and what these lack. */
export const coverParams = ['region', 'rw', 'rt', 'desil', 'programme', 'need', 'text', 'status', 'target', 'least', 'most', 'scheme', 'lacks', 'identifiers'] as const;

/** What a matrix is asked. */
export interface CoverQuery {
  readonly scheme: StoredScheme;
  readonly items: readonly CoverItem[];
  readonly filter: FamilyFilter;
}

/**
 * The families of a matrix and the scheme that it is told by. `lacks` is an item that they lack, `any` (at least one is
 * lacking) or `none` (nothing is). Errors: NOT_FOUND (scheme), INVALID_INPUT.
 */
export function coverQuery(office: Reader, params: ReportQuery['params']): CoverQuery {
  const text = (key: string): string | undefined => (params[key] === undefined || params[key] === '' ? undefined : String(params[key]));
  const scheme = needScheme(office, text('scheme'));
  const items = coverItems(itemsOfScheme(office, scheme));
  const filter = merged({ status: 'reached', ...dropUnset(filterOf(params)) }, lacking(text('lacks'), items));
  return { scheme, items, filter };
}

function lacking(lacks: string | undefined, items: readonly CoverItem[]): FamilyFilter {
  if (lacks === undefined) return {};
  if (lacks === 'none') return { anyOf: items.map((item) => item.programmes) };
  if (lacks === 'any') return { lackOf: items.map((item) => item.programmes) };
  return { noneOf: (items.find((item) => item.key === lacks) ?? fail('INVALID_INPUT', { detail: `lacks ${lacks}` })).programmes };
}

function dropUnset(filter: FamilyFilter): FamilyFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
