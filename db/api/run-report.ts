import { neighbours } from '../handoff/neighbours.ts';
import { agencyPeople } from '../registry/agency/agency-people.ts';
import { fail } from '../rules/failure.ts';
import type { Report, ReportDef, ReportQuery } from '../reports/report.ts';
import { agencyReports, paramsForAgency, reportForAgency } from './agency/report-for-agency.ts';
import type { Reader } from '../store/office.ts';
import type { Context } from './handler.ts';
import { withoutChildren } from './without-children.ts';
import { villagesBelow } from './office-facts.ts';

/** When the last package of an office was received here; asked of the neighbours only where a report wants to know. */
function receivedBy(reader: Reader): (code: string) => string | null {
  let last: ReadonlyMap<string, string> | null = null;
  return (code) => {
    last ??= new Map(neighbours(reader).flatMap((one) => (one.lastReceived ? [[one.code, one.lastReceived.at] as const] : [])));
    return last.get(code) ?? null;
  };
}

/** Runs a report within the user's area, and for a user of an agency narrowed to its own recipients. Errors: NOT_ALLOWED, and the report's. */
export function runReport(def: ReportDef, period: string | undefined, params: ReportQuery['params'], context: Context): Report {
  const { reader, scope, host, session } = context;
  const { user, permissions } = session;
  const agency = user.role === 'opd' ? (user.agency ?? '') : null;
  if ((def.permission !== undefined && !permissions.includes(def.permission)) || (agency !== null && !agencyReports.includes(def.name))) fail('NOT_ALLOWED', { role: user.role, call: def.name });
  const receiver = !['kelurahan', 'desa'].includes(reader.identity.level);
  const expected = receiver ? villagesBelow(host.regions(), reader.identity.code) : [];
  const asked = agency === null ? params : paramsForAgency(params);
  const report = def.run(reader, { period, params: asked, scope, expected, received: receivedBy(reader), health: permissions.includes('health.read'), regionName: (code) => host.regions().get(code)?.displayName ?? code });
  return withoutChildren(agency === null ? report : reportForAgency(def.name, report, agencyPeople(reader, agency)), context);
}
