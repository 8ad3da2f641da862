/** Runs the work of a child of the bench and prints what it took. */
export async function reportRun(work: () => unknown): Promise<void> {
  const before = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`${JSON.stringify({ ms, cpu: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, result: result ?? null })}\n`);
}
