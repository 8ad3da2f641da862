import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** Resident memory of one process. */
export interface ProcessMemory {
  readonly pid: number;
  /** What it is for: main with its data threads, or Chromium's name of the kind (browser, renderer, gpu-process …). */
  readonly kind: string;
  readonly megabytes: number;
  /** Its share of what it holds together with others (PSS): these add up to what the app takes of the PC. */
  readonly share: number;
  /** What of its share lies in no file: not the pages of programs and libraries, which the system can drop and read again. */
  readonly own: number;
}

/** Every process of an app that this process started, with its memory; null where there is no /proc. */
export function memoryOfApp(): ProcessMemory[] | null {
  if (!existsSync('/proc/self/stat')) return null;
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), parentOf(Number(name))]));
  const started = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && parent !== null && (parent === process.pid || started(parent));
  };
  return [...parents.keys()].filter(started).map(memoryOf).filter((one) => one !== null);
}

/** The most that each kind of process held over time, several of one kind together, in MB. */
export function peakByKind(samples: readonly (readonly ProcessMemory[])[]): Map<string, number> {
  const peak = new Map<string, number>();
  for (const sample of samples) {
    const now = new Map<string, number>();
    for (const { kind, megabytes } of sample) now.set(kind, (now.get(kind) ?? 0) + megabytes);
    for (const [kind, megabytes] of now) peak.set(kind, Math.max(peak.get(kind) ?? 0, megabytes));
  }
  return peak;
}

/** The parent of a process that may have ended meanwhile. */
function parentOf(pid: number): number | null {
  // The second field is the program's name in brackets and may hold spaces.
  const after = read(`/proc/${pid}/stat`)?.split(') ').pop();
  return after === undefined ? null : Number(after.split(' ')[1]);
}

function memoryOf(pid: number): ProcessMemory | null {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  const command = (read(`/proc/${pid}/cmdline`) ?? '').split('\0').join(' ');
  const kind = kindOf(command);
  const rollup = read(`/proc/${pid}/smaps_rollup`) ?? '';
  const [share, own] = ['Pss', 'Pss_Anon'].map((name) => new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]);
  return kilobytes === undefined || kind === null ? null : { pid, kind, megabytes: Number(kilobytes) / 1024, share: Number(share ?? kilobytes) / 1024, own: Number(own ?? kilobytes) / 1024 };
}

/** Null for what is no part of the app, as a builder that waits for its next job. */
function kindOf(command: string): string | null {
  const type = /--type=([a-z-]+)/.exec(command)?.[1];
  if (type !== undefined) return type;
  if (/--user-data-dir=/.test(command)) return 'browser';
  return command.includes('main.cjs') ? 'main with data threads' : null;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
