/** One line of the bench table. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | '×' | 'rows/s' | 'bytes' | 'MB' | '%' | '';
  readonly note?: string;
  /** What the figure has to reach; absent when it is only printed for later comparison. */
  readonly goal?: { readonly least?: number; readonly most?: number };
}

/** What could not be measured here, and why. */
export interface Skipped {
  readonly name: string;
  readonly skipped: string;
}

export type Line = Measure | Skipped;

/** Whether a figure reaches its goal; undefined without one. */
export function reached(line: Line): boolean | undefined {
  if ('skipped' in line || !line.goal) return undefined;
  return line.value >= (line.goal.least ?? -Infinity) && line.value <= (line.goal.most ?? Infinity);
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 0.5);
}

/** The figure that a share of all (0 to 1) does not exceed. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? 0;
}

/** p50, p99 and the maximum of times in ms, as words. */
export function spread(times: readonly number[], what: string): string {
  const [p50, p99, max] = [percentile(times, 0.5), percentile(times, 0.99), Math.max(...times)].map(showFigure);
  return `p50 ${p50}, p99 ${p99}, max ${max} ms of ${times.length} ${what}`;
}

/** The lines as a Markdown table, with the goals and whether they were reached. */
export function markdownTable(lines: readonly Line[]): string {
  const rows = [['figure', 'measured', 'goal', 'note'], ...lines.map(cells)].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const shown = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [shown[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...shown.slice(1)].join('\n');
}

function cells(line: Line): string[] {
  if ('skipped' in line) return [line.name, 'not measured', '', line.skipped];
  const { name, value, unit, goal, note } = line;
  const bar = goal ? (goal.least !== undefined ? `≥ ${goal.least} ${unit}` : `≤ ${goal.most ?? ''} ${unit}`) : '';
  return [name, `${showFigure(value)} ${unit}`, goal ? `${bar}: ${reached(line) ? 'reached' : '**missed**'}` : '', note ?? ''];
}

/** A figure with as many decimals as matter. */
export function showFigure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}
