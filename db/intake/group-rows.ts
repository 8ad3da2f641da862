import { headerKey } from './headers.ts';
import type { Cell } from './readers/cell.ts';
import type { ColumnPlan, SheetPlan } from './sheet-plan.ts';

/** What rows above the people of a family say, by target, each with the cell that says it and its column. */
export type GroupFacts = Map<string, { readonly cell: Cell; readonly column: number }>;

const labels: readonly (readonly [RegExp, string])[] = [
  [/^NO(MOR)?(KK|KARTUKELUARGA)$/, 'noKk'],
  [/^NAMA(KK|KEPALAKELUARGA)$/, '@headName'],
  [/^ALAMAT$/, 'address'],
  [/^(NO)?RTRW$/, '@rtRw'],
  [/^RT$/, 'rt'],
  [/^RW$/, 'rw'],
  [/^(NAMA)?(DUSUN|LINGKUNGAN)$/, 'dusun'],
  [/^(NOBLANGKOKK|TGLCETAKKK|KODEPOS)$/, '@none'],
];

function targetOfLabel(text: string): string | null {
  const key = headerKey(text);
  return labels.find(([pattern]) => pattern.test(key))?.[1] ?? null;
}

const inText = /(?:^|[,;\s])((?:NO(?:MOR)?\.? ?)?(?:BLANGKO )?KK|NAMA\.? ?(?:KK|KEPALA KELUARGA)|NO\.? ?KARTU KELUARGA|TGL\.? ?CETAK KK|NAMA DUSUN|ALAMAT|(?:NO\.? ?)?RT ?\/ ?RW|RT|RW|KODE ?POS)\s*:/gi;

/**
 * Adds what one row of a family's head says: `No. KK : 5202…` in one cell, label and value in two, or a row of labels above
 * a row of values. `open` holds the labels that still wait for their values below them.
 */
export function readGroupRow(cells: readonly (Cell | null)[], facts: GroupFacts, open: Map<number, string>): void {
  const filled = cells.flatMap((cell, column) => (cell && cell.type !== 'error' && cell.text.trim() !== '' ? [{ cell, column }] : []));
  const waiting = new Map(open);
  open.clear();
  for (let at = 0; at < filled.length; at += 1) {
    const { cell, column } = filled[at] as { cell: Cell; column: number };
    if (cell.text.includes(':') && readLabelled(cell, column, facts)) continue;
    const target = targetOfLabel(cell.text.replace(/:\s*$/, ''));
    if (target === null) {
      const above = waiting.get(column);
      if (above !== undefined) facts.set(above, { cell, column });
      continue;
    }
    const skip = filled[at + 1]?.cell.text.trim() === ':' ? 2 : 1;
    const next = filled[at + skip];
    const isValue = next && targetOfLabel(next.cell.text.replace(/:.*$/, '')) === null;
    if (!isValue) {
      open.set(column, target);
      continue;
    }
    const text = next.cell.text.replace(/^\s*:\s*/, '');
    facts.set(target, { cell: text === next.cell.text ? next.cell : { ...next.cell, text }, column: next.column });
    at += skip;
  }
}

/** Labels and values within one cell: `Alamat : AIK DAREQ, Nama Dusun : -, RT/RW : 003/001`. */
function readLabelled(cell: Cell, column: number, facts: GroupFacts): boolean {
  const found = [...cell.text.matchAll(inText)];
  let any = false;
  const [first] = found;
  // An address that names its RT and RW, in a cell of its own.
  if (first && first.index > 0 && cell.text.slice(0, first.index).trim() !== '') {
    facts.set('address', { cell: textCell(cell.text.slice(0, first.index)), column });
    any = true;
  }
  for (const [at, match] of found.entries()) {
    const value = cell.text.slice(match.index + match[0].length, found[at + 1]?.index).replace(/[,;\s-]+$/, '').trim();
    const target = targetOfLabel(match[1] ?? '');
    if (target === null || value === '') continue;
    facts.set(target, { cell: textCell(value), column });
    any = true;
  }
  return any;
}

function textCell(text: string): Cell {
  return { type: 'text', text: text.replace(/^[\s:]+|[\s,;]+$/g, ''), formula: false };
}

const groupTargets = ['noKk', '@headName', 'address', '@rtRw', 'rt', 'rw', 'dusun'] as const;

/** The plan by which the facts of a group are read as a family row, and its cells in that order. */
export function groupPlan(plan: SheetPlan): SheetPlan {
  const columns = groupTargets.map((target, index): ColumnPlan => ({ index, header: target, target, reason: 'header' }));
  return { ...plan, shape: 'families', entity: 'family', columns };
}

/** The cells of a group in the order of its plan, with the columns where they stand in the sheet. */
export function groupCells(facts: GroupFacts): { cells: (Cell | null)[]; columns: (number | null)[] } {
  return { cells: groupTargets.map((target) => facts.get(target)?.cell ?? null), columns: groupTargets.map((target) => facts.get(target)?.column ?? null) };
}
