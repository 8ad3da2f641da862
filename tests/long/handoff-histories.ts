import { playHistory } from '../helpers/handoff-history.ts';
import { playInMemory } from '../helpers/memory-history.ts';

interface Played { readonly edits: number; readonly packages: number; readonly conflicts: number; readonly accidents: Readonly<Record<string, number>>; readonly faults: readonly string[] }

/** Plays histories of offices from one seed on, with real databases and files; those of odd seeds merge duplicates and hand families over too. A failing history is named by its seed. */
export async function handoffHistories(first: number, count: number, steps: number) {
  const report = gather(first, count, steps);
  for (let seed = first; seed < first + count; seed += 1) report.add(seed, await playHistory(seed, steps, seed % 2 === 1));
  return report.total;
}

/** The same on registers in memory: the engine alone, many thousand times. */
export function memoryHistories(first: number, count: number, steps: number) {
  const report = gather(first, count, steps);
  for (let seed = first; seed < first + count; seed += 1) report.add(seed, playInMemory(seed, steps));
  return report.total;
}

function gather(first: number, histories: number, steps: number) {
  const total = { first, histories, steps, edits: 0, packages: 0, conflicts: 0, accidents: {} as Record<string, number>, faults: [] as { seed: number; faults: readonly string[] }[] };
  return {
    total,
    add(seed: number, history: Played): void {
      total.edits += history.edits;
      total.packages += history.packages;
      total.conflicts += history.conflicts;
      for (const [name, times] of Object.entries(history.accidents)) total.accidents[name] = (total.accidents[name] ?? 0) + times;
      if (history.faults.length > 0) total.faults.push({ seed, faults: history.faults });
    },
  };
}
