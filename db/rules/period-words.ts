const roman = ['I', 'II', 'III', 'IV'];

/** A quarter as letters say it: `2026-Q4` is "triwulan IV tahun 2026"; other periods stay as they are. */
export function periodWords(period: string): string {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(period) ?? [];
  return year === undefined ? period : `triwulan ${roman[Number(quarter) - 1] ?? ''} tahun ${year}`;
}
