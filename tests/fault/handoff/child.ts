/**
 * Runs one hand-off of an office in a process of its own, and lets an accident happen at the n-th step:
 * `child.ts export|receive|copy|upload DIR PROFILE STICK AT [UNDER [CODE [PACKAGE]]]`. Steps are what is done to files under UNDER
 * (everything: `/`) and what the hand-off reports. Prints the steps it saw, and the error it ended with.
 */
import { uuidv7 } from 'uuidv7';
import { copyPackage, exportPackage } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { runUploads } from '../../../db/handoff/upload/run.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { watchDisk } from './watched-disk.ts';

const [mode, dir, profileDir, stick, at, under = '/', code = '', packageId = ''] = process.argv.slice(2) as [string, string, string, string, string, string?, string?, string?];
const office = openOffice({ dir, profileDir, user: 'siti', passphrase: 'sungai mahakam 2026', kdfCost: 10, now: () => new Date(), newId: uuidv7 });
const session = { office: office.writer, secrets: office.secrets, user: { uid: office.userId, name: 'siti' } };
const disk = watchDisk({ at: Number(at), under, code: code === '' ? undefined : code });
const watch = { progress: ({ step }: { step: string }): void => (code === '' ? disk.step(step) : undefined) };
const said: string[] = [];
try {
  if (mode === 'export') await exportPackage(session, { to: ['64.74.03'], folder: stick }, watch);
  else if (mode === 'copy') await copyPackage(session, packageId, { folder: stick }, watch);
  else if (mode === 'upload') await runUploads(session, { now: true, limits: { chunkBytes: 4096, retryMs: [], stallMs: 10_000 } }, watch);
  else for (const row of await receivePackages(session, { paths: [stick], receiptsFolder: stick }, watch)) said.push(`row ${row.outcome} ${row.code ?? '-'}`);
} catch (error) {
  said.push(`error ${(error as { code?: string }).code ?? String(error)}`);
}
process.stdout.write([...disk.seen().map((step) => `step ${step}`), ...said].join('\n'));
office.close();
