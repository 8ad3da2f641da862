import { startProcess } from '../../store/child-work.ts';
import type { HealthFound, HealthTask } from '../../store/health-process.ts';
import type { Host } from '../host.ts';
import { noteEvent } from './event-log.ts';

/** The first lists are drawn before the whole register is read: an office PC has two cores. */
const AFTER_MS = 1500;

/**
 * Reads every page of the open register beside the work, and takes the day's snapshot. A register that turns out to be
 * damaged is closed at once and the lock screen says so, before more is written into it.
 */
export function watchHealth(host: Host): void {
  const { dir } = host.reader();
  setTimeout(() => {
    if (host.isOpen() && host.reader().dir === dir) readAll(host, dir);
  }, AFTER_MS).unref();
}

function readAll(host: Host, dir: string): void {
  const work = (host.options.startProcess ?? startProcess)(new URL('../../store/health-process.ts', import.meta.url));
  let told = false;
  // It holds the key and the file: who locks, restores or closes must not wait for it.
  const done = host.beside(() => work.kill());
  // One that could not run has found nothing: the next opening looks again.
  work.onExit((code) => { if (!told && host.isOpen()) noteEvent(host.options, { what: 'health', code: `ENDED_${code}` }); });
  work.onMessage((message) => {
    const { sound, complaint, broken } = message as HealthFound;
    told = true;
    done();
    work.kill();
    // Said at the next sign-in: nothing is lost by going on, and closing the office would mend nothing.
    if (broken !== null) noteEvent(host.options, { what: 'health', code: 'CHAIN_BROKEN', detail: String(broken) });
    if (sound || !host.isOpen() || host.reader().dir !== dir) return;
    noteEvent(host.options, { what: 'health', code: 'OFFICE_DAMAGED', detail: complaint.slice(0, 60) });
    host.noteTrouble({ dir, state: 'damaged', code: 'OFFICE_DAMAGED', params: { file: 'register.db' } });
    host.lock();
  });
  work.send({ dir, key: Uint8Array.from(host.databaseKey()), profileDir: host.options.profileDir } satisfies HealthTask);
}
