const KEEP = [
  { slots: 24, of: (at: string) => at.slice(0, 13) },
  { slots: 7, of: (at: string) => at.slice(0, 10) },
  { slots: 5, of: weekOf },
  { slots: 12, of: (at: string) => at.slice(0, 7) },
] as const;

/**
 * Which snapshots may go: all but the newest of each of the last 24 hours, 7 days, 5 weeks and 12 months that have one
 * (DESIGN §5). The newest of all always stays. Takes and returns ISO times; pure.
 */
export function snapshotsToDrop(times: readonly string[], now: string): string[] {
  const newestFirst = times.filter((at) => at <= now || at === times.at(0)).sort((a, b) => b.localeCompare(a));
  const keep = new Set<string>(newestFirst.slice(0, 1));
  for (const { slots, of } of KEEP) {
    const seen = new Set<string>();
    for (const at of newestFirst) {
      const slot = of(at);
      if (seen.has(slot)) continue;
      if (seen.size >= slots) break;
      seen.add(slot);
      keep.add(at);
    }
  }
  return newestFirst.filter((at) => !keep.has(at));
}

function weekOf(at: string): string {
  const day = Math.floor(Date.parse(at) / 86_400_000);
  return `w${Math.floor((day + 3) / 7)}`;
}
