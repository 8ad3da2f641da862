/** The month so many months later, or earlier: `2026-11`, −12 → `2025-11`. */
export function addMonths(month: string, by: number): string {
  const [year, place] = month.split('-').map(Number);
  const all = (year ?? 0) * 12 + (place ?? 1) - 1 + by;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}
