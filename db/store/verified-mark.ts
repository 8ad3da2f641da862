import { join } from 'node:path';
import { jsonOrNull } from '../rules/json-or-null.ts';
import { readIfThere, writeFileWhole } from './files.ts';
import type { Reader } from './office.ts';
import { verifySince } from './verify.ts';
import type { Verified } from './verify.ts';

/** What a look at the hashes of new work may spend: a whole import takes longer than a start may, and is looked at beside the work. */
const bounds = { start: { ms: 300, most: 2000 }, beside: { ms: 60_000, most: Infinity } } as const;

interface VerifiedMark extends Verified {
  /** A transaction that did not fit when it was last looked at. */
  readonly broken?: number;
}

/** How far this PC has proved the hashes of an office's chain. It lies in the profile: who changes the office's folder does not change it. */
function file(profileDir: string, officeId: string): string {
  return join(profileDir, 'marks', `${officeId}.verified.json`);
}

function read(profileDir: string, officeId: string): VerifiedMark | null {
  const found = jsonOrNull(readIfThere(file(profileDir, officeId)) ?? '') as VerifiedMark | null;
  return found !== null && Number.isInteger(found.tx) && typeof found.head === 'string' ? found : null;
}

/** Remembers that the whole chain was proved up to its end. */
export function rememberVerified(office: Reader, profileDir: string, at: Verified): void {
  writeFileWhole(file(profileDir, office.identity.officeId), JSON.stringify(at));
}

/**
 * Proves the hashes of what was written since the last time, in bounded time, and remembers how far it came. `anew` forgets
 * what was proved: the folder is another one now, or its work has other names. Returns the first transaction that does not fit, or null.
 */
export function proveNewWork(office: Reader, profileDir: string, where: 'start' | 'beside', anew = false): number | null {
  const known = anew ? null : read(profileDir, office.identity.officeId);
  const last = office.db.prepare('SELECT max(id) FROM tx').pluck().get() as number | null;
  // A restored register ends before what was proved of the one before it.
  const from = known !== null && known.tx <= (last ?? 0) ? known : null;
  const { reached, broken } = verifySince(office, from, bounds[where]);
  const found = broken ?? (from?.broken ?? null);
  if (reached.tx !== known?.tx || found !== (known.broken ?? null)) {
    try {
      writeFileWhole(file(profileDir, office.identity.officeId), JSON.stringify({ ...reached, ...(found !== null && { broken: found }) } satisfies VerifiedMark));
    } catch {
      // A profile that cannot be written keeps nobody out: the next look begins where this one did.
    }
  }
  return found;
}
