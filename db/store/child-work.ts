import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';

/** Work in a process of its own: all that it took goes back to the PC when it ends, which no thread promises. */
export interface WorkProcess {
  send(message: unknown): void;
  onMessage(take: (message: unknown) => void): void;
  /** Called once, when it has ended, for whatever reason. */
  onExit(tell: (code: number | null) => void): void;
  /** Ends it now. */
  kill(): void;
}

/** Starts a script as a process of its own; it answers through {@link workPort}. */
export type StartProcess = (script: URL) => WorkProcess;

/** The script's way to who started it. */
export interface WorkPort {
  post(message: unknown): void;
  onMessage(take: (message: unknown) => void): void;
}

/** Room for what is young. With half of it a seventh more of the processor went into collecting, and the peak of an import is not here. */
const YOUNG_MB = 24;
const SEMI_SPACE_MB = 8;
/** By how much a heap may grow before it is collected whole. */
const GROWING_PERCENT = 100;

/** Two threads need no eight pools of memory, and what is free at the end of one goes back to the PC; glibc knows these, other systems do not ask. */
const leanAllocator = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '262144' };

/** Electron's own processes are started by its main process alone, and its program does not run scripts: a thread, then. */
export const startProcess: StartProcess = (script) => (process.versions['electron'] === undefined ? startNode(script) : startThread(script));

function startNode(script: URL): WorkProcess {
  const child = fork(fileURLToPath(script), { serialization: 'advanced', execArgv: [`--max-semi-space-size=${SEMI_SPACE_MB}`, `--heap-growing-percent=${GROWING_PERCENT}`], env: { ...process.env, ...leanAllocator }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    send: (message) => void child.send(message as object, () => undefined),
    onMessage: (take) => void child.on('message', take),
    onExit(tell) {
      let told = false;
      const once = (code: number | null): void => {
        if (!told) tell(code);
        told = true;
      };
      child.on('exit', once);
      // It could not be started at all: no exit follows.
      child.on('error', () => once(null));
    },
    kill: () => void child.kill(),
  };
}

function startThread(script: URL): WorkProcess {
  const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  // An error is followed by the exit.
  worker.on('error', () => undefined);
  return {
    send: (message) => worker.postMessage(message),
    onMessage: (take) => void worker.on('message', take),
    onExit: (tell) => void worker.on('exit', tell),
    kill: () => void worker.terminate(),
  };
}

interface ElectronPort { postMessage(message: unknown): void; on(event: 'message', take: (event: { data: unknown }) => void): void }

/** The way back, in a script that was started by a {@link StartProcess}. */
export function workPort(): WorkPort {
  const utility = (process as unknown as { parentPort?: ElectronPort }).parentPort;
  if (utility) return { post: (message) => utility.postMessage(message), onMessage: (take) => utility.on('message', ({ data }) => take(data)) };
  const thread = parentPort;
  if (thread) return { post: (message) => thread.postMessage(message), onMessage: (take) => void thread.on('message', take) };
  // Whoever asked is gone, and nobody else would end it.
  process.on('disconnect', () => process.exit(1));
  return { post: (message) => void process.send?.(message), onMessage: (take) => void process.on('message', take) };
}
