import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fail } from '../rules/failure.ts';
import type { ErrorCode } from '../rules/text/errors.id.ts';
import type { Connection } from '../store/connection.ts';
import { progressMeter, stopIfCancelled } from './progress.ts';
import type { ReadAhead } from './read-ahead.ts';
import { readPacked } from './read-packed.ts';
import type { PackedEvent, ReadAs } from './read-packed.ts';
import type { ReadMessage, ReadReply, ReadTask } from './read-thread.ts';
import { detectFile } from './readers/detect.ts';
import { LINES } from './staged-lines.ts';
import type { JobOptions } from './types.ts';

export interface StageOptions extends JobOptions {
  /** Where the reading thread's code lies; the default works from source and in the bundle. */
  readonly threadUrl?: URL;
  /** Files from this size on are read in a thread of their own. */
  readonly threadFromBytes?: number;
}

/** Small files are read where they are: a thread costs more than it saves. */
export const THREAD_FROM = 2 * 2 ** 20;
/** Room for what is young in the reading thread: a batch of rows outlives a smaller one. */
const YOUNG_MB = 24;

/**
 * Reads a spreadsheet's rows into staging as they are, and returns the staged file's number. Nothing is judged yet; `ahead`
 * is given what was staged, and may read its values meanwhile.
 * Errors: those of `readWorkbook`; whatever happens, a file that was not read to its end leaves nothing behind.
 */
export async function stageFile(db: Connection, path: string, uid: string, openedAt: string, options: StageOptions, ahead: ReadAhead): Promise<number> {
  detectFile(path);
  const bytes = statSync(path).size;
  const sha256 = await fileHash(path);
  const insert = db.prepare('INSERT INTO file (uid, name, sha256, bytes, openedAt) VALUES (?, ?, ?, ?, ?)');
  const file = Number(insert.run(uid, basename(path), sha256, bytes, openedAt).lastInsertRowid);
  const take = stagingWriter(db, file, options, ahead);
  const threaded = bytes >= (options.threadFromBytes ?? THREAD_FROM);
  if (threaded) await readInThread(path, take, options, ahead);
  else {
    for await (const event of readPacked(path, () => Boolean(options.cancel && Atomics.load(options.cancel, 0)), ahead.plan)) take(event);
  }
  stopIfCancelled(options);
  return file;
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function stagingWriter(db: Connection, file: number, options: JobOptions, ahead: ReadAhead): (event: PackedEvent) => void {
  const addSheet = db.prepare('INSERT INTO sheet (file, no, name, hidden) VALUES (?, ?, ?, ?)');
  // A row a call takes twice as long.
  const addRows = db.prepare('INSERT INTO source (id, file, sheet, no, hidden, colours) SELECT ? + key, ?, ?, value, 0, ? FROM json_each(?)');
  const mark = db.prepare('UPDATE source SET hidden = ?, colours = ? WHERE file = ? AND sheet = ? AND no = ? AND id = ?');
  const addCells = db.prepare('INSERT INTO cells (id, lines) VALUES (?, ?)');
  const endSheet = db.prepare('UPDATE sheet SET facts = ?, dates = ? WHERE file = ? AND no = ?');
  const setFacts = db.prepare('UPDATE file SET facts = ? WHERE id = ?');
  const meter = progressMeter(options, 'read', 0);
  let block = 1 + ((db.prepare('SELECT max(id) FROM cells').pluck().get() as number | null) ?? 0);
  let done = 0;
  let expected = 0;
  return (event) => {
    if (event.kind === 'workbook') {
      setFacts.run(JSON.stringify(event.facts), file);
      ahead.begin(file, event.facts);
    } else if (event.kind === 'sheetEnd') {
      endSheet.run(JSON.stringify(event.facts), JSON.stringify(event.dates), file, event.sheet);
      ahead.end(event.dates, event.lost);
    } else if (event.kind === 'sheet') {
      expected += event.head.expectedRows;
      addSheet.run(file, event.head.no, event.head.name, event.head.hidden ? 1 : 0);
      ahead.sheet(event.head);
    } else {
      db.transaction(() => {
        const first = block * LINES;
        addRows.run([first, file, event.sheet, '', JSON.stringify(event.rows.map(([no]) => no))]);
        for (const [place, [no, hidden, colours]] of event.rows.entries()) if (hidden !== 0 || colours !== '') mark.run([hidden, colours, file, event.sheet, no, first + place]);
        for (const lines of event.blocks) addCells.run([block++, lines]);
        ahead.rows(event, first);
      })();
      done += event.rows.length;
      meter(done, expected);
    }
  };
}

/** Reads in a short-lived thread: its memory is returned when it ends, and the window's calls go on meanwhile. */
function readInThread(path: string, take: (event: PackedEvent) => void, options: StageOptions, ahead: ReadAhead): Promise<void> {
  const control = new Int32Array(new SharedArrayBuffer(8));
  const workerData: ReadTask = { path, control, cancel: options.cancel ?? null };
  const worker = new Worker(options.threadUrl ?? new URL('./read-thread.ts', import.meta.url), { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  let finished = false;
  const reply = (as: ReadAs | null): void => worker.postMessage({ as } satisfies ReadReply);
  return new Promise<void>((resolve, reject) => {
    const stop = (error: unknown): void => {
      Atomics.store(control, 1, 1);
      Atomics.notify(control, 0);
      // It may be waiting for an answer.
      reply(null);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    worker.on('message', (message: ReadMessage) => {
      try {
        if ('refused' in message) fail(message.refused.code as ErrorCode, message.refused.params);
        if ('done' in message) finished = true;
        else if ('ask' in message) reply(ahead.plan(message.ask.sheet, message.ask.first));
        else {
          take(message.event);
          Atomics.sub(control, 0, 1);
          Atomics.notify(control, 0);
        }
      } catch (error) {
        stop(error);
      }
    });
    worker.on('error', stop);
    worker.on('exit', (code) => (finished ? resolve() : stop(new Error(`the reading thread ended with ${code}`))));
  });
}
