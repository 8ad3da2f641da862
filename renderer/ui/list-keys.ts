import { useEffect, useState } from 'react';
import type { KeyboardEvent } from 'react';

interface ListKeys {
  /** The row that the keyboard is on. */
  readonly at: number;
  /** Whether the field took the key. */
  readonly press: (event: KeyboardEvent) => boolean;
  /** Something was typed: back to the first row, and an Enter that still waits is forgotten. */
  readonly restart: () => void;
}

/** The row that a key leads to; undefined for a key that does not walk. */
export function walkTo(key: string, at: number, rows: number): number | undefined {
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10 }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(rows - 1, to));
}

/**
 * The keys of a field with a list below it: the arrows walk, Enter takes. A clerk types faster than answers come, so an
 * Enter pressed before the answer to the last key waits for it (`settled` says whether `rows` are that answer) and never
 * takes a row found for a shorter text. `held` says that Ctrl was down; `first` is where the keyboard begins.
 */
export function useListKeys<Row>(rows: readonly Row[], settled: boolean, take: (row: Row, held: boolean) => void, first = 0): ListKeys {
  const [active, setActive] = useState(first);
  const [waiting, setWaiting] = useState<{ readonly held: boolean } | null>(null);
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const row = rows[at];
  useEffect(() => {
    if (waiting === null || !settled) return;
    setWaiting(null);
    if (row !== undefined) take(row, waiting.held);
  }, [waiting, settled, row, take]);
  const press = (event: KeyboardEvent): boolean => {
    if (event.altKey || event.metaKey) return false;
    const to = walkTo(event.key, at, rows.length);
    if (to !== undefined) setActive(to);
    else if (event.key !== 'Enter') {
      setWaiting(null);
      return false;
    } else if (!settled) setWaiting({ held: event.ctrlKey });
    else if (row !== undefined) take(row, event.ctrlKey);
    else return false;
    event.preventDefault();
    return true;
  };
  return { at, press, restart: () => { setActive(0); setWaiting(null); } };
}
