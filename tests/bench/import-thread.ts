import { parentPort, workerData } from 'node:worker_threads';
import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { reopenBenchOffice } from './bench-office.ts';
import { sampleFamilies } from './sample-families.ts';

/** Writes a second list into an office in a thread of its own, as an import does, and says when it starts and ends. */
const { dir, profileDir, families } = workerData as { dir: string; profileDir: string; families: number };
const office = reopenBenchOffice(dir, profileDir);
const user = { uid: office.userId, name: 'impor' };
const list = sampleFamilies({ writer: office.writer, user }, families, 'second list');
parentPort?.once('message', () => {
  parentPort?.postMessage('started');
  writeChanges(office.writer, { user, kind: 'import' }, (log) => bulkWriteFamilies(office.writer, log, list));
  office.close();
  parentPort?.postMessage('done');
});
parentPort?.postMessage('ready');
