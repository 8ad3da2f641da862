import { statSync } from 'node:fs';
import { fail } from '../rules/failure.ts';
import type { ErrorCode } from '../rules/text/errors.id.ts';
import type { Reader } from '../store/office.ts';
import { startProcess } from '../store/child-work.ts';
import type { StartProcess } from '../store/child-work.ts';
import { discardImport } from './discard-import.ts';
import { openHere } from './open-here.ts';
import type { OpenOptions } from './open-here.ts';
import type { OpenMessage, OpenOrder, OpenTask } from './open-process.ts';
import { stopIfCancelled } from './progress.ts';
import { detectFile } from './readers/detect.ts';
import { THREAD_FROM } from './stage-file.ts';
import type { ImportPreview } from './types.ts';

interface ImportOptions extends OpenOptions {
  /** How a process is started; the default is Node's. */
  readonly startProcess?: StartProcess;
}

/** How often it is looked whether to stop. */
const LOOK_MS = 50;

/**
 * Reads a spreadsheet into staging, recognises it, checks and matches every row; the register is only read. Returns the
 * preview. A large file is opened in a short-lived process: its memory is returned when it ends, and other calls go on
 * meanwhile. Errors: those of `readWorkbook`, IMPORT_CANCELLED; after any of them nothing is left in staging.
 */
export async function openImport(office: Reader, databaseKey: Uint8Array, path: string, options: ImportOptions): Promise<ImportPreview> {
  detectFile(path);
  const uid = office.newId();
  if (statSync(path).size < (options.threadFromBytes ?? THREAD_FROM)) return openHere(office, databaseKey, path, uid, options);
  const preview = await openElsewhere(office, databaseKey, path, uid, options);
  if (options.cancel && Atomics.load(options.cancel, 0) !== 0) {
    // Asked to stop when all was done already, before anybody saw it.
    await discardImport(office, databaseKey, uid);
    stopIfCancelled(options);
  }
  return preview;
}

function openElsewhere(office: Reader, databaseKey: Uint8Array, path: string, uid: string, options: ImportOptions): Promise<ImportPreview> {
  const task: OpenTask = {
    dir: office.dir, databaseKey: Uint8Array.from(databaseKey), path, uid, at: office.now().toISOString(),
    everyMs: options.everyMs, threadUrl: options.threadUrl?.href, threadFromBytes: options.threadFromBytes,
  };
  const work = (options.startProcess ?? startProcess)(new URL('./open-process.ts', import.meta.url));
  const order = (message: OpenOrder): void => work.send(message);
  let outcome: OpenMessage | null = null;
  let asked = false;
  const stopWhenAsked = (): void => {
    if (asked || !options.cancel || Atomics.load(options.cancel, 0) === 0) return;
    asked = true;
    order({ cancel: true });
  };
  const watch = setInterval(stopWhenAsked, LOOK_MS);
  order({ task });
  return new Promise<ImportPreview>((resolve, reject) => {
    work.onMessage((said) => {
      const message = said as OpenMessage;
      if ('progress' in message) {
        options.onProgress?.(message.progress);
        return stopWhenAsked();
      }
      outcome = message;
      // It has closed all that it had open; what it took goes now.
      work.kill();
    });
    // Only once it is gone, and its hold of the staging database with it.
    work.onExit((code) => {
      clearInterval(watch);
      try {
        resolve(previewIn(outcome, code));
      } catch (error) {
        reject(error as Error);
      }
    });
  });
}

function previewIn(outcome: OpenMessage | null, code: number | null): ImportPreview {
  if (outcome && 'preview' in outcome) return outcome.preview;
  if (outcome && 'refused' in outcome) return fail(outcome.refused.code as ErrorCode, outcome.refused.params);
  throw new Error(outcome && 'fault' in outcome ? outcome.fault : `the opening process ended with ${code}`);
}
