import type { ReportDef } from '../report.ts';
import { recap } from './recap.ts';

/** How long ago families were surveyed, by area: the recap of freshness under the name that others rely on. */
export const freshness: ReportDef = {
  ...recap,
  name: 'freshness',
  title: 'Rekap kemutakhiran data',
  params: recap.params.filter((name) => name !== 'of'),
  run: (office, query) => recap.run(office, { ...query, params: { ...query.params, of: 'fresh' } }),
};
