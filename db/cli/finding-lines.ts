import type { CallOutput } from '../api/contract.ts';

type Finding = CallOutput<'import.commit'>['findings'][number];

/** Ranges of rows named in one line; the others are counted. */
const RANGES_NAMED = 8;

/** Findings as lines of the terminal: what is said alike of many rows is said once, with the rows. */
export function findingLines(findings: readonly Finding[]): string[] {
  const groups = Map.groupBy(findings, ({ sheet, column, code, message }) => [sheet, column, code, message].join('\n'));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const rows = [...new Set(group.map(({ row }) => row))].sort((a, b) => a - b);
    const count = rows.length > 1 ? ` (${rows.length} baris)` : '';
    return [`  ${first.sheet} baris ${rangesOf(rows)}${count} ${first.column ?? ''} ${first.code}: ${first.message}`];
  });
}

/** `3, 5–8, 12`; behind the first few only that there are more. */
function rangesOf(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  const named = ranges.slice(0, RANGES_NAMED).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return [...named, ...(ranges.length > RANGES_NAMED ? ['…'] : [])].join(', ');
}
