import { useState } from 'react';
import { useAction } from '../../../../app/calls.ts';
import type { Programme } from '../../programme-words.ts';
import type { Grid, GridCell, GridDay, GridRow } from './daily-words.ts';

const received = 1;
const failed = 4;

/** The cells of the sheet, with what was just typed and is still on its way; and what writes them. */
export interface Ticks {
  readonly cellOf: (row: GridRow, day: GridDay) => GridCell | undefined;
  /** Ticks these recipients on a day with so many portions each; answers the ids of nothing but what it wrote. */
  readonly give: (rows: readonly GridRow[], day: GridDay, portions?: number) => Promise<void>;
  readonly refuse: (row: GridRow, day: GridDay, reason: string) => Promise<void>;
  readonly clear: (rows: readonly GridRow[], day: GridDay, reason: string) => Promise<void>;
  readonly error: Error | null;
}

/** A tick is drawn at once and written behind it, so that the next key never waits. */
export function useTicks(programme: Programme, grid: { data: Grid | undefined; refetch: () => Promise<{ data: Grid | undefined }> }): Ticks {
  const record = useAction('delivery.record');
  const takeBack = useAction('delivery.void');
  const [pending, setPending] = useState<ReadonlyMap<string, GridCell | null>>(new Map());
  const { amount, amountUnit } = programme.values;
  const usual = typeof amount === 'number' && amount > 0 && amountUnit !== 'rupiah' ? amount : 1;
  const unit = typeof amountUnit === 'string' && amountUnit !== 'rupiah' ? amountUnit : 'porsi';
  const keyOf = (row: GridRow, day: GridDay): string => `${row.enrolment} ${day.date}`;
  const storedCell = (data: Grid | undefined, row: GridRow, day: GridDay): GridRow['cells'][number] | undefined => data?.rows.find((one) => one.enrolment === row.enrolment)?.cells.find((cell) => cell.day === day.day);
  const cellOf = (row: GridRow, day: GridDay): GridCell | undefined => {
    const known = pending.get(keyOf(row, day));
    return known === undefined ? row.cells.find((cell) => cell.day === day.day) : (known ?? undefined);
  };
  const show = async (rows: readonly GridRow[], day: GridDay, cell: GridCell | null, write: () => Promise<unknown>): Promise<void> => {
    const keys = rows.map((row) => keyOf(row, day));
    setPending((before) => new Map([...before, ...keys.map((key) => [key, cell] as const)]));
    try {
      await write();
      await grid.refetch();
    } finally {
      // A later word on the same cell is still on its way, and stays.
      setPending((before) => new Map([...before].filter(([key, value]) => !keys.includes(key) || value !== cell)));
    }
  };
  return {
    cellOf, error: record.error ?? takeBack.error,
    give: (rows, day, portions = usual) => show(rows, day, { status: received, quantity: portions, reason: null }, () => record.mutateAsync({
      programme: programme.id, phase: day.date, date: day.date, items: rows.map((row) => ({ enrolment: row.enrolment, status: received, quantity: portions, unit })),
    })),
    refuse: (row, day, reason) => show([row], day, { status: failed, quantity: null, reason }, () => record.mutateAsync({ programme: programme.id, phase: day.date, date: day.date, items: [{ enrolment: row.enrolment, status: failed, reason }] })),
    clear: async (rows, day, reason) => {
      const { data } = await grid.refetch();
      const ids = rows.flatMap((row) => storedCell(data, row, day)?.delivery ?? []);
      await show(rows, day, null, async () => { for (const id of ids) await takeBack.mutateAsync({ id, reason }); });
    },
  };
}
