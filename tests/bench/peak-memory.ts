import { readFileSync } from 'node:fs';

/**
 * The most memory that this process held, in MB. Linux hands the peak that `resourceUsage` reports down to a child at its start,
 * so that a child of a large process would show its parent's; the kernel's own high-water mark begins anew with each program.
 */
export function peakMegabytes(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // No /proc: what the system says.
  }
  return process.resourceUsage().maxRSS / 1024;
}
