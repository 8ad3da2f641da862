import { MessageChannel } from 'node:worker_threads';
import { callFacts } from '../../db/api/call-facts.ts';
import type { ApiEvent } from '../../db/api/contract.ts';
import type { StartProcess } from '../../db/api/host.ts';
import type { Answer } from './channels.ts';
import { startLane } from './data-lane.ts';
import type { Lane } from './data-lane.ts';
import { refusal } from './refusal.ts';

/** The register behind its two threads: one that writes, one that only reads and answers while the other is busy. */
export interface DataThreads {
  call(name: string, input: unknown, session: string): Promise<Answer>;
  close(): Promise<void>;
}

interface ThreadOptions {
  readonly workerFile: string;
  readonly profileDir: string;
  readonly startProcess: StartProcess;
  /** Hears what either thread tells. */
  readonly onEvent: (event: ApiEvent) => void;
  /** Called when a thread ended without being asked; fresh ones, locked, have taken its place. */
  readonly onStop: (detail: string) => void;
}

interface Lanes {
  readonly write: Lane;
  readonly read: Lane;
}

/** Threads that cannot even start would otherwise be started for ever. */
const restartLimit = 3;

/** Starts both threads. Where one dies the other ends too: they share the open office and begin anew, locked. */
export function startDataThreads(options: ThreadOptions): DataThreads {
  let restarts = 0;
  let lanes: Lanes | null = start();
  /** Calls that the writing thread has and that take as long as they take. */
  let writing = 0;

  function start(): Lanes {
    const { port1, port2 } = new MessageChannel();
    const cancelFlag = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const common = { workerFile: options.workerFile, startProcess: options.startProcess, onEvent: options.onEvent, onStop: (detail: string) => restart(detail) };
    const data = { profileDir: options.profileDir, cancelFlag };
    return {
      write: startLane({ ...common, data: { ...data, lane: 'write', peer: port1 } }),
      read: startLane({ ...common, data: { ...data, lane: 'read', peer: port2 } }),
    };
  }

  function restart(detail: string): void {
    const old = lanes;
    restarts += 1;
    lanes = null;
    old?.write.end(detail);
    old?.read.end(detail);
    if (restarts <= restartLimit) lanes = start();
    options.onStop(detail);
  }

  return {
    call: async (name, input, session) => {
      const lane = laneOf(name);
      if (lane === null) return { ok: false, error: refusal('UNKNOWN_CALL', { name }) };
      if (lanes === null) return { ok: false, error: refusal('INTERNAL', { detail: lane }) };
      const waits = mayWait(name, input);
      if (waits) return lanes[writing > 0 ? 'read' : 'write'].ask(name, input, session);
      if (lane === 'read') return lanes.read.ask(name, input, session);
      writing += 1;
      return lanes.write.ask(name, input, session).finally(() => (writing -= 1));
    },
    close: async () => {
      await Promise.all([lanes?.write.close(), lanes?.read.close()]);
    },
  };
}

/** Whether a call lets the reading thread keep it, to be written later, when the writing one is busy. */
function mayWait(name: string, input: unknown): boolean {
  return callFacts[name as keyof typeof callFacts].mayWait === true && (input as { mayWait?: unknown } | null)?.mayWait === true;
}

/** Which thread answers a call, or null when there is no such call. */
export function laneOf(name: string): 'write' | 'read' | null {
  return Object.hasOwn(callFacts, name) ? callFacts[name as keyof typeof callFacts].lane : null;
}
