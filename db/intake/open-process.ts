import { isFailure } from '../rules/failure.ts';
import { openReader } from '../store/open-office.ts';
import { newId } from '../store/new-id.ts';
import { loadRegions } from '../store/regions.ts';
import { workPort } from '../store/child-work.ts';
import { openHere } from './open-here.ts';
import type { ImportPreview, Progress } from './types.ts';

/** What the process that opens a large file is told. */
export interface OpenTask {
  readonly dir: string;
  readonly databaseKey: Uint8Array;
  readonly path: string;
  readonly uid: string;
  /** The present moment, as the office has it; the process needs no other. */
  readonly at: string;
  readonly everyMs: number | undefined;
  readonly threadUrl: string | undefined;
  readonly threadFromBytes: number | undefined;
}

/** What to open; later, perhaps, to stop. */
export type OpenOrder = { readonly task: OpenTask } | { readonly cancel: true };

export type OpenMessage =
  | { readonly progress: Progress }
  | { readonly preview: ImportPreview }
  | { readonly refused: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } }
  | { readonly fault: string };

const port = workPort();
const cancel = new Int32Array(new SharedArrayBuffer(4));
const send = (message: OpenMessage): void => port.post(message);

port.onMessage((message) => {
  const order = message as OpenOrder;
  if ('cancel' in order) Atomics.store(cancel, 0, 1);
  else void open(order.task).then(send, (error: unknown) => send(isFailure(error) ? { refused: { code: error.code, params: error.params } } : { fault: String(error) }));
});

async function open({ dir, databaseKey, path, uid, at, everyMs, threadUrl, threadFromBytes }: OpenTask): Promise<OpenMessage> {
  const office = openReader(dir, databaseKey, { now: () => new Date(at), newId });
  try {
    const preview = await openHere(office, databaseKey, path, uid, {
      regions: loadRegions(), cancel, everyMs, threadFromBytes, threadUrl: threadUrl === undefined ? undefined : new URL(threadUrl), onProgress: (progress) => send({ progress }),
    });
    return { preview };
  } finally {
    office.close();
  }
}
