import { reportNamed, reports } from '../../reports/reports.ts';
import type { ReportDef } from '../../reports/report.ts';
import { fail } from '../../rules/failure.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Handlers } from '../handler.ts';
import { periodOf } from '../office-facts.ts';
import { outsideProfiles } from '../outside.ts';
import { runReport } from '../run-report.ts';
import { savedLists, saveReport, showsIdentifiers } from '../save-report.ts';

export const reportHandlers: Handlers<'report.list' | 'report.run' | 'report.save'> = {
  'report.list': (_input, { session }) => [
    ...reports.filter(({ permission }) => permission === undefined || session.permissions.includes(permission))
      .map(({ name, title, params }) => ({ name, title, formats: ['json', 'csv', 'xlsx', 'docx', 'pdf'], params: [...params], outside: outsideProfiles(name) })),
    ...savedLists.map(({ name, title, params }) => ({ name, title, formats: ['csv', 'xlsx'], params: [...params], outside: outsideProfiles(name) })),
  ],

  'report.run': ({ name, period, params }, context) => {
    const def = reportNamed(name);
    const { reader } = context;
    // Shown is not logged: identifiers in full are only written to a file, with a purpose.
    if (showsIdentifiers(def, params)) fail('PURPOSE_NEEDED');
    const report = runReport(def, period, params, context);
    const { identity } = reader;
    return {
      name, title: def.title, office: identity.name, at: reader.now().toISOString(), practice: identity.practice, data: { ...headOf(reader, def, period), ...report.data },
      columns: [...report.columns], rows: report.rows.map((row) => ({ ...row })), totals: report.totals && { ...report.totals }, notes: [...report.notes],
    };
  },

  'report.save': saveReport,
};

function headOf(reader: Reader, def: ReportDef, period: string | undefined) {
  const { identity } = reader;
  return { report: def.name, title: def.title, office: { code: identity.code, name: identity.name, level: identity.level }, period: period ?? periodOf(today(reader)), at: reader.now().toISOString(), practice: identity.practice };
}
