import { useEffect, useState } from 'react';
import { useAction } from '../../../../app/calls.ts';
import type { Programme } from '../../programme-words.ts';
import type { Grid, GridCell, GridDay, GridRow } from './daily-words.ts';

const received = 1;
const failed = 4;
/** What the sheet does not show by then was written otherwise meanwhile: the sheet is right. */
const longestWait = 5_000;

/** A cell as it was just typed, until the sheet has it; null where it was cleared. */
interface Typed {
  readonly cell: GridCell | null;
  /** When it was saved; null while it is on its way. */
  readonly savedAt: number | null;
}

/** What was just typed of one recipient, by the day of the month. */
export type TypedRow = ReadonlyMap<number, Typed>;

/** What was just typed and is still on its way, by recipient; and what writes in the sheet. */
export interface Ticks {
  readonly typed: ReadonlyMap<string, TypedRow>;
  /** Ticks these recipients on a day, with the usual portions or so many. */
  readonly give: (rows: readonly GridRow[], day: GridDay, portions?: number) => Promise<void>;
  readonly refuse: (row: GridRow, day: GridDay, reason: string) => Promise<void>;
  readonly clear: (rows: readonly GridRow[], day: GridDay, reason: string) => Promise<void>;
  readonly error: Error | null;
}

/** The cell of a day, with what was just typed before what is stored. */
export function cellAt(row: GridRow, typed: TypedRow | undefined, day: number): GridCell | undefined {
  const one = typed?.get(day);
  return one === undefined ? row.cells.find((cell) => cell.day === day) : (one.cell ?? undefined);
}

/** A tick is drawn at once and written behind it, so that the next key never waits. */
export function useTicks(programme: Programme, grid: { data: Grid; refetch: () => Promise<{ data: Grid | undefined }> }): Ticks {
  const record = useAction('delivery.record');
  const takeBack = useAction('delivery.void');
  const [typed, setTyped] = useState<ReadonlyMap<string, TypedRow>>(new Map());
  const { data, refetch } = grid;
  // What the sheet shows by now needs no second place.
  useEffect(() => setTyped((before) => withoutShown(before, data)), [data]);
  const { amount, amountUnit } = programme.values;
  const usual = typeof amount === 'number' && amount > 0 && amountUnit !== 'rupiah' ? amount : 1;
  const unit = typeof amountUnit === 'string' && amountUnit !== 'rupiah' ? amountUnit : 'porsi';
  const note = (rows: readonly GridRow[], day: GridDay, change: (before: Typed | undefined) => Typed | null): void => setTyped((before) => {
    const after = new Map(before);
    for (const { enrolment } of rows) {
      const own = new Map(after.get(enrolment));
      const next = change(own.get(day.day));
      if (next === null) own.delete(day.day);
      else own.set(day.day, next);
      after.set(enrolment, own);
    }
    return after;
  });
  const show = async (rows: readonly GridRow[], day: GridDay, cell: GridCell | null, write: () => Promise<unknown>): Promise<void> => {
    const mine: Typed = { cell, savedAt: null };
    note(rows, day, () => mine);
    try {
      await write();
      // A later word on the same cell is still on its way, and stays.
      note(rows, day, (before) => (before === mine ? { cell, savedAt: Date.now() } : (before ?? null)));
    } catch (error) {
      note(rows, day, (before) => (before === mine ? null : (before ?? null)));
      throw error;
    }
  };
  return {
    typed, error: record.error ?? takeBack.error,
    give: (rows, day, portions = usual) => show(rows, day, { status: received, quantity: portions, reason: null }, () => record.mutateAsync({
      programme: programme.id, phase: day.date, date: day.date, items: rows.map((row) => ({ enrolment: row.enrolment, status: received, quantity: portions, unit })),
    })),
    refuse: (row, day, reason) => show([row], day, { status: failed, quantity: null, reason }, () => record.mutateAsync({ programme: programme.id, phase: day.date, date: day.date, items: [{ enrolment: row.enrolment, status: failed, reason }] })),
    clear: (rows, day, reason) => show(rows, day, null, async () => {
      // What was ticked a moment ago has its id in the sheet as it is now only.
      const now = (await refetch()).data;
      const ids = rows.flatMap((row) => now?.rows.find((one) => one.enrolment === row.enrolment)?.cells.find((cell) => cell.day === day.day)?.delivery ?? []);
      for (const id of ids) await takeBack.mutateAsync({ id, reason });
    }),
  };
}

function withoutShown(typed: ReadonlyMap<string, TypedRow>, data: Grid): ReadonlyMap<string, TypedRow> {
  if (typed.size === 0) return typed;
  const rows = new Map(data.rows.map((row) => [row.enrolment, row]));
  const now = Date.now();
  return new Map([...typed].flatMap(([enrolment, own]) => {
    const left = [...own].filter(([day, { cell, savedAt }]) => savedAt === null || (now - savedAt < longestWait && !isSame(cell, rows.get(enrolment)?.cells.find((one) => one.day === day))));
    return left.length === 0 ? [] : [[enrolment, new Map(left)] as const];
  }));
}

function isSame(typed: GridCell | null, stored: GridCell | undefined): boolean {
  if (typed === null || stored === undefined) return typed === null && stored === undefined;
  return typed.status === stored.status && typed.quantity === stored.quantity && typed.reason === stored.reason;
}
