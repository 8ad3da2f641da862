import { fail } from '../rules/failure.ts';
import { profiles } from '../rules/privacy/agreement.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './commands.ts';
import { print, table } from './output.ts';
import { withOffice } from './session.ts';

const FILTERS = ['rt', 'rw', 'region', 'desil', 'programme', 'status', 'text', 'identifiers', 'staging', 'state', 'kind', 'purpose', 'by', 'from', 'to', 'phase', 'agency', 'fund', 'benefit', 'goods', 'proof', 'month', 'of', 'count', 'need', 'surveyed', 'lacking'] as const;

export const reportCommand: Command = {
  usage: 'report NAME --office DIR [--period P] [--format json|csv|xlsx|docx|pdf] [--out FILE] [--rt N] [--rw N] [--region CODE] [--desil N] [--programme ID] [--status active|inactive|ended|all] [--text TEXT] [--staging ID] [--identifiers full] [--kind file|print|reveal] [--profile internal|masked|aggregate --agreement ID] [--purpose TEXT] [--by WHAT] [--from DATE] [--to DATE] [--phase P] [--agency A] [--fund N] [--benefit N] [--goods UNIT] [--proof none] [--month YYYY-MM] [--of WHAT] [--count families|people] [--need KEY] [--surveyed SPAN] [--lacking MEASURE]',
  async run(words) {
    const options = Object.fromEntries([...FILTERS, 'period', 'format', 'out', 'profile', 'agreement'].map((name) => [name, { type: 'string' as const }]));
    const args = readArguments(words, options);
    const name = args.word(0, 'NAME');
    const params = Object.fromEntries(FILTERS.flatMap((key) => (key !== 'purpose' && args.text(key) !== undefined ? [[key, args.text(key) as string]] : [])));
    const period = args.text('period');
    const out = args.text('out');
    const given = args.text('profile') ?? 'internal';
    const profile = profiles.find((one) => one === given) ?? fail('INVALID_INPUT', { detail: '--profile' });
    if (profile !== 'internal' && out === undefined) fail('NEED_PARAM', { name, param: '--out' });
    const format = args.text('format') ?? (out?.split('.').at(-1) || 'json');
    return withOffice(args, async (call) => {
      if (out !== undefined) {
        if (format !== 'json' && format !== 'csv' && format !== 'xlsx' && format !== 'docx' && format !== 'pdf') return fail('REPORT_FORMAT', { format, name });
        const saved = await call('report.save', { name, period, params, format, path: out, purpose: args.text('purpose') ?? (profile === 'internal' ? 'terminal' : undefined), profile, agreement: args.text('agreement') });
        print(args.flag('json'), saved, [`${saved.files.join(', ')}: ${saved.rows} baris`]);
        return 0;
      }
      if (format !== 'json') return fail('REPORT_FORMAT', { format, name });
      const report = await call('report.run', { name, period, params });
      const cells = report.rows.map((row) => report.columns.map(({ key, numeric }) => (numeric ? Number(row[key] ?? 0) : String(row[key] ?? ''))));
      print(args.flag('json'), report.data, [report.title, ...table([report.columns.map((column) => column.title), ...cells]), ...report.notes]);
      return 0;
    });
  },
};

export const reportListCommand: Command = {
  usage: 'report list --office DIR',
  async run(words) {
    const args = readArguments(words);
    return withOffice(args, async (call) => {
      const reports = await call('report.list', {});
      print(args.flag('json'), reports, table(reports.map((report) => [report.name, report.title, report.formats.join(' ')])));
      return 0;
    });
  },
};
