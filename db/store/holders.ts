import { jsonOrNull } from '../rules/json-or-null.ts';
import type { Connection } from './connection.ts';
import { wrapOf } from './keyring.ts';
import type { Keyring } from './keyring.ts';
import { getMeta, setMeta } from './meta.ts';

const KEY = 'holders';

/** The id of a wrap in the keyring, and the public key that its box is sealed for. */
export type Holders = ReadonlyMap<string, string>;

/**
 * Whom the register knows as holders of its key. The keyring lies in the clear beside it, and whoever can write there could put in a
 * public key of their own, or an ended one again, and wait until new secrets are sealed for everybody. Null in a register that never
 * wrote them down.
 */
export function knownHolders(db: Connection): Holders | null {
  const known = jsonOrNull(getMeta(db, KEY) ?? '');
  return known === null ? null : new Map(Object.entries(known as Record<string, string>));
}

/** Writes down the holder of a wrap as the keyring has it now; forgets one that the keyring has not. To be called by whoever changed it. */
export function keepHolder(db: Connection, keyring: Keyring, id: string): void {
  const known = new Map(knownHolders(db) ?? []);
  const publicKey = wrapOf(keyring, id)?.publicKey;
  if (publicKey === undefined) known.delete(id);
  else known.set(id, publicKey);
  save(db, known);
}

/**
 * Called when `id` opened the office: a register that wrote down nobody takes the keyring as it is, once. Returns whether the keyring
 * has another key for `id` than the register knows; what opened the office is written down then.
 */
export function settleHolder(db: Connection, keyring: Keyring, id: string): boolean {
  const known = knownHolders(db);
  if (known === null) {
    save(db, new Map(keyring.wraps.flatMap((wrap) => (wrap.publicKey === undefined ? [] : [[wrap.id, wrap.publicKey] as const]))));
    return false;
  }
  const [before, now] = [known.get(id), wrapOf(keyring, id)?.publicKey];
  if (before === now || now === undefined) return false;
  keepHolder(db, keyring, id);
  return true;
}

function save(db: Connection, known: Holders): void {
  setMeta(db, KEY, JSON.stringify(Object.fromEntries(known)));
}
