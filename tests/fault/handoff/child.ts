/**
 * Runs one hand-off of an office in a process of its own, and kills that process (signal 9, nothing is tidied up) at the
 * n-th step it reports: `child.ts export|receive|copy DIR PROFILE STICK KILL-AT [PACKAGE]`. Prints the steps it saw.
 */
import { uuidv7 } from 'uuidv7';
import { copyPackage, exportPackage } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { openOffice } from '../../../db/store/open-office.ts';

const [mode, dir, profileDir, stick, killAt, packageId] = process.argv.slice(2) as [string, string, string, string, string, string | undefined];
const office = openOffice({ dir, profileDir, user: 'siti', passphrase: 'sungai mahakam 2026', kdfCost: 10, now: () => new Date(), newId: uuidv7 });
const session = { office: office.writer, secrets: office.secrets, user: { uid: office.userId, name: 'siti' } };
let steps = 0;
const watch = {
  progress({ step }: { step: string }) {
    steps += 1;
    if (steps === Number(killAt)) process.kill(process.pid, 'SIGKILL');
    if (Number(killAt) === 0) process.stdout.write(`${step}\n`);
  },
};
try {
  if (mode === 'export') await exportPackage(session, { to: ['64.74.03'], folder: stick }, watch);
  else if (mode === 'copy') await copyPackage(session, packageId ?? '', stick, watch);
  else await receivePackages(session, { paths: [stick], receiptsFolder: stick }, watch);
} catch (error) {
  process.stdout.write(`error ${(error as { code?: string }).code ?? String(error)}\n`);
}
office.close();
