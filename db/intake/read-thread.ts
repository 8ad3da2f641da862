import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { isFailure } from '../rules/failure.ts';
import { readPacked } from './read-packed.ts';
import type { PackedEvent, ReadAs } from './read-packed.ts';
import type { SheetSample } from './sheet-plan.ts';

/** What the reading thread is told. `control[0]`: batches sent but not taken in yet; `control[1]`: not 0 asks to stop. */
export interface ReadTask {
  readonly path: string;
  readonly control: Int32Array;
  readonly cancel: Int32Array | null;
}

/** `ask`: as what a sheet with these first rows is to be read; a {@link ReadReply} is waited for. */
export type ReadMessage = { readonly event: PackedEvent } | { readonly ask: { readonly sheet: number; readonly first: SheetSample['rows'] } } | { readonly done: true } | { readonly refused: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } };

export interface ReadReply { readonly as: ReadAs | null }

/** So many batches may wait for the writer of the staging database; then reading waits, so that memory stays small. */
const MOST_WAITING = 4;
const WAIT_MS = 100;

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const task = workerData as ReadTask;
  const stopped = (): boolean => Atomics.load(task.control, 1) !== 0 || (task.cancel !== null && Atomics.load(task.cancel, 0) !== 0);
  const ask = async (sheet: number, first: SheetSample['rows']): Promise<ReadAs | null> => {
    const reply = once(port, 'message') as Promise<[ReadReply]>;
    port.postMessage({ ask: { sheet, first } } satisfies ReadMessage);
    return (await reply)[0].as;
  };
  try {
    for await (const event of readPacked(task.path, stopped, ask)) {
      Atomics.add(task.control, 0, 1);
      port.postMessage({ event } satisfies ReadMessage);
      for (let waiting = Atomics.load(task.control, 0); waiting > MOST_WAITING && !stopped(); waiting = Atomics.load(task.control, 0)) {
        Atomics.wait(task.control, 0, waiting, WAIT_MS);
      }
    }
    port.postMessage({ done: true } satisfies ReadMessage);
  } catch (error) {
    if (!isFailure(error)) throw error;
    port.postMessage({ refused: { code: error.code, params: error.params } } satisfies ReadMessage);
  }
}

// Bundled as CommonJS, which has no top-level await; a fault ends the thread with an error all the same.
void main();
