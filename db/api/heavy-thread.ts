import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { isFailure } from '../rules/failure.ts';
import type { Failure } from '../rules/failure.ts';
import { createApi } from './create-api.ts';

/** What the thread for long questions is told when it starts. Over `peer` it hears, like the reading lane, what is open and as whom. */
export interface HeavyTask {
  readonly profileDir: string;
  /** The day that a practice office was given: its long lists are of the same day as its short ones. */
  readonly practiceDay: string | undefined;
  readonly peer: MessagePort;
}

/** A question for it. */
export interface HeavyOrder {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly session: string;
}

/** Its answer: what the call gave, or how it was refused. */
export type HeavyAnswer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly code: Failure['code'] | null; readonly params: Failure['params']; readonly detail: string };

function main({ profileDir, practiceDay, peer }: HeavyTask): void {
  const api = createApi({ lane: 'read', profileDir, practiceDay, peer, now: () => new Date(), onEvent: () => undefined, heavyFrom: Infinity });
  parentPort?.on('message', ({ id, name, input, session }: HeavyOrder) => {
    const answer = (message: HeavyAnswer): void => parentPort?.postMessage(message);
    api.call(name, input, { session }).then(
      (value) => answer({ id, value }),
      (error: unknown) => answer({ id, code: isFailure(error) ? error.code : null, params: isFailure(error) ? error.params : {}, detail: String(error) }),
    );
  });
}

if (parentPort) main(workerData as HeavyTask);
