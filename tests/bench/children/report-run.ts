/** Runs the work of a child of the bench and prints what it took. */
export async function reportRun(work: () => unknown): Promise<void> {
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stdout.write(`${JSON.stringify({ ms, cpu: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024, result: result ?? null })}\n`);
}
