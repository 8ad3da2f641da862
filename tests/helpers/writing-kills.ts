import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleScript } from '../../build/bundle.ts';
import { heldFaults } from './numbered-families.ts';
import { mulberry } from './mulberry.ts';
import { tempOffice } from './temp-office.ts';
import type { TempOffice } from './temp-office.ts';

/** What became of a process that writes and is killed again and again. */
export interface WritingKills {
  readonly rounds: number;
  readonly counts: { readonly acknowledged: number; readonly killedOpening: number; readonly killedWriting: number };
  readonly faults: readonly string[];
}

/** How one run of the writing child ended. */
export interface WritingRun { readonly acked: readonly number[]; readonly ready: boolean; readonly faults: readonly string[]; readonly error: string | null }

const root = join(import.meta.dirname, '../..');
/** So long a process writes before it dies, at the most; a save takes some milliseconds. */
const LONGEST_MS = 120;
/** One round in eight dies while it opens the register and reads its WAL back in. */
const OPENING = 8;
const OPENING_MS = 250;

/** The writing child as one file: it starts in a fraction of the time. */
export function bundleWritingChild(): Promise<string> {
  return bundleScript('tests/fault/store/writing-child.ts', join(root, 'node_modules/.cache/tepat/writing-child'));
}

/** Kills one process after the other in the middle of its writing; each looks first at what the ones before it left. */
export async function writingKills(seed: number, rounds: number): Promise<WritingKills> {
  const random = mulberry(seed);
  const script = await bundleWritingChild();
  const temp = tempOffice();
  temp.office.close();
  const acked: number[] = [];
  const faults: string[] = [];
  const counts = { acknowledged: 0, killedOpening: 0, killedWriting: 0 };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const opening = Math.floor(random() * OPENING) === 0;
      const run = await runWritingChild([process.execPath, '--no-warnings', script], temp, acked, (ready) => (opening === ready ? null : Math.floor(random() * (opening ? OPENING_MS : LONGEST_MS))));
      acked.push(...run.acked);
      counts.acknowledged += run.acked.length;
      counts[run.ready ? 'killedWriting' : 'killedOpening'] += 1;
      if (run.error !== null) faults.push(`round ${round}: ended by itself with ${run.error}`);
      faults.push(...run.faults.map((fault) => `round ${round}: ${fault}`));
    }
    temp.reopen();
    faults.push(...heldFaults(temp.office.writer, acked).map((fault) => `at the end: ${fault}`));
    return { rounds, counts, faults };
  } finally {
    temp.remove();
  }
}

/**
 * Runs the writing child until it ends by itself or is killed; `killIn` answers after how many milliseconds, asked when it
 * starts and when it is ready, null for not yet.
 */
export function runWritingChild(command: readonly string[], { dir, profileDir }: Pick<TempOffice, 'dir' | 'profileDir'>, acked: readonly number[], killIn: (ready: boolean) => number | null): Promise<WritingRun> {
  const [program = '', ...args] = command;
  // The numbers are one after the other: the last ones say enough, and the line stays short.
  const child = spawn(program, [...args, dir, profileDir, acked.slice(-500).join(',')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const run = { acked: [] as number[], ready: false, faults: [] as string[], error: null as string | null };
  const plan = (ready: boolean): void => {
    const wait = killIn(ready);
    if (wait !== null) setTimeout(() => child.kill('SIGKILL'), wait);
  };
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [word = '', ...more] = line.split(' ');
      if (word === 'ack') run.acked.push(Number(more[0]));
      else if (word === 'fault') run.faults.push(more.join(' '));
      else if (word === 'error') run.error = more.join(' ');
      else if (word === 'ready') {
        run.ready = true;
        plan(true);
      }
    }
  });
  plan(false);
  return new Promise((resolve) => child.on('close', () => resolve(run)));
}
