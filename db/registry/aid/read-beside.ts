import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { sameRegister } from '../../store/connection.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { readPacked, registerState } from './packed-rows.ts';
import type { PackedRows, PackedTable } from './packed-rows.ts';
import type { PeopleAnswer, PeopleTask } from './people-thread.ts';

/** From so many rows on, a thread of its own is sooner done than started. */
const MANY = 60_000;
/** The thread needs a second or two, also on a slow PC; after this it is taken for dead. */
const PATIENCE_MS = 60_000;

/**
 * Begins to read a table in a thread of its own, where it is large and the PC can do two things at once; answers how to have
 * the rows. They are read here where that thread saw another state of the register, or none: it only ever saves time.
 */
export function readBeside(office: Reader, table: PackedTable, many = MANY): () => PackedRows {
  const here = (): PackedRows => readPacked(office.db, table);
  const register = sameRegister(office.db);
  const rows = (sql(office, `SELECT max(id) FROM "${table.table}"`).pluck().get() as number | null) ?? 0;
  if (!register || rows < many || availableParallelism() < 2) return here;
  const { port1: near, port2: far } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('./people-thread.ts', import.meta.url), { workerData: { ...register, port: far, signal, table } satisfies PeopleTask, transferList: [far] });
  worker.unref();
  worker.on('error', () => undefined);
  return () => {
    Atomics.wait(signal, 0, 0, PATIENCE_MS);
    const answer = (receiveMessageOnPort(near) as { message: PeopleAnswer } | undefined)?.message;
    near.close();
    if (answer?.state !== String(sql(office, registerState).pluck().get())) return here();
    const { memory, stride, count, odd } = answer;
    return { bytes: Buffer.from(memory), stride, count, odd };
  };
}
