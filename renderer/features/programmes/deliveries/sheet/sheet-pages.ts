import type { DeliveryLine } from '../delivery-rows.tsx';

/** What a recipient is to get, or got. */
export interface Amount {
  readonly rupiah: number | null;
  readonly quantity: number | null;
  readonly unit: string | null;
}

/** A line of the sheet to sign. */
export interface SheetLine extends Amount {
  readonly no: number;
  readonly row: DeliveryLine;
}

export interface SheetPage {
  readonly lines: readonly SheetLine[];
  readonly sums: Sums;
}

/** Whole rupiah, and goods by their unit. */
export interface Sums {
  readonly rupiah: number;
  readonly goods: readonly (readonly [string, number])[];
}

/** The recipients in pages of so many lines; who has nothing recorded yet gets what everybody gets. */
export function sheetPages(rows: readonly DeliveryLine[], usual: Amount, perPage: number): SheetPage[] {
  const lines = rows.map((row, index): SheetLine => {
    const recorded = row.rupiah !== null || row.quantity !== null;
    const { rupiah, quantity, unit } = recorded ? row : usual;
    return { no: index + 1, row, rupiah, quantity, unit };
  });
  return Array.from({ length: Math.ceil(lines.length / perPage) }, (_, page) => {
    const own = lines.slice(page * perPage, (page + 1) * perPage);
    return { lines: own, sums: sumsOf(own) };
  });
}

/** Sums of amounts; kilograms are no longer than three decimals. */
export function sumsOf(amounts: readonly Amount[]): Sums {
  const goods = new Map<string, number>();
  for (const { quantity, unit } of amounts) if (quantity !== null) goods.set(unit ?? '', (goods.get(unit ?? '') ?? 0) + Math.round(quantity * 1000));
  return { rupiah: amounts.reduce((sum, one) => sum + (one.rupiah ?? 0), 0), goods: [...goods].map(([unit, sum]) => [unit, sum / 1000] as const) };
}
