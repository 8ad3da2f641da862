import { parentPort, workerData } from 'node:worker_threads';
import { createApi } from '../db/api/create-api.ts';
import type { ThreadData } from './shell/data-lane.ts';
import { laneWork } from './shell/lane-work.ts';
import { serveLane } from './shell/serve-lane.ts';

const { lane, profileDir, peer, cancelFlag } = workerData as ThreadData;
if (parentPort === null) throw new Error('worker.ts runs in a worker thread only');
const startProcess = laneWork(parentPort);
serveLane(parentPort, (onEvent) =>
  createApi({
    lane,
    profileDir,
    peer,
    cancelFlag: new Int32Array(cancelFlag),
    now: () => new Date(),
    // For training: a practice office may be shown as it will be on a later day.
    practiceDay: process.env['TEPAT_CLOCK'],
    onEvent,
    startProcess,
    watchHealth: lane === 'write',
    loadAhead: true,
    readThread: new URL('./read-thread.cjs', import.meta.url),
  }),
);
