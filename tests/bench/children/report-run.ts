import { peakMegabytes } from '../peak-memory.ts';
import { usedCpu } from './used-cpu.ts';

/** Runs the work of a child of the bench and prints what it took. */
export async function reportRun(work: () => unknown): Promise<void> {
  const before = usedCpu();
  const start = performance.now();
  const result = await work();
  const ms = performance.now() - start;
  const cpu = usedCpu() - before;
  process.stdout.write(`${JSON.stringify({ ms, cpu, megabytes: peakMegabytes(), result: result ?? null })}\n`);
}
