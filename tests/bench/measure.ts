/** One line of the bench table. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | '×' | '';
  readonly note?: string;
  /** What the figure has to reach; absent when it is only printed for later comparison. */
  readonly goal?: { readonly least?: number; readonly most?: number };
}

/** Whether a figure reaches its goal; undefined without one. */
export function reached({ value, goal }: Measure): boolean | undefined {
  if (!goal) return undefined;
  return value >= (goal.least ?? -Infinity) && value <= (goal.most ?? Infinity);
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

/** A table of figures as text, with the goals and whether they were reached. */
export function showTable(measures: readonly Measure[]): string {
  const lines = measures.map((measure) => {
    const { value, unit, goal, note } = measure;
    const bar = goal ? (goal.least !== undefined ? `≥ ${goal.least} ${unit}` : `≤ ${goal.most ?? ''} ${unit}`).trim() : '';
    const verdict = goal ? (reached(measure) ? 'reached' : 'MISSED') : '';
    return [measure.name, `${showFigure(value)} ${unit}`.trim(), bar, verdict, note ?? ''];
  });
  const rows = [['figure', 'measured', 'goal', '', 'note'], ...lines];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

function showFigure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
