import { sha256Hex } from './digest.ts';

/** The records that a transaction destroyed, as its detail commits to them: whoever adds to the list behind the log's back is found. */
export function destroyedHash(records: Iterable<{ readonly entity: number; readonly uid: string }>): string {
  return sha256Hex(Buffer.from([...records].map(({ entity, uid }) => `${entity}|${uid}`).sort().join('\n')));
}
