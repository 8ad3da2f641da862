import { parentPort, workerData } from 'node:worker_threads';
import { isFailure } from '../rules/failure.ts';
import { openReader } from '../store/open-office.ts';
import { newId } from '../store/new-id.ts';
import { loadRegions } from '../store/regions.ts';
import { openHere } from './open-here.ts';
import type { ImportPreview, Progress } from './types.ts';

/** What the thread that opens a large file is told. */
export interface OpenTask {
  readonly dir: string;
  readonly databaseKey: Uint8Array;
  readonly path: string;
  readonly uid: string;
  /** The present moment, as the office has it; the thread needs no other. */
  readonly at: string;
  readonly cancel: Int32Array;
  readonly everyMs: number | undefined;
  readonly threadUrl: string | undefined;
  readonly threadFromBytes: number | undefined;
}

export type OpenMessage =
  | { readonly progress: Progress }
  | { readonly preview: ImportPreview }
  | { readonly refused: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } };

async function main(): Promise<void> {
  const { dir, databaseKey, path, uid, at, cancel, everyMs, threadUrl, threadFromBytes } = workerData as OpenTask;
  const send = (message: OpenMessage): void => parentPort?.postMessage(message);
  const office = openReader(dir, databaseKey, { now: () => new Date(at), newId });
  try {
    const preview = await openHere(office, databaseKey, path, uid, {
      regions: loadRegions(), cancel, everyMs, threadFromBytes, threadUrl: threadUrl === undefined ? undefined : new URL(threadUrl), onProgress: (progress) => send({ progress }),
    });
    send({ preview });
  } catch (error) {
    if (!isFailure(error)) throw error;
    send({ refused: { code: error.code, params: error.params } });
  } finally {
    office.close();
  }
}

if (parentPort) void main();
