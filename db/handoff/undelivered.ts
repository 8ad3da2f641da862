import { getMeta, setMeta } from '../store/meta.ts';
import type { Reader, Writer } from '../store/office.ts';

const KEY = 'undelivered';

/**
 * SQL that holds for a row of `packageOut` that reached a medium or a server. A package has its number before it is copied:
 * a power cut, a full stick or one that was pulled out leaves it in the outbox, and nobody has been told anything by it.
 */
export const DELIVERED = `packageId NOT IN (SELECT value FROM json_each(coalesce((SELECT value FROM meta WHERE key = '${KEY}'), '[]')))`;

/** Packages of the outbox that never reached a medium or a server, as far as this PC saw. */
export function undeliveredPackages(office: Reader): ReadonlySet<string> {
  return new Set(JSON.parse(getMeta(office.db, KEY) ?? '[]') as string[]);
}

/** Notes, with the number itself, that a package was built and lies nowhere but in the outbox. */
export function noteUndelivered(office: Writer, packageId: string): void {
  setMeta(office.db, KEY, JSON.stringify([...undeliveredPackages(office), packageId]));
}

/** Notes that a package was read back from where it is to be handed over, or that a server took it. */
export function noteDelivered(office: Writer, packageId: string): void {
  const left = [...undeliveredPackages(office)].filter((one) => one !== packageId);
  setMeta(office.db, KEY, left.length === 0 ? null : JSON.stringify(left));
}
