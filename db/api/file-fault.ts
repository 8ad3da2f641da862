import { isFailure } from '../rules/failure.ts';
import { rethrowDiskFault } from '../store/disk-fault.ts';
import type { Host } from './host.ts';

/**
 * Throws what a handler threw, or the named refusal that an error of the disk stands for: a full one is DISK_FULL, a failing
 * one DISK_FAULT, a stick that is gone or write-protected FOLDER_UNUSABLE. A register that turns out to be damaged while it
 * is open is closed at once, and the lock screen says so: nothing more is written into it.
 */
export function rethrowNamed(error: unknown, host: Host): never {
  const dir = host.officeDir();
  try {
    return rethrowDiskFault(error, dir ?? host.options.profileDir);
  } catch (named) {
    if (isFailure(named) && named.code === 'OFFICE_DAMAGED' && dir !== null && host.isOpen()) {
      host.noteTrouble({ dir, state: 'damaged', code: named.code, params: named.params });
      host.lock();
    }
    throw named;
  }
}
