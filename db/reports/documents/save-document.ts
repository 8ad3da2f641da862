import { Worker } from 'node:worker_threads';
import { fail } from '../../rules/failure.ts';
import type { ErrorCode } from '../../rules/text/errors.id.ts';
import type { DocumentMessage, DocumentTask, WrittenDocument } from './document-thread.ts';

/**
 * Lays a document out and writes it, whole or not at all, in a short-lived thread: whoever writes the register meanwhile
 * is not held up, and the memory goes when the thread ends. Errors: CANCELLED, and the disk's.
 */
export function saveDocument(task: DocumentTask, progress: (done: number, total: number) => void = () => undefined): Promise<WrittenDocument> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./document-thread.ts', import.meta.url), { workerData: task });
    worker.on('message', (message: DocumentMessage) => {
      if ('done' in message) progress(message.done, message.total);
      else if ('written' in message) resolve(message.written);
      else if ('refused' in message) reject(refused(message.refused));
      else reject(Object.assign(new Error(message.fault), { code: message.errno ?? undefined }));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that writes documents ended')));
  });
}

function refused({ code, params }: { readonly code: string; readonly params: Readonly<Record<string, string | number>> }): unknown {
  try {
    return fail(code as ErrorCode, params);
  } catch (error) {
    return error;
  }
}
