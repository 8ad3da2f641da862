import type { CallInput } from '../../../db/api/contract.ts';
import { qualityMeasures } from '../../../db/rules/recaps/quality.ts';

type FamilyFilter = Partial<CallInput<'enrolment.bulkPreview'>['filter']>;

/** What a report is narrowed to. `none` asks for those without a value ("RT kosong"). */
export interface ReportFilter {
  readonly region?: string;
  readonly rw?: string;
  readonly rt?: string;
  /** One desil, or 0 for "belum diperingkat". */
  readonly desil?: string;
  readonly programme?: string;
  readonly need?: string;
  readonly tag?: string;
  /** Months of the last survey, as the api says them: `2025-11..2026-05`. */
  readonly surveyed?: string;
  /** A measure of quality that is not passed. */
  readonly lacking?: string;
  /** `outside`: with coordinates outside of its region. */
  readonly placed?: string;
  /** Programmes of which one is received, as ids joined by `_`: what a number of a scheme counts. */
  readonly anyOf?: string;
  /** `1`: desil 1–2 or with a need. */
  readonly wanting?: string;
  /** A target list. */
  readonly target?: string;
  /** For matrices: the scheme, what is lacking, and how many programmes. */
  readonly scheme?: string;
  readonly lacks?: string;
  readonly least?: string;
  readonly most?: string;
  /** For what was decided: between these days. */
  readonly from?: string;
  readonly to?: string;
}

export const none = 'none';
const keys = ['region', 'rw', 'rt', 'desil', 'programme', 'need', 'tag', 'surveyed', 'lacking', 'placed', 'anyOf', 'wanting', 'target', 'scheme', 'lacks', 'least', 'most', 'from', 'to'] as const;

/** A filter as a path segment: `rw~002,rt~004,desil~3`. */
export function filterPath(filter: ReportFilter): string {
  return keys.flatMap((key) => (filter[key] ? [`${key}~${filter[key]}`] : [])).join(',');
}

/** The filter that a path segment says; what is not understood is left out. */
export function filterFromPath(path: string): ReportFilter {
  const known = path.split(',').map((part) => part.split('~')).filter((part): part is [(typeof keys)[number], string] => (keys as readonly string[]).includes(part[0] ?? '') && Boolean(part[1]));
  return Object.fromEntries(known);
}

/** Parameters of which one value is enough; a path separates its parts by commas, so that these are joined by `_`. */
const several: ReadonlySet<string> = new Set(['anyOf', 'need', 'desil']);

/** The parameters that the api understands. */
export function filterParams(filter: ReportFilter): Record<string, string> {
  const said = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return Object.fromEntries(said.map(([key, value]) => [key, several.has(key) ? value.replaceAll('_', ',') : value]));
}

/** The same families as a filter of the register, for what is done to all of a list: whatever it did not say would be done to others too. */
export function familyFilterOf(filter: ReportFilter): FamilyFilter {
  const { rw, rt, desil, least, most, anyOf, wanting, lacking, need, placed, ...rest } = Object.fromEntries(Object.entries(filter).filter(([, value]) => Boolean(value))) as ReportFilter;
  const { scheme: _scheme, lacks: _lacks, ...same } = rest;
  const measure = qualityMeasures.find(({ key }) => key === lacking)?.key;
  const padded = (value: string): string => value.padStart(3, '0');
  return {
    ...same, ...(rw && { rw: padded(rw) }), ...(rt && { rt: padded(rt) }), ...(need && { need: need.replaceAll('_', ',') }), ...(measure && { lacking: measure }), ...(placed === 'outside' && { placed }),
    ...(desil && { desil: desil.split('_').map(Number).filter((one) => Number.isInteger(one)) }), ...(wanting && { wanting: true }), ...(anyOf && { anyOf: [anyOf.split('_')] }),
    ...((least ?? most) !== undefined && { programmes: { ...(least !== undefined && { from: Number(least) || 0 }), ...(most !== undefined && { to: Number(most) || 0 }) } }),
  };
}

/** A list as of a past day, with its filter, as a path segment. */
export function listPath(filter: ReportFilter, day: string | null): string {
  return [filterPath(filter), day === null ? '' : `day~${day}`].filter((part) => part !== '').join(',');
}

/** The day that a path segment names, or null. */
export function dayFromPath(path: string): string | null {
  return /(?:^|,)day~(\d{4}-\d{2}-\d{2})(?:,|$)/.exec(path)?.[1] ?? null;
}
