/** What one file of the corpus came to. */
export interface CorpusResult {
  readonly layout: string;
  readonly damage: string;
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
    const own = results.filter((result) => result.layout === layout);
    const clean = own.find(({ damage }) => damage === 'clean');
    const damaged = own.filter(({ damage }) => damage !== 'clean');
    const mark = (column: Column): string => (clean?.[column] ? 'yes' : 'no');
    const share = (column: Column): string => `${damaged.filter((result) => result[column]).length}/${damaged.length}`;
    return `| ${layout} | ${mark('read')} | ${mark('recognised')} | ${mark('rows')} | ${mark('values')} | ${damaged.length} | ${share('recognised')} | ${share('rows')} | ${share('values')} |`;
  });
  const gaps = results.filter(({ rows, values }) => !rows || values === false).map(({ layout, damage }) => `* ${layout}, ${damage}: ${reason(layout, damage) ?? reason(layout, 'values') ?? 'values differ'}`);
  return `# The corpus of files

Written by \`tests/flow/intake/corpus.test.ts\` (\`TEPAT_WRITE=1\`): every layout, clean and with every damage of
\`db/sample/damages.ts\` that it can take, opened through the api of a real office and compared with the counts of
\`tests/fixtures/intake/corpus-expected.json\`. *Values*: for the clean file every value that the file tells is compared
with the register after the import; for a damaged one, its counts are right and it would change nothing of the clean file's.

| layout | read | recognised | rows right | values right | damages | recognised | rows right | values right |
|---|---|---|---|---|---|---|---|---|
${lines.join('\n')}

Files: ${results.length}. Damages that must be refused (digits lost) count as right when the file is refused with nothing new.

## Not right, and why

${gaps.length > 0 ? gaps.join('\n') : 'Nothing.'}
`;
}
