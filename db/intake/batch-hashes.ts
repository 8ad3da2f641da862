import { createHash } from 'node:crypto';
import { entityOfId, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { rowsHashText, rowText } from '../store/chain-hash.ts';
import { recordByNumber } from '../store/records.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

export interface BatchCheck {
  readonly batch: string;
  readonly file: string;
  readonly ok: boolean;
}

/** Checks every import: the records as they were imported, rebuilt by walking the log backwards, against the batch's hash. */
export function batchHashes(office: Reader): BatchCheck[] {
  const batches = sql(office, 'SELECT uid, tx, file, rowsHash FROM batch ORDER BY tx').all() as { uid: string; tx: number; file: string; rowsHash: string }[];
  return batches.map((batch) => ({ batch: batch.uid, file: batch.file, ok: isPartGone(office, batch.tx) || rowsHashOf(office, batch.tx) === batch.rowsHash }));
}

/** Where records of an import were destroyed by law its hash cannot be had again; the chain still proves every entry of it. */
function isPartGone(office: Reader, tx: number): boolean {
  return sql(office, 'SELECT 1 FROM change WHERE tx = ? AND record < 0 LIMIT 1').get(tx) !== undefined;
}

interface Entry { readonly entity: number; readonly record: number; readonly field: number; readonly new: string | null }

/** SHA-256 over what one transaction wrote, in its order: made records with their first values, and changed fields. Hex. */
export function rowsHashOf(office: Reader, tx: number): string {
  const hash = createHash('sha256');
  const entries = sql(office, 'SELECT entity, record, field, new FROM change WHERE tx = ? ORDER BY device, epoch, counter').all(tx) as Entry[];
  // Where nothing was written since, no record needs to be walked back.
  const later = sql(office, 'SELECT 1 FROM change WHERE tx > ? LIMIT 1').get(tx) !== undefined;
  for (const entry of entries) {
    const entity = entityOfId(entry.entity)?.key;
    const record = entity && recordByNumber(office, entity, entry.record);
    if (!entity || !record) continue;
    const said = entry.field === 0 ? rowText(entity, later ? valuesAfter(office, entity, entry, record.values, tx) : record.values) : entry.new;
    hash.update(rowsHashText(entry.entity, record.uid, entry.field, said));
  }
  return hash.digest('hex');
}

/** A record's values right after a transaction: the present ones, with every later change taken back, the newest first. */
function valuesAfter(office: Reader, entity: EntityKey, entry: Entry, present: Readonly<Record<string, FieldValue>>, tx: number): Record<string, FieldValue> {
  const values = { ...present };
  const later = sql(office, `SELECT field, old FROM change WHERE entity = ? AND record = ? AND field > 0 AND tx > ? AND taken = 1
    ORDER BY tx DESC, counter DESC`).all(entry.entity, entry.record, tx) as { field: number; old: string | null }[];
  for (const { field, old } of later) {
    const key = fieldOfId(entity, field)?.key;
    if (key) values[key] = old === null ? null : (JSON.parse(old) as FieldValue);
  }
  return values;
}
