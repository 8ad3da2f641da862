import { statSync } from 'node:fs';
import { saveFamily } from '../../db/registry/family-save.ts';
import { rethrowDiskFault } from '../../db/store/disk-fault.ts';
import { officePaths } from '../../db/store/office-folder.ts';
import { takeSnapshot } from '../../db/store/snapshot.ts';
import { heldFaults, numberedFamily } from './numbered-families.ts';
import { mulberry } from './mulberry.ts';
import { TEST_META, tempOffice } from './temp-office.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import { bundleWritingChild, runWritingChild } from './writing-kills.ts';

const actor = { user: { uid: null, name: 'siti' }, scope: '' };
/** A text that needs pages of its own, so that a save meets the end of the disk somewhere inside. */
const LONG = 'X'.repeat(30_000);

/** Saves into a database that may grow by so many pages only, one more each round: refused as DISK_FULL and whole undone, or saved. */
export function fullDiskRounds(rounds: number): { rounds: number; refused: number; faults: string[] } {
  const temp = tempOffice();
  const faults: string[] = [];
  const acked: number[] = [];
  let refused = 0;
  try {
    const { writer } = temp.office;
    const { db } = writer;
    for (let round = 0; round < rounds; round += 1) {
      db.pragma(`max_page_count=${(db.pragma('page_count', { simple: true }) as number) + (round % 12)}`);
      const code = codeOf(() => {
        if (round % 2 === 0) saveFamily(writer, actor, numberedFamily(writer.identity.code, round + 1));
        else writeChanges(writer, TEST_META, (log) => log.create('setting', { key: `besar-${round}`, value: LONG }));
      }, temp.dir);
      if (code === 'DISK_FULL') refused += 1;
      else if (code !== null) faults.push(`round ${round}: named ${code}`);
      else if (round % 2 === 0) acked.push(round + 1);
      db.pragma('max_page_count=1073741823');
    }
    if (refused === 0) faults.push('the disk was never full');
    saveFamily(writer, actor, numberedFamily(writer.identity.code, rounds + 1));
    faults.push(...heldFaults(temp.reopen().writer, [...acked, rounds + 1]));
    return { rounds, refused, faults };
  } finally {
    temp.remove();
  }
}

/**
 * Lets a process write whose files may not grow beyond a limit, another limit each round: SQLite meets a write that fails
 * in the WAL, at its index or when the WAL is carried over into the register. What it acknowledged must be there.
 */
export async function limitedRounds(seed: number, rounds: number): Promise<{ rounds: number; counts: { acknowledged: number; refused: number }; faults: string[] }> {
  const random = mulberry(seed);
  const script = await bundleWritingChild();
  const temp = tempOffice();
  const faults: string[] = [];
  const acked: number[] = [];
  const counts = { acknowledged: 0, refused: 0 };
  try {
    takeSnapshot(temp.office.writer, temp.office.secrets.databaseKey, 'daily');
    temp.office.close();
    for (let round = 0; round < rounds; round += 1) {
      // From hardly anything to a little more than the register: in KiB, as the shell counts.
      const most = Math.ceil(statSync(officePaths(temp.dir).register).size / 1024) + 200;
      const limit = 8 + Math.floor(random() * most);
      const shell = ['bash', '-c', `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, '--no-warnings', script];
      const run = await runWritingChild(shell, temp, acked, (ready) => (ready ? 4000 : null));
      acked.push(...run.acked);
      counts.acknowledged += run.acked.length;
      if (run.error !== null) counts.refused += 1;
      if (run.error !== null && !['DISK_FULL', 'DISK_FAULT', 'FOLDER_UNUSABLE'].includes(run.error)) faults.push(`round ${round}, files up to ${limit} KiB: named ${run.error}`);
      faults.push(...run.faults.map((fault) => `round ${round}: ${fault}`));
      temp.reopen();
      faults.push(...heldFaults(temp.office.writer, acked).map((fault) => `round ${round}, files up to ${limit} KiB: ${fault}`));
      temp.office.close();
    }
    return { rounds, counts, faults };
  } finally {
    temp.remove();
  }
}

function codeOf(work: () => void, folder: string): string | null {
  try {
    work();
    return null;
  } catch (error) {
    try {
      return rethrowDiskFault(error, folder);
    } catch (named) {
      return (named as { code?: string }).code ?? String(named);
    }
  }
}
