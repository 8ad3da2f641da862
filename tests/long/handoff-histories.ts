import { playHistory } from '../helpers/handoff-history.ts';

/** Plays histories of offices from one seed on; a failing history is named by its seed. */
export async function handoffHistories(first: number, count: number, steps: number) {
  const total = { edits: 0, packages: 0, conflicts: 0, accidents: {} as Record<string, number> };
  const faults: { seed: number; faults: readonly string[] }[] = [];
  for (let seed = first; seed < first + count; seed += 1) {
    const history = await playHistory(seed, steps);
    total.edits += history.edits;
    total.packages += history.packages;
    total.conflicts += history.conflicts;
    for (const [name, times] of Object.entries(history.accidents)) total.accidents[name] = (total.accidents[name] ?? 0) + times;
    if (history.faults.length > 0) faults.push({ seed, faults: history.faults });
  }
  return { first, histories: count, steps, ...total, faults };
}
