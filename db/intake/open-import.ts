import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { fail } from '../rules/failure.ts';
import type { ErrorCode } from '../rules/text/errors.id.ts';
import type { Reader } from '../store/office.ts';
import { discardImport } from './discard-import.ts';
import { openHere } from './open-here.ts';
import type { OpenOptions } from './open-here.ts';
import type { OpenMessage, OpenTask } from './open-thread.ts';
import { stopIfCancelled } from './progress.ts';
import { detectFile } from './readers/detect.ts';
import { THREAD_FROM } from './stage-file.ts';
import type { ImportPreview } from './types.ts';

/** What is young in the thread is gone a moment later: room for more would only be taken. */
const YOUNG_MB = 12;

/**
 * Reads a spreadsheet into staging, recognises it, checks and matches every row; the register is only read. Returns the
 * preview. A large file is opened in a short-lived thread: its memory is returned when it ends, and other calls go on
 * meanwhile. Errors: those of `readWorkbook`, IMPORT_CANCELLED; after any of them nothing is left in staging.
 */
export async function openImport(office: Reader, databaseKey: Uint8Array, path: string, options: OpenOptions): Promise<ImportPreview> {
  detectFile(path);
  const uid = office.newId();
  if (statSync(path).size < (options.threadFromBytes ?? THREAD_FROM)) return openHere(office, databaseKey, path, uid, options);
  const preview = await openInThread(office, databaseKey, path, uid, options);
  if (options.cancel && Atomics.load(options.cancel, 0) !== 0) {
    // Asked to stop when all was done already, before anybody saw it.
    await discardImport(office, databaseKey, uid);
    stopIfCancelled(options);
  }
  return preview;
}

function openInThread(office: Reader, databaseKey: Uint8Array, path: string, uid: string, options: OpenOptions): Promise<ImportPreview> {
  const workerData: OpenTask = {
    dir: office.dir, databaseKey: Uint8Array.from(databaseKey), path, uid, at: office.now().toISOString(), cancel: options.cancel ?? new Int32Array(new SharedArrayBuffer(4)),
    everyMs: options.everyMs, threadUrl: options.threadUrl?.href, threadFromBytes: options.threadFromBytes,
  };
  const worker = new Worker(new URL('./open-thread.ts', import.meta.url), { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  let outcome: OpenMessage | null = null;
  return new Promise<ImportPreview>((resolve, reject) => {
    worker.on('message', (message: OpenMessage) => {
      if ('progress' in message) options.onProgress?.(message.progress);
      else outcome = message;
    });
    worker.on('error', reject);
    // Only once it is gone, and its hold of the staging database with it.
    worker.on('exit', (code) => {
      try {
        if (outcome && 'preview' in outcome) resolve(outcome.preview);
        else if (outcome && 'refused' in outcome) fail(outcome.refused.code as ErrorCode, outcome.refused.params);
        else throw new Error(`the opening thread ended with ${code}`);
      } catch (error) {
        reject(error as Error);
      }
    });
  });
}
