import type { MessagePort } from 'node:worker_threads';
import { callFacts } from '../../db/api/call-facts.ts';
import type { ApiEvent } from '../../db/api/contract.ts';
import type { ThreadReply, ThreadRequest } from './data-lane.ts';
import { collectWhenQuiet } from './collect-when-quiet.ts';
import { toApiError } from './refusal.ts';

/** The part of the api that a data thread serves. */
export interface LaneApi {
  call(name: string, input: unknown, context: { session: string }): Promise<unknown>;
  close(): Promise<void>;
}

type Asked = Exclude<ThreadRequest, { readonly work: unknown }>;

/**
 * Serves one lane of the api over a thread's port until it is told to close. A call is begun between others that came
 * meanwhile, so that what somebody waits for at every key goes before counts and pages that were asked earlier.
 */
export function serveLane(port: MessagePort, open: (onEvent: (event: ApiEvent) => void) => LaneApi): void {
  const reply = (message: ThreadReply): void => port.postMessage(message);
  const api = open((event) => reply({ event }));
  const begins = collectWhenQuiet();
  const waiting: Asked[] = [];
  port.on('message', (request: ThreadRequest) => {
    // Heard by whoever started the work.
    if ('work' in request) return;
    waiting.push(request);
    if (waiting.length === 1) setImmediate(beginNext);
  });

  function beginNext(): void {
    const place = waiting.findIndex((request) => 'name' in request && isUrgent(request.name));
    const [request] = waiting.splice(Math.max(0, place), 1);
    // What comes while this one is begun may go before the rest.
    if (waiting.length > 0) setImmediate(beginNext);
    if (request) take(request);
  }
  function take(request: Asked): void {
    if ('close' in request) {
      // The peer port and any reading thread would keep this thread alive.
      void api.close().finally(() => process.exit(0));
      return;
    }
    const { id, name, input, session } = request;
    const ended = begins();
    void api.call(name, input, { session }).then(
      (value) => reply({ id, answer: { ok: true, value } }),
      (error: unknown) => reply({ id, answer: { ok: false, error: toApiError(error) } }),
    ).finally(ended);
  }
}

function isUrgent(name: string): boolean {
  return Object.hasOwn(callFacts, name) && callFacts[name as keyof typeof callFacts].urgent === true;
}
