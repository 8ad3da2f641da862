import { checkRegister } from './check-register.ts';
import { workPort } from './child-work.ts';
import { newId } from './new-id.ts';
import { officePaths } from './office-folder.ts';
import { openReader } from './open-office.ts';
import { proveNewWork } from './verified-mark.ts';
import { listSnapshots, takeSnapshot } from './snapshot.ts';

/** What the process that looks after a register is told. What it takes (every page, every entry of what is new) goes back to the PC with it. */
export interface HealthTask {
  readonly dir: string;
  readonly key: Uint8Array;
  readonly profileDir: string;
}

/** What it says when it is done. `daily` is the snapshot that it took. */
export interface HealthFound {
  readonly sound: boolean;
  readonly complaint: string;
  readonly daily: string | null;
  /** The first transaction whose hash does not fit, of those that were new to this PC. */
  readonly broken: number | null;
}

/** A day's work is lost at the most: the hours leave room for an office that opens a little earlier than yesterday. */
const DAILY_MS = 20 * 3_600_000;

function main({ dir, key, profileDir }: HealthTask): HealthFound {
  const { sound, complaint } = checkRegister(dir, key);
  return { sound, complaint, daily: sound ? dailySnapshot(dir, key) : null, broken: sound ? brokenWork(dir, key, profileDir) : null };
}

/** Proves the hashes of what no start had the time for. */
function brokenWork(dir: string, key: Uint8Array, profileDir: string): number | null {
  const reader = openReader(dir, key, { now: () => new Date(), newId });
  try {
    return proveNewWork(reader, profileDir, 'beside');
  } catch {
    // Tried again at the next start; what is damaged was said already.
    return null;
  } finally {
    reader.close();
  }
}

/** A snapshot a day of a register that was worked in since the last one. A disk without room for it is said elsewhere. */
function dailySnapshot(dir: string, key: Uint8Array): string | null {
  const reader = openReader(dir, key, { now: () => new Date(), newId });
  try {
    const last = listSnapshots(officePaths(dir).snapshots)[0];
    const worked = reader.db.prepare('SELECT max(at) FROM tx').pluck().get() as string | null;
    const due = worked !== null && (!last || (last.at < worked && Date.now() - Date.parse(last.at) > DAILY_MS));
    return due ? takeSnapshot(reader, key, 'daily').file : null;
  } catch {
    return null;
  } finally {
    reader.close();
  }
}

const port = workPort();
port.onMessage((task) => port.post(main(task as HealthTask)));
