import type { MessagePort } from 'node:worker_threads';
import type { StartProcess, WorkProcess } from '../../db/api/host.ts';
import type { ThreadReply, ThreadRequest } from './data-lane.ts';

/** What a data thread asks of the processes that main keeps for it. */
export type ToWork = { readonly id: number; readonly start: string } | { readonly id: number; readonly message: unknown } | { readonly id: number; readonly kill: true };
/** What it hears of them. */
export type FromWork = { readonly id: number; readonly message: unknown } | { readonly id: number; readonly exit: number | null };

/** In a data thread: processes that main starts, because no thread of Electron may. */
export function laneWork(port: MessagePort): StartProcess {
  let last = 0;
  const tell = (work: ToWork): void => port.postMessage({ work } satisfies ThreadReply);
  return (script) => {
    const id = (last += 1);
    let take: (message: unknown) => void = () => undefined;
    let ended: (code: number | null) => void = () => undefined;
    const listen = (request: ThreadRequest): void => {
      if (!('work' in request) || request.work.id !== id) return;
      if ('message' in request.work) return take(request.work.message);
      port.off('message', listen);
      ended(request.work.exit);
    };
    port.on('message', listen);
    tell({ id, start: script.href });
    return {
      send: (message) => tell({ id, message }),
      onMessage: (hear) => {
        take = hear;
      },
      onExit: (hear) => {
        ended = hear;
      },
      kill: () => tell({ id, kill: true }),
    };
  };
}

/** In main: the processes of one data thread. */
export interface Works {
  take(asked: ToWork): void;
  /** Ends them all: the thread is gone. */
  end(): void;
}

/** Keeps the processes that a data thread asks for. */
export function keepWorks(startProcess: StartProcess, tell: (said: FromWork) => void): Works {
  const running = new Map<number, WorkProcess>();
  const start = (id: number, script: string): void => {
    const work = startProcess(new URL(script));
    running.set(id, work);
    work.onMessage((message) => tell({ id, message }));
    work.onExit((exit) => {
      if (running.delete(id)) tell({ id, exit });
    });
  };
  return {
    take(asked) {
      if ('start' in asked) start(asked.id, asked.start);
      else if ('kill' in asked) running.get(asked.id)?.kill();
      else running.get(asked.id)?.send(asked.message);
    },
    end() {
      for (const work of running.values()) work.kill();
      running.clear();
    },
  };
}
