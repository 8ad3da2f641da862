import type { Report, ReportDef, ReportQuery } from '../reports/report.ts';
import type { Context } from './handler.ts';
import { villagesBelow } from './office-facts.ts';

/** Runs a report within the user's area. */
export function runReport(def: ReportDef, period: string | undefined, params: ReportQuery['params'], { reader, scope, host }: Context): Report {
  const receiver = !['kelurahan', 'desa'].includes(reader.identity.level);
  const expected = receiver ? villagesBelow(host.regions(), reader.identity.code) : [];
  return def.run(reader, { period, params, scope, expected, regionName: (code) => host.regions().get(code)?.displayName ?? code });
}
