import { Worker } from 'node:worker_threads';
import { calls } from '../../db/api/contract.ts';
import type { ApiEvent } from '../../db/api/contract.ts';
import type { Answer } from './channels.ts';
import { refusal } from './refusal.ts';

/** What a data thread is told when it starts. */
export interface ThreadData {
  readonly lane: 'write' | 'read';
  readonly profileDir: string;
}
/** What crosses to a data thread. */
export type ThreadRequest = { readonly id: number; readonly name: string; readonly input: unknown; readonly session: string } | { readonly close: true };
/** What comes back. */
export type ThreadReply = { readonly id: number; readonly answer: Answer } | { readonly event: ApiEvent };

/** The register behind its two threads: one that writes, one that only reads and answers while the other is busy. */
export interface DataThreads {
  call(name: string, input: unknown, session: string): Promise<Answer>;
  close(): Promise<void>;
}

interface Lane {
  ask(name: string, input: unknown, session: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Starts both threads. `onEvent` hears what either of them tells; `onStop` when one ended without being asked. */
export function startDataThreads(options: {
  readonly workerFile: string;
  readonly profileDir: string;
  readonly onEvent: (event: ApiEvent) => void;
  readonly onStop: (detail: string) => void;
}): DataThreads {
  const lanes = { write: startLane('write', options), read: startLane('read', options) };
  return {
    call: async (name, input, session) => {
      const lane = laneOf(name);
      return lane === null ? { ok: false, error: refusal('UNKNOWN_CALL', { name }) } : lanes[lane].ask(name, input, session);
    },
    close: async () => {
      await Promise.all([lanes.write.close(), lanes.read.close()]);
    },
  };
}

/** Which thread answers a call, or null when there is no such call. */
export function laneOf(name: string): 'write' | 'read' | null {
  return Object.hasOwn(calls, name) ? calls[name as keyof typeof calls].lane : null;
}

/** A thread that cannot even start would otherwise be started for ever. */
const restartLimit = 3;

type LaneOptions = Parameters<typeof startDataThreads>[0];

function startLane(lane: ThreadData['lane'], options: LaneOptions): Lane {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  let restarts = 0;
  let closing = false;
  let worker = start();

  function start(): Worker {
    const workerData: ThreadData = { lane, profileDir: options.profileDir };
    const thread = new Worker(options.workerFile, { workerData });
    let failure = '';
    thread.on('message', (reply: ThreadReply) => {
      if ('event' in reply) return options.onEvent(reply.event);
      waiting.get(reply.id)?.(reply.answer);
      waiting.delete(reply.id);
    });
    thread.on('error', (error) => (failure = error.message));
    thread.on('exit', (code) => {
      if (!closing) stopped(failure === '' ? `${lane} ${code}` : failure);
    });
    return thread;
  }

  /** A thread that died took its connection along: every caller hears it, and a fresh thread starts locked. */
  function stopped(detail: string): void {
    for (const answer of waiting.values()) answer({ ok: false, error: refusal('INTERNAL', { detail }) });
    waiting.clear();
    restarts += 1;
    if (restarts <= restartLimit) worker = start();
    options.onStop(detail);
  }

  return {
    ask: (name, input, session) =>
      new Promise((resolve) => {
        if (restarts > restartLimit) return resolve({ ok: false, error: refusal('INTERNAL', { detail: lane }) });
        lastId += 1;
        waiting.set(lastId, resolve);
        worker.postMessage({ id: lastId, name, input, session } satisfies ThreadRequest);
      }),
    close: () =>
      new Promise((resolve) => {
        closing = true;
        if (restarts > restartLimit) return resolve();
        worker.once('exit', () => resolve());
        worker.postMessage({ close: true } satisfies ThreadRequest);
      }),
  };
}
