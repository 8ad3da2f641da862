import { otherFormats } from './corpus.ts';
import type { SheetFormat } from '../../../db/sample/spreadsheet.ts';

/** What one file of the corpus came to. */
export interface CorpusResult {
  readonly layout: string;
  readonly damage: string;
  readonly format: SheetFormat;
  readonly read: boolean;
  readonly recognised: boolean;
  readonly rows: boolean;
  readonly values: boolean | null;
}

type Column = 'read' | 'recognised' | 'rows' | 'values';

/** The table of the note: each layout by what was right, clean and damaged, with the cases that were not. */
export function corpusTable(results: readonly CorpusResult[], reason: (layout: string, damage: string) => string | undefined): string {
  const layouts = [...new Set(results.map(({ layout }) => layout))];
  const lines = layouts.map((layout) => {
    const own = results.filter((result) => result.layout === layout && result.format === 'xlsx');
    const clean = own.find(({ damage }) => damage === 'clean');
    const damaged = own.filter(({ damage }) => damage !== 'clean');
    const mark = (column: Column): string => (clean?.[column] ? 'yes' : 'no');
    const share = (column: Column): string => `${damaged.filter((result) => result[column]).length}/${damaged.length}`;
    return `| ${layout} | ${mark('read')} | ${mark('recognised')} | ${mark('rows')} | ${mark('values')} | ${damaged.length} | ${share('recognised')} | ${share('rows')} | ${share('values')} |`;
  });
  const formats = layouts.map((layout) => {
    const right = otherFormats.map((format) => {
      const own = results.filter((result) => result.layout === layout && result.format === format);
      return own.length === 0 ? '-' : `${own.filter((result) => result.rows && result.values !== false).length}/${own.length}`;
    });
    return `| ${layout} | ${right.join(' | ')} |`;
  });
  const gaps = results.filter(({ rows, values }) => !rows || values === false).map(({ layout, damage, format }) => `* ${layout}${format === 'xlsx' ? '' : ` as .${format}`}, ${damage}: ${reason(layout, damage) ?? reason(layout, 'values') ?? 'values differ'}`);
  return `# The corpus of files

Written by \`tests/flow/intake/corpus.test.ts\` (\`TEPAT_WRITE=1\`): every layout, clean and with every damage of
\`db/sample/damages.ts\` that it can take, opened through the api of a real office and compared with the counts of
\`tests/fixtures/intake/corpus-expected.json\`. *Values*: for the clean file every value that the file tells is compared
with the register after the import; for a damaged one, its counts are right and it would change nothing of the clean file's.

| layout | read | recognised | rows right | values right | damages | recognised | rows right | values right |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}

*Rows right* includes what must be told of the file, by code and number: hidden rows and columns, filters, merged cells,
colours, formulas, errors, sheets and rows that were passed over, lost digits, repeated rows.

Files: ${results.length}. Damages that must be refused (digits lost) count as right when the file is refused with nothing new.

## The same files in the other formats

Opened in an office that holds the clean .xlsx file already: the rows must be counted the same, and nothing may change. A
text file holds one sheet, so that layouts of several are not among them; it has no colours, formulas or hidden cells to tell.

| layout | .xls right | .ods right | .csv right |
|---|---|---|---|
${formats.join('\n')}

## Not right, and why

${gaps.length > 0 ? gaps.join('\n') : 'Nothing.'}
`;
}
