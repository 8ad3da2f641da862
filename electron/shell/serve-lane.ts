import type { MessagePort } from 'node:worker_threads';
import type { ApiEvent } from '../../db/api/contract.ts';
import type { ThreadReply, ThreadRequest } from './data-lane.ts';
import { collectWhenQuiet } from './collect-when-quiet.ts';
import { toApiError } from './refusal.ts';

/** The part of the api that a data thread serves. */
export interface LaneApi {
  call(name: string, input: unknown, context: { session: string }): Promise<unknown>;
  close(): Promise<void>;
}

/** Serves one lane of the api over a thread's port until it is told to close. */
export function serveLane(port: MessagePort, open: (onEvent: (event: ApiEvent) => void) => LaneApi): void {
  const reply = (message: ThreadReply): void => port.postMessage(message);
  const api = open((event) => reply({ event }));
  const begins = collectWhenQuiet();
  port.on('message', (request: ThreadRequest) => {
    if ('close' in request) {
      // The peer port and any reading thread would keep this thread alive.
      void api.close().finally(() => process.exit(0));
      return;
    }
    // Heard by whoever started the work.
    if ('work' in request) return;
    const { id, name, input, session } = request;
    const ended = begins();
    void api.call(name, input, { session }).then(
      (value) => reply({ id, answer: { ok: true, value } }),
      (error: unknown) => reply({ id, answer: { ok: false, error: toApiError(error) } }),
    ).finally(ended);
  });
}
