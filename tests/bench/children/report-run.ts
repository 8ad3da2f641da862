/** Runs the work of a child of the bench and prints what it took. */
export async function reportRun(work: () => unknown): Promise<void> {
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  process.stdout.write(`${JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS / 1024, result: result ?? null })}\n`);
}
