/** What deliveries are counted by. */
export const kinds = ['programme', 'month', 'phase', 'rt', 'agency', 'fund', 'benefit', 'goods'] as const;
export type By = (typeof kinds)[number];

const keys = ['from', 'to', 'programme', 'phase', 'region', 'rw', 'rt', 'agency', 'fund', 'benefit', 'goods', 'proof'] as const;
/** What deliveries are narrowed to, as the report takes it. */
export type DeliveryFilter = Partial<Record<(typeof keys)[number], string>>;

/** A filter as a part of a path. */
export function deliveryPath(filter: DeliveryFilter): string {
  return encodeURIComponent(new URLSearchParams(deliveryParams(filter)).toString());
}

/** The filter that a part of a path says; what is not understood is left out. */
export function deliveryFilterFrom(path: string): DeliveryFilter {
  const said = new URLSearchParams(path);
  return Object.fromEntries(keys.flatMap((key) => (said.get(key) ? [[key, said.get(key)]] : []))) as DeliveryFilter;
}

/** The parameters that say something. */
export function deliveryParams(filter: DeliveryFilter): Record<string, string> {
  return Object.fromEntries(keys.flatMap((key) => (filter[key] ? [[key, filter[key]]] : [])));
}

/** The filter narrowed to one row of the totals, so that its list is what the row counts. */
export function rowFilter(filter: DeliveryFilter, by: By, value: unknown): DeliveryFilter {
  if (by === 'rt') {
    const [region = '', rw = '', rt = ''] = String(value ?? '').split('|');
    return { ...filter, ...(region !== '' && { region }), rw: rw || 'none', rt: rt || 'none' };
  }
  if (by === 'month') {
    const month = String(value ?? '');
    const from = `${month}-01`;
    const to = `${month}-31`;
    return { ...filter, from: filter.from && filter.from > from ? filter.from : from, to: filter.to && filter.to < to ? filter.to : to };
  }
  return { ...filter, [by]: value === null || value === undefined ? 'none' : String(value) };
}
