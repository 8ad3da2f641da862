import { rmSync } from 'node:fs';
import type { DocumentFormat, WrittenDocument } from '../reports/documents/document-thread.ts';
import type { DocumentModel } from '../reports/documents/model.ts';
import { saveDocument } from '../reports/documents/save-document.ts';
import { PRACTICE } from '../reports/metadata.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Context } from './handler.ts';
import { withoutChildren } from './without-children.ts';

export interface DocumentOrder {
  readonly model: DocumentModel;
  readonly format: DocumentFormat;
  readonly path: string;
  /** Its name for progress and cancel. */
  readonly job: string;
  /** The moment that stands in the file; now when absent. */
  readonly at?: string;
  /** Why, where it names people. */
  readonly purpose: string | null;
  /** What the register of what left the office says of it, `name` among it. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Writes a document to a file off this thread, marked as practice where it is, and logs that it left. Errors: CANCELLED, and the disk's. */
export async function writeDocument(order: DocumentOrder, context: Context): Promise<WrittenDocument> {
  const written = await layDown(order, context);
  const { model, format, purpose, detail } = order;
  try {
    writeChanges(context.writer, context.meta('access', { reason: purpose, detail: { what: 'document', title: model.title, format, sha256: written.sha256, ...detail } }), () => undefined);
  } catch (error) {
    // What cannot be logged does not leave.
    rmSync(written.file, { force: true });
    throw error;
  }
  return written;
}

/** The same without the log, for callers that keep their own. */
export async function layDown({ model: whole, format, path, job, at }: Pick<DocumentOrder, 'model' | 'format' | 'path' | 'job' | 'at'>, context: Context): Promise<WrittenDocument> {
  const { writer, host, session, progress } = context;
  const model = withoutChildren(whole, context);
  Atomics.store(host.cancelFlag, 0, 0);
  const tell = progress(job);
  const mark = model.mark ?? (writer.identity.practice ? PRACTICE : undefined);
  const task = { model: { ...model, ...(mark !== undefined && { mark }) }, format, path, at: at ?? writer.now().toISOString(), author: at === undefined ? `${writer.identity.name}, ${session.user.displayName}` : writer.identity.name, cancel: host.cancelFlag };
  return saveDocument(task, (done, total) => tell({ phase: 'write', done, total, perSecond: null, secondsLeft: null }));
}
