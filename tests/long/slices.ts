import { fork } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** What a slice came to: counts by name, and what must not be. */
export interface SliceReport {
  readonly files: number;
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly faults: readonly string[];
}

/** The evidence of a long test: its slices' counts added up. */
interface Evidence extends SliceReport {
  /** How many files were read by the code of which commit. */
  readonly commits: Readonly<Record<string, number>>;
  readonly node: string;
  readonly seed: string;
  /** Slices that are done; each has a seed of its own, the seed with the number of the slice behind. */
  readonly slices: number;
  readonly seconds: number;
}

export interface LongTest {
  readonly kind: 'readers' | 'imports' | 'mutations' | 'kills' | 'histories' | 'writing' | 'damage' | 'disks';
  readonly evidence: string;
  readonly commit: string;
  readonly seed: string;
  readonly files: number;
  /** Files of one slice; {@link SLICE} where it does not say. */
  readonly slice?: number;
}

const SLICE = 500;
/** A slice takes half a minute; one that takes so long hangs, and that is a fault. */
const LONGEST_MS = 15 * 60_000;

/**
 * Runs the slices that the evidence does not have yet, each in a process of its own, and writes the evidence after each: a
 * test that was stopped goes on where it was, also on a later commit. `most` slices at a time.
 */
export async function runSlices(test: LongTest, most: number): Promise<Evidence> {
  let evidence = begun(test);
  for (let done = 0; done < most && evidence.files < test.files; done++) {
    const files = Math.min(test.slice ?? SLICE, test.files - evidence.files);
    const began = Date.now();
    const report = await slice(test.kind, `${test.seed}${String(evidence.slices).padStart(2, '0')}`, files);
    evidence = {
      ...evidence, commits: { ...evidence.commits, [test.commit]: (evidence.commits[test.commit] ?? 0) + files }, files: evidence.files + files, slices: evidence.slices + 1, seconds: evidence.seconds + Math.round((Date.now() - began) / 1000),
      counts: added(evidence.counts, report.counts), faults: [...evidence.faults, ...report.faults],
    };
    writeFileSync(test.evidence, `${JSON.stringify(evidence, null, 2)}\n`);
    process.stdout.write(`${test.kind} ${evidence.files}/${test.files}, ${evidence.faults.length} faults\n`);
  }
  return evidence;
}

/** What was left unfinished with this seed, or nothing yet: a test that came to its end begins anew. */
function begun({ seed, evidence, files }: LongTest): Evidence {
  try {
    const found = JSON.parse(readFileSync(evidence, 'utf8')) as Evidence;
    if (found.seed === seed && found.files < files) return found;
  } catch {
    // No evidence yet.
  }
  return { commits: {}, node: process.version, seed, files: 0, slices: 0, seconds: 0, counts: {}, faults: [] };
}

async function slice(kind: string, seed: string, files: number): Promise<SliceReport> {
  const child = fork(new URL('slice.ts', import.meta.url), [kind, seed, String(files)]);
  const hangs = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  let report: SliceReport | null = null;
  child.on('message', (message) => (report = message as SliceReport));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('exit', (...ended) => resolve(ended)));
  clearTimeout(hangs);
  return report ?? { files, counts: {}, faults: [`slice ${seed}: ${signal ? `hung or was killed (${signal})` : `ended with ${code}`} without a report`] };
}

function added(known: SliceReport['counts'], more: SliceReport['counts']): SliceReport['counts'] {
  const sum: Record<string, Record<string, number>> = {};
  for (const part of [known, more]) {
    for (const [group, counts] of Object.entries(part)) {
      const target = (sum[group] ??= {});
      for (const [name, count] of Object.entries(counts)) target[name] = (target[name] ?? 0) + count;
    }
  }
  return sum;
}
