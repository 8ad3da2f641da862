import { parentPort, workerData } from 'node:worker_threads';
import { serveDeriving } from './deriving.ts';
import type { DeriveTask } from './deriving.ts';

// Families come with their values here.
if (parentPort) serveDeriving(workerData as DeriveTask, () => { throw new Error('a family without values'); });
