import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { ApiEvent } from '../../db/api/contract.ts';
import type { StartProcess } from '../../db/api/host.ts';
import type { Answer } from './channels.ts';
import { refusal } from './refusal.ts';
import { keepWorks } from './lane-work.ts';
import type { FromWork, ToWork } from './lane-work.ts';

/** What a data thread is told when it starts. */
export interface ThreadData {
  readonly lane: 'write' | 'read';
  readonly profileDir: string;
  /** The way to the other thread: the writer tells the reader what was opened. */
  readonly peer: MessagePort;
  /** Seen by both threads; set to 1 it asks the running job to stop. */
  readonly cancelFlag: SharedArrayBuffer;
}
/** What crosses to a data thread. */
export type ThreadRequest = { readonly id: number; readonly name: string; readonly input: unknown; readonly session: string } | { readonly close: true } | { readonly work: FromWork };
/** What comes back. */
export type ThreadReply = { readonly id: number; readonly answer: Answer } | { readonly event: ApiEvent } | { readonly work: ToWork };

/** One data thread, as main sees it. */
export interface Lane {
  ask(name: string, input: unknown, session: string): Promise<Answer>;
  /** Lets it finish and end. */
  close(): Promise<void>;
  /** Ends it now; whoever waits hears why. */
  end(detail: string): void;
}

interface LaneOptions {
  readonly workerFile: string;
  readonly data: ThreadData;
  /** Starts a process for the thread's heavy work: only main may. */
  readonly startProcess: StartProcess;
  readonly onEvent: (event: ApiEvent) => void;
  readonly onStop: (detail: string) => void;
}

/**
 * Room for what is young, in MB. Left alone it grows to 200 in an import, of which nothing is needed a moment later, and what
 * it grew to stays; this costs no time that could be measured. The reading thread holds no more than an answer.
 */
const YOUNG_MB = { write: 12, read: 6 };

/** Starts one data thread. `onStop` is called once, when it ends without being asked. */
export function startLane({ workerFile, data, startProcess, onEvent, onStop }: LaneOptions): Lane {
  const worker = new Worker(workerFile, { workerData: data, transferList: [data.peer], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB[data.lane] } });
  const waiting = new Map<number, (answer: Answer) => void>();
  const works = keepWorks(startProcess, (work) => worker.postMessage({ work } satisfies ThreadRequest));
  let lastId = 0;
  let asked = false;
  let failure = '';

  worker.on('message', (reply: ThreadReply) => {
    if ('event' in reply) return onEvent(reply.event);
    if ('work' in reply) return works.take(reply.work);
    waiting.get(reply.id)?.(reply.answer);
    waiting.delete(reply.id);
  });
  worker.on('error', (error) => (failure = error.message));
  worker.on('exit', (code) => {
    works.end();
    if (!asked) onStop(failure === '' ? `${data.lane} ${code}` : failure);
  });

  return {
    ask: (name, input, session) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve);
        worker.postMessage({ id: lastId, name, input, session } satisfies ThreadRequest);
      }),
    close: () =>
      new Promise((resolve) => {
        asked = true;
        worker.once('exit', () => resolve());
        worker.postMessage({ close: true } satisfies ThreadRequest);
      }),
    end: (detail) => {
      asked = true;
      for (const answer of waiting.values()) answer({ ok: false, error: refusal('INTERNAL', { detail }) });
      waiting.clear();
      void worker.terminate();
    },
  };
}
