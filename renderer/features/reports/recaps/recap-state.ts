import { filterFromPath, filterPath } from '../report-filter.ts';
import type { ReportFilter } from '../report-filter.ts';

export const recapKinds = ['desil', 'need', 'programme', 'tag', 'fresh', 'quality'] as const;
export const recapRows = ['rt', 'rw', 'region', 'district'] as const;
export const recapViews = ['table', 'chart', 'map'] as const;

/** What the page of recaps shows; it stands in the address, so that whoever comes back from a list finds it again. */
export interface RecapState {
  readonly of: (typeof recapKinds)[number];
  /** Empty is as the office usually tells its areas apart. */
  readonly by: (typeof recapRows)[number] | '';
  readonly view: (typeof recapViews)[number];
  readonly count: 'families' | 'people';
  /** The item that a map, or bars of one kind, show. */
  readonly item: string;
  /** A past day, or empty. */
  readonly day: string;
  readonly filter: ReportFilter;
}

const own = ['of', 'by', 'view', 'count', 'item', 'day'] as const;
const usual: RecapState = { of: 'desil', by: '', view: 'table', count: 'families', item: '', day: '', filter: {} };

/** The page as a path segment: `of~need,by~rw,view~chart`. */
export function recapPath(state: RecapState): string {
  return [...own.flatMap((key) => (state[key] === usual[key] ? [] : [`${key}~${state[key]}`])), filterPath(state.filter)].filter(Boolean).join(',');
}

/** The page that a path segment says; what is not understood is as usual. */
export function recapFromPath(path: string): RecapState {
  const said = new Map(path.split(',').map((part): [string, string] => [part.split('~')[0] ?? '', part.split('~')[1] ?? '']));
  const among = <T extends string>(values: readonly T[], key: string, otherwise: T): T => values.find((one) => one === said.get(key)) ?? otherwise;
  const day = said.get('day') ?? '';
  return {
    of: among(recapKinds, 'of', usual.of), by: among<RecapState['by']>([...recapRows, ''], 'by', ''), view: among(recapViews, 'view', usual.view), count: among(['families', 'people'] as const, 'count', 'families'),
    item: said.get('item') ?? '', day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '', filter: filterFromPath(path),
  };
}
