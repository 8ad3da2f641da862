import { MessageChannel, Worker } from 'node:worker_threads';
import { failureOf } from '../rules/failure.ts';
import { sql } from '../store/office.ts';
import { callFacts } from './call-facts.ts';
import type { CallName } from './contract.ts';
import type { Context } from './handler.ts';
import type { HeavyAnswer, HeavyOrder, HeavyTask } from './heavy-thread.ts';
import type { ApiOptions, Host } from './host.ts';

/**
 * Questions about a large register that take seconds, taken to a thread of their own: the reading lane goes on answering
 * lists and search meanwhile. The thread is started by the first of them, and ended when nothing was asked for a while, when
 * somebody else signs in, and when the office is locked.
 */
export interface HeavyLane {
  /** Whether a call is one of them. */
  takes(name: CallName, input: unknown, context: Context): boolean;
  call(name: string, input: unknown, context: Context): Promise<unknown>;
  close(): void;
}

/** From so many families on; below, every answer is there before a thread would have begun. */
const MANY = 20_000;
const IDLE_MS = 60_000;

interface Running {
  readonly worker: Worker;
  /** Asked and not yet given to the thread, which does one at a time: lists go before counts and what looks back. */
  readonly queue: HeavyOrder[];
  busy: boolean;
  readonly waiting: Map<number, { readonly done: (value: unknown) => void; readonly refused: (error: unknown) => void }>;
}

/** The lane for long questions behind a reading lane. */
export function heavyLane(host: Host, options: ApiOptions): HeavyLane {
  let running: Running | null = null;
  let last = 0;
  let idle: NodeJS.Timeout | undefined;

  function end(): void {
    clearTimeout(idle);
    const ended = running;
    running = null;
    for (const { refused } of ended?.waiting.values() ?? []) refused(failureOf('LOCKED'));
    void ended?.worker.terminate();
  }
  // Whatever the writing lane tells, a lock or another session: nothing of before is answered any more.
  if (options.lane === 'read') options.peer?.on('message', end);

  function start(context: Context): Running {
    const { port1: near, port2: far } = new MessageChannel();
    const worker = new Worker(new URL('./heavy-thread.ts', import.meta.url), { workerData: { profileDir: options.profileDir, practiceDay: options.practiceDay, peer: far } satisfies HeavyTask, transferList: [far] });
    const waiting: Running['waiting'] = new Map();
    const one: Running = { worker, waiting, queue: [], busy: false };
    worker.unref();
    near.unref();
    near.postMessage({ dir: context.reader.dir, databaseKey: host.databaseKey(), session: context.session });
    worker.on('message', (answer: HeavyAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      one.busy = false;
      next(one);
      if ('value' in answer) asked?.done(answer.value);
      else asked?.refused(answer.code === null ? new Error(answer.detail) : failureOf(answer.code, answer.params));
      clearTimeout(idle);
      if (waiting.size === 0) idle = setTimeout(end, IDLE_MS).unref();
    });
    worker.on('error', (error) => {
      for (const { refused } of waiting.values()) refused(error);
      if (running?.worker === worker) running = null;
    });
    return one;
  }

  return {
    takes: (name, input, { reader, session }) => options.lane === 'read' && session.user.role !== 'opd' && isLong(name, input)
      && ((sql(reader, 'SELECT max(id) FROM family').pluck().get() as number | null) ?? 0) >= (options.heavyFrom ?? MANY),
    call(name, input, context) {
      clearTimeout(idle);
      const one = (running ??= start(context));
      const id = (last += 1);
      return new Promise((done, refused) => {
        one.waiting.set(id, { done, refused });
        one.queue.push({ id, name, input, session: context.session.token });
        next(one);
      });
    },
    close: end,
  };
}

/** Gives the thread what somebody looks at first: a list, then a screen, then the numbers beside them. */
function next(one: Running): void {
  if (one.busy) return;
  const ranks = one.queue.map(({ name }) => (name === 'report.run' ? 0 : beside.includes(name) ? 2 : 1));
  const [order] = one.queue.splice(Math.max(0, ranks.indexOf(Math.min(...ranks) as 0 | 1 | 2)), 1);
  if (!order) return;
  one.busy = true;
  one.worker.postMessage(order);
}

/** Numbers that stand beside a list or a screen. */
const beside: readonly string[] = ['aid.counts', 'aid.trend'];

/** Reports out of what recaps keep: a few milliseconds. */
const ready: readonly string[] = ['recap', 'quality', 'freshness', 'meeting'];

/** What is declared so, every other report, and what looks back. */
function isLong(name: CallName, input: unknown): boolean {
  if (name !== 'report.run') return callFacts[name].long === true;
  const asked = input as { readonly name: string; readonly period?: string };
  return asked.period !== undefined || !ready.includes(asked.name);
}
