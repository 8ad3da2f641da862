import { parentPort, workerData } from 'node:worker_threads';
import { isFailure } from '../../rules/failure.ts';
import { beginWholeFile } from '../../store/whole-file.ts';
import type { DocumentModel, WriteOptions } from './model.ts';
import { writeDocx } from './write-docx.ts';
import { layOut } from './write-pdf.ts';

export type DocumentFormat = 'pdf' | 'docx';

/** What the thread that lays pages out is told. `cancel[0]`: not 0 asks to stop. */
export interface DocumentTask {
  readonly model: DocumentModel;
  readonly format: DocumentFormat;
  readonly path: string;
  readonly at: string;
  readonly author: string;
  readonly cancel: Int32Array | null;
}

export interface WrittenDocument {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Pages of a PDF; what Word makes of a `.docx` is not known. */
  readonly pages: number | null;
}

export type DocumentMessage =
  | { readonly done: number; readonly total: number }
  | { readonly written: WrittenDocument }
  | { readonly refused: { readonly code: string; readonly params: Readonly<Record<string, string | number>> } }
  | { readonly fault: string; readonly errno: string | null };

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const post = (message: DocumentMessage): void => port.postMessage(message);
  try {
    post({ written: await write(workerData as DocumentTask, (done, total) => post({ done, total })) });
  } catch (error) {
    if (isFailure(error)) post({ refused: { code: error.code, params: error.params } });
    else post({ fault: error instanceof Error ? error.message : String(error), errno: (error as { code?: string }).code ?? null });
  }
}

async function write({ model, format, path, at, author, cancel }: DocumentTask, progress: (done: number, total: number) => void): Promise<WrittenDocument> {
  const options: WriteOptions = { at, author, progress, cancelled: () => cancel !== null && Atomics.load(cancel, 0) !== 0 };
  const { bytes, pages } = format === 'pdf' ? await layOut(model, options) : { bytes: await writeDocx(model, options), pages: null };
  const whole = beginWholeFile(path);
  try {
    whole.write(bytes);
    return { ...whole.finish(), pages };
  } catch (error) {
    whole.discard();
    throw error;
  }
}

// Bundled as CommonJS, which has no top-level await.
void main();
