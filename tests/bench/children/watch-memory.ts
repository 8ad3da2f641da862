import { readFileSync, readdirSync, writeFileSync } from 'node:fs';

// Looks at the processes that one starts from now on, itself left out, and keeps the most that they held together, in MB, in a file.

const [root = '', file = ''] = process.argv.slice(2);
const EVERY_MS = 50;
let most = 0;
/** What ran before, as a builder that waits for its next job. */
const before = new Set([...below(Number(root)), process.pid]);

/** What is shared because all run one program is counted once. */
function heldBelow(): number {
  const all = below(Number(root)).filter((pid) => !before.has(pid)).map(memoryOf);
  return all.reduce((sum, one) => sum + one.own, 0) + Math.max(0, ...all.map((one) => one.program));
}

function below(pid: number): number[] {
  const children = linesOf(() => readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number)));
  return children.flatMap((child) => [child, ...below(child)]);
}

function memoryOf(pid: number): { own: number; program: number } {
  const [status = ''] = linesOf(() => [readFileSync(`/proc/${pid}/status`, 'utf8')]);
  const megabytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { own: megabytes('RssAnon') + megabytes('RssShmem'), program: megabytes('RssFile') };
}

/** Nothing of a process that has ended meanwhile, or where there is no /proc. */
function linesOf<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

setInterval(() => {
  const now = heldBelow();
  if (now <= most) return;
  most = now;
  writeFileSync(file, String(most));
}, EVERY_MS);
