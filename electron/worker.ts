import { parentPort, workerData } from 'node:worker_threads';
import { createApi } from '../db/api/create-api.ts';
import type { ThreadData } from './shell/data-threads.ts';
import { serveLane } from './shell/serve-lane.ts';

const { lane, profileDir } = workerData as ThreadData;
if (parentPort === null) throw new Error('worker.ts runs in a worker thread only');
serveLane(parentPort, (onEvent) => createApi({ lane, profileDir, now: () => new Date(), onEvent }));
