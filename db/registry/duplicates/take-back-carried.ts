import { entities, fieldDef, groupOf } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import type { Log } from '../../store/change-log.ts';
import { groupLine, recordLine } from '../../store/group-line.ts';
import type { LineEntry } from '../../store/group-line.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { findRecord, recordsWhere, sameValue } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { AliasedEntity } from '../aliases.ts';
import { choicesOf } from './pair-fields.ts';

/** The kind of the transactions that carry what came to a merged record on to the one that stayed, and the reason on them. */
export const CARRIED_KIND = 'carry';
export const CARRIED_REASON = 'alias.carried';

/** The open questions of a record that a change of another record raised: one that was merged into it. `record` is its local number. */
export const RAISED_ELSEWHERE = `SELECT f.id AS id, f.entity AS entity, f.record AS record, c.record AS source, f.field AS field FROM conflict f JOIN change c
  ON c.device = f.theirDevice AND c.epoch = f.theirEpoch AND c.counter = f.theirCounter WHERE f.closedAt IS NULL AND c.entity = f.entity AND c.record <> f.record`;

/**
 * Before a merge is taken apart: what came to the record that went, and was carried on or chosen since, is taken back from
 * the one that stayed, and its questions there end. The change stays at its own record. Returns the fields that got their
 * value of before back.
 */
export function takeBackCarried(office: Writer, log: Log, alias: StoredRecord): number {
  const kind: AliasedEntity = typeof alias.values.fromPerson === 'string' ? 'person' : 'family';
  const [from, to] = kind === 'person' ? [alias.values.fromPerson, alias.values.toPerson] : [alias.values.fromFamily, alias.values.toFamily];
  const [gone, keep] = [findRecord(office, kind, String(from)), findRecord(office, kind, String(to))];
  if (!gone || !keep) return 0;
  const open = sql(office, `SELECT id FROM (${RAISED_ELSEWHERE}) WHERE entity = ? AND record = ? AND source = ?`).pluck().all(entities[kind].id, keep.id, gone.id) as number[];
  for (const id of open) sql(office, "UPDATE conflict SET closedAt = ?, outcome = 'undone' WHERE id = ?").run(office.now().toISOString(), id);
  return takeBackValues(office, log, kind, keep, gone) + (kind === 'family' ? takeBackPeople(office, log, keep, gone) : 0);
}

function takeBackValues(office: Writer, log: Log, kind: AliasedEntity, keep: StoredRecord, gone: StoredRecord): number {
  const line = recordLine(office, kind, keep.id);
  const groups = new Set([...choicesOf(kind).values(), ['status']].flat().map((field) => groupOf(kind, field)[0] ?? field));
  let restored = 0;
  for (const group of groups) {
    const fields = groupOf(kind, group);
    const run = carriedRun(office, groupLine(line, kind, group));
    if (run.length === 0 || !fields.every((field) => sameValue(keep.values[field] ?? null, gone.values[field] ?? null))) continue;
    const values: Record<string, FieldValue> = {};
    for (const field of fields) {
      const first = run.find((entry) => entry.field === fieldDef(kind, field)?.id);
      if (first) values[field] = first.old === null ? null : (JSON.parse(first.old) as FieldValue);
    }
    restored += log.update(kind, keep.id, values);
  }
  return restored;
}

/** The last changes of a group that were carried on, or chosen where both sides differed. */
function carriedRun(office: Reader, line: readonly LineEntry[]): LineEntry[] {
  const taken = line.filter((entry) => entry.field > 0 && entry.taken === 1);
  const last = taken.findLastIndex((entry) => ![CARRIED_KIND, 'conflict'].includes(kindOf(office, entry) ?? ''));
  return taken.slice(last + 1);
}

/** People who came to the family that went after the merge go back to it. */
function takeBackPeople(office: Writer, log: Log, keep: StoredRecord, gone: StoredRecord): number {
  let restored = 0;
  for (const person of recordsWhere(office, 'person', 'family', keep.uid)) {
    const moved = groupLine(recordLine(office, 'person', person.id), 'person', 'family').findLast((entry) => entry.field > 0 && entry.taken === 1);
    if (moved?.old !== JSON.stringify(gone.uid) || kindOf(office, moved) !== CARRIED_KIND) continue;
    restored += log.update('person', person.id, { family: gone.uid });
  }
  return restored;
}

/** The kind of the transaction that a change was made in, here or where it came from. */
function kindOf(office: Reader, { device, epoch, counter }: LineEntry): string | null {
  const find = 'SELECT kind FROM $ WHERE device = ? AND epoch = ? AND first <= ? AND last >= ? LIMIT 1';
  return ((sql(office, find.replace('$', 'tx')).pluck().get(device, epoch, counter, counter)
    ?? sql(office, find.replace('$', 'originTx')).pluck().get(device, epoch, counter, counter)) as string | undefined) ?? null;
}
