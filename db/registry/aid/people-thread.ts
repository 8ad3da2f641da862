import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { openConnection } from '../../store/connection.ts';
import type { SameRegister } from '../../store/connection.ts';
import { readPacked, registerState } from './packed-rows.ts';
import type { PackedRows, PackedTable } from './packed-rows.ts';

/** What the thread that reads people is told. `signal[0]` is 1 when it has answered. */
export interface PeopleTask extends SameRegister {
  readonly port: MessagePort;
  readonly signal: Int32Array;
  readonly table: PackedTable;
}

/** What it read, and of which state of the register. */
export interface PeopleAnswer {
  readonly state: string;
  readonly memory: SharedArrayBuffer;
  readonly stride: number;
  readonly count: number;
  readonly odd: PackedRows['odd'];
}

function main({ file, key, port, signal, table }: PeopleTask): void {
  try {
    const db = openConnection(file, { key, readonly: true, mustExist: true });
    const answer = db.transaction((): PeopleAnswer => {
      const state = String(db.prepare(registerState).pluck().get());
      const { bytes, stride, count, odd } = readPacked(db, table);
      return { state, memory: bytes.buffer as SharedArrayBuffer, stride, count, odd };
    })();
    db.close();
    port.postMessage(answer);
  } finally {
    // Whoever waits reads the people itself when there is no answer.
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
    port.close();
  }
}

if (parentPort) main(workerData as PeopleTask);
