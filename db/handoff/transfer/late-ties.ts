import { entities, fieldsOf } from '../../rules/entities.ts';
import type { EntityKey, NamedField } from '../../rules/entities.ts';
import type { LineEntry } from '../../store/group-line.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord, recordsWhere } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { answersFor } from '../answers-for.ts';
import type { LedgerReader } from '../ledger.ts';
import { travellingEntity } from '../payload.ts';
import { ownEpochs } from '../ranges.ts';
import { namedIn } from './papers.ts';
import type { TransferRow } from './papers.ts';
import { offeredUpTo } from './still-theirs.ts';

/** A record that was handed over, and that a PC of the old owner tied to what stays before it knew; or a merge (an `alias`) that made it end in what stays. */
export interface LateTie {
  readonly transfer: TransferRow;
  readonly entity: EntityKey;
  readonly record: StoredRecord;
  readonly field: string;
  /** What it named when the family was offered. */
  readonly before: string | null;
  /** The changes that tied it, oldest first. */
  readonly entries: readonly LineEntry[];
}

/** What families and people have of this office beside each other: the new owner has none of it. */
const KEPT_HERE: ReadonlySet<string | undefined> = new Set(['family', 'person', 'household', 'house']);

/**
 * What this PC, or one that it answers for, wrote of handed-over families before it knew: whoever moved into a family of this office, by a
 * move, a split or a merge, and what was hung on one. The new owner has no such family. In the order in which the families went.
 */
export function lateTies(office: Reader, ledger: LedgerReader): LateTie[] {
  const rows = gone(office);
  if (rows.length === 0) return [];
  const going = namedIn(rows);
  const uidOf = new Map(ownEpochs(ledger).map((one) => [one.device, one.deviceUid]));
  return rows.filter((row) => row.state === 'accepted').flatMap((row) => {
    const offered = offeredUpTo(row);
    const isLate = ({ device, epoch, counter }: LineEntry): boolean => uidOf.has(device) && counter > offered(uidOf.get(device) ?? '', epoch);
    return [...namedIn([row])].flatMap((key): LateTie[] => {
      const [number, uid = ''] = key.split('.');
      const entity = travellingEntity(Number(number));
      const record = entity && findRecord(office, entity, uid);
      if (!entity || !record || record.values.owner === ledger.self.code) return [];
      const one = { office, ledger, row, going, isLate, entity, record };
      return [...fieldsOf(entity).flatMap((field) => fieldTie(one, field) ?? []), ...mergeTies(one)];
    });
  });
}

/** A record of an accepted offer that is looked at. */
interface Looked {
  readonly office: Reader; readonly ledger: LedgerReader; readonly row: TransferRow; readonly entity: EntityKey; readonly record: StoredRecord;
  /** What this office handed over or offers, as `entity.uid`. */
  readonly going: ReadonlySet<string>;
  /** Whether a change was written after the offer by a PC of this office. */
  readonly isLate: (entry: LineEntry) => boolean;
}

function fieldTie({ office, ledger, row, going, isLate, entity, record }: Looked, field: NamedField): LateTie | null {
  const named = record.values[field.key];
  if (field.kind !== 'ref' || !KEPT_HERE.has(field.to) || typeof named !== 'string' || !stays(office, field.to as EntityKey, named, going)) return null;
  const own = ledger.line(entity, record.id).filter((entry) => (entry.field === field.id || entry.field === 0) && entry.taken === 1);
  const late = own.slice(own.findLastIndex((entry) => !isLate(entry)) + 1).filter((entry) => entry.field > 0);
  const isMember = entity === 'person' && field.key === 'family';
  // Who was offered was of the family: a PC that lost how they came into it has them where they were before.
  const entries = late.length === 0 && isMember ? own.slice(-1) : late;
  const [first, last] = [entries[0], entries.at(-1)];
  const old = first && (first.old === null ? null : (JSON.parse(first.old) as string));
  const before = isMember ? row.family : old;
  const fits = before === null || (before !== undefined && going.has(`${entities[field.to as EntityKey].id}.${before}`));
  return last && fits && answersFor(office, last.device) ? { transfer: row, entity, record, field: field.key, before, entries } : null;
}

/** Merges by which the record ended in one that stays. */
function mergeTies({ office, ledger, row, going, isLate, entity, record }: Looked): LateTie[] {
  if (entity !== 'family' && entity !== 'person') return [];
  const [from, to] = entity === 'family' ? (['fromFamily', 'toFamily'] as const) : (['fromPerson', 'toPerson'] as const);
  return recordsWhere(office, 'alias', from, record.uid).flatMap((alias): LateTie[] => {
    const making = ledger.line('alias', alias.id).find((entry) => entry.field === 0);
    if (alias.values.ended !== null || !making || !isLate(making) || !stays(office, entity, String(alias.values[to]), going) || !answersFor(office, making.device)) return [];
    return [{ transfer: row, entity: 'alias', record: alias, field: to, before: null, entries: [making] }];
  });
}

function stays(office: Reader, entity: EntityKey, uid: string, going: ReadonlySet<string>): boolean {
  return !going.has(`${entities[entity].id}.${uid}`) && findRecord(office, entity, uid)?.values.owner === office.identity.code;
}

/** What this office handed over, or offers after it: of each family since it last came back. */
function gone(office: Reader): TransferRow[] {
  return sql(office, `SELECT * FROM transfer t WHERE fromCode = @own AND state IN ('accepted', 'travelling')
    AND step > (SELECT coalesce(max(step), 0) FROM transfer b WHERE b.family = t.family AND b.toCode = @own AND b.state = 'accepted') ORDER BY family, step`).all({ own: office.identity.code }) as TransferRow[];
}
