import type { AgencyPeople } from '../../registry/agency/agency-people.ts';
import { fail } from '../../rules/failure.ts';
import type { Report, ReportQuery, ReportRow } from '../../reports/report.ts';

/** Reports that only count. */
const counts: readonly string[] = ['recap', 'programmes-by-office', 'deliveries', 'quality', 'schemes'];
/** Reports by name, whose rows hold `id` (or `family`) and `person`. */
const byName: readonly string[] = ['named-list', 'overlap', 'missed', 'ineligible', 'anomalies', 'overrides'];
/** Reports whose rows say by `programmeId` whose they are: an agency sees those of its own programmes. */
const byProgramme: readonly string[] = ['delivery-names', 'exits'];

/** Every report that a user of an agency may run; another is refused until it is known here what it says. */
export const agencyReports: readonly string[] = [...counts, ...byName, ...byProgramme];

/** What an agency may ask a report with: words would tell by a count whether somebody is here. */
export function paramsForAgency(params: ReportQuery['params']): ReportQuery['params'] {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== 'text'));
}

/** A report for an agency: counts as they are, by name the recipients of its own programmes only. Error: NOT_ALLOWED. */
export function reportForAgency(name: string, report: Report, own: AgencyPeople): Report {
  if (counts.includes(name)) return report;
  if (byProgramme.includes(name)) {
    const rows = report.rows.filter((row) => own.ownsProgramme(String(row.programmeId ?? ''))).map((row, index): ReportRow => ({ ...row, no: index + 1 }));
    return { columns: report.columns, rows, totals: { rows: rows.length }, notes: [], data: { rows, totals: { rows: rows.length } } };
  }
  if (!byName.includes(name)) return fail('NOT_ALLOWED', { role: 'opd', call: name });
  const rows = report.rows.flatMap((row): ReportRow[] => {
    // A kelompok of its own programme; which of its members, and what else they receive, is not the agency's to know.
    if (typeof row.group === 'string') return own.ownsProgramme(String(row.programmeId ?? '')) ? [{ ...row, recipient: row.name, facts: '' }] : [];
    const family = String((name === 'overrides' ? row.family : row.id) ?? '');
    if (own.ownsFamily(family)) return [row];
    return typeof row.person === 'string' && own.ownsPerson(row.person) ? [{ ...row, name: '', noKk: null }] : [];
  }).map((row, index): ReportRow => ({ ...row, no: index + 1 }));
  const { day, trend, agencies, untold } = report.data;
  const count = (key: string): number => new Set(rows.flatMap((row) => row[key] ?? [])).size;
  const groups = count('group');
  const { groups: _groups, ...told } = report.totals ?? {};
  const totals = { ...told, rows: rows.length, ...('families' in told && { families: count('id') }), ...(groups > 0 && { groups }) };
  return { columns: report.columns, rows, totals, notes: [], data: { day, trend, agencies, untold, rows, totals } };
}
