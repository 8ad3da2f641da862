import { entities } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { destroyedHash } from './destroyed-hash.ts';
import { sql } from './office.ts';
import type { Reader, Writer } from './office.ts';
import { moveOwned } from './owned-counts.ts';
import { digestsOf } from './verify.ts';

/** A record that is to be destroyed: its local number, its id, and under which rule. */
export interface Doomed { readonly entity: EntityKey; readonly number: number; readonly uid: string; readonly reason: string }

/** What the detail of the transaction says of the list. */
export function doomedHash(records: readonly Doomed[]): string {
  return destroyedHash(records.map(({ entity, uid }) => ({ entity: entities[entity].id, uid })));
}

/**
 * Destroys records within the transaction that says so: their rows, and in the log every value and its salt; the digest of
 * each entry takes their place, so that the chain still proves itself. The entries keep their ids, under a number that no
 * record has (the negative one): a later record may get the same number.
 */
export function destroyRecords(office: Writer, tx: number, doomed: readonly Doomed[]): void {
  const keep = sql(office, "UPDATE change SET old = NULL, new = NULL, salt = NULL, digest = ?, record = -record WHERE device = ? AND epoch = ? AND counter = ?");
  const note = sql(office, 'INSERT INTO destroyed (entity, uid, tx, reason) VALUES (?, ?, ?, ?)');
  // All digests before the first row goes: an entry's is made of its record alone, and of that as a whole.
  const digests = digestsOf(office, doomed);
  for (const { id, digest } of digests) keep.run(digest, id.device, id.epoch, id.counter);
  const owned = { family: 0, person: 0 };
  for (const { entity, number, uid, reason } of doomed) {
    if (entity === 'family' || entity === 'person') {
      if (sql(office, `SELECT owner FROM "${entity}" WHERE id = ?`).pluck().get(number) === office.identity.code) owned[entity] -= 1;
    }
    sql(office, `DELETE FROM "${entity}" WHERE id = ?`).run(number);
    note.run(entities[entity].id, uid, tx, reason);
  }
  moveOwned(office, owned);
}

/** Whether a record was destroyed here. */
export function isDestroyed(office: Reader, entity: number, uid: string): boolean {
  return sql(office, 'SELECT 1 FROM destroyed WHERE entity = ? AND uid = ?').get(entity, uid) !== undefined;
}
