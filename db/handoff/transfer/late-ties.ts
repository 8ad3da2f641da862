import { entities, fieldsOf } from '../../rules/entities.ts';
import type { EntityKey, NamedField } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { isInside } from '../../rules/region-code.ts';
import type { LineEntry } from '../../store/group-line.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { answersFor } from '../answers-for.ts';
import type { LedgerReader } from '../ledger.ts';
import { travellingEntity } from '../payload.ts';
import { ownEpochs } from '../ranges.ts';
import { namedIn } from './papers.ts';
import type { TransferRow } from './papers.ts';
import { writtenUpTo } from './still-theirs.ts';

/** A record that was handed over, and that a PC of the old owner tied to a family or person that stays before it knew. */
export interface LateTie {
  readonly transfer: TransferRow;
  readonly entity: EntityKey;
  readonly record: StoredRecord;
  readonly field: string;
  /** What it named when the family was offered. */
  readonly before: string;
  /** The changes that tied it, oldest first. */
  readonly entries: readonly LineEntry[];
}

/**
 * What this PC, or one that it answers for, wrote of handed-over families before it knew: whoever moved into a family of this office, by a
 * move, a split or a merge, and what was hung on one. The new owner has no such family. In the order in which the families went.
 */
export function lateTies(office: Reader, ledger: LedgerReader): LateTie[] {
  const rows = gone(office);
  if (rows.length === 0) return [];
  const going = namedIn(rows);
  const isOurs = (record: StoredRecord): boolean => isInside(String(record.values.owner), ledger.self.code);
  const uidOf = new Map(ownEpochs(ledger).map((one) => [one.device, one.deviceUid]));
  return rows.filter((row) => row.state === 'accepted').flatMap((row) => {
    const { offered } = writtenUpTo(office, row);
    const isLate = ({ device, epoch, counter }: LineEntry): boolean => uidOf.has(device) && counter > offered(uidOf.get(device) ?? '', epoch);
    const stays = (field: NamedField, value: FieldValue | undefined): boolean => {
      if (field.kind !== 'ref' || (field.to !== 'family' && field.to !== 'person') || typeof value !== 'string' || going.has(`${entities[field.to].id}.${value}`)) return false;
      const target = findRecord(office, field.to, value);
      return target !== undefined && isOurs(target);
    };
    return [...namedIn([row])].flatMap((key): LateTie[] => {
      const [number, uid = ''] = key.split('.');
      const entity = travellingEntity(Number(number));
      const record = entity && findRecord(office, entity, uid);
      if (!entity || !record || isOurs(record)) return [];
      return fieldsOf(entity).filter((field) => stays(field, record.values[field.key])).flatMap((field): LateTie[] => {
        const own = ledger.line(entity, record.id).filter((entry) => (entry.field === field.id || entry.field === 0) && entry.taken === 1);
        const late = own.slice(own.findLastIndex((entry) => !isLate(entry)) + 1).filter((entry) => entry.field > 0);
        // Who was offered was of the family: a PC that lost how they came into it has them where they were before.
        const entries = late.length === 0 && entity === 'person' ? own.slice(-1) : late;
        const [first, last] = [entries[0], entries.at(-1)];
        const before = first && beforeOf(row, entity, field, first, going);
        return last && before !== undefined && answersFor(office, last.device) ? [{ transfer: row, entity, record, field: field.key, before, entries }] : [];
      });
    });
  });
}

/** What a record of an offer named then: a PC that was given its own work back may not have that any more, but people of the offer were of the family. */
function beforeOf(row: TransferRow, entity: EntityKey, field: NamedField, first: LineEntry, going: ReadonlySet<string>): string | undefined {
  const old: unknown = first.old === null ? null : JSON.parse(first.old);
  if (entity !== 'person' && typeof old === 'string' && going.has(`${entities[field.to as EntityKey].id}.${old}`)) return old;
  return field.to === 'family' ? row.family : undefined;
}

/** What this office handed over, or offers after it: of each family since it last came back. */
function gone(office: Reader): TransferRow[] {
  return sql(office, `SELECT * FROM transfer t WHERE fromCode = @own AND state IN ('accepted', 'travelling')
    AND step > (SELECT coalesce(max(step), 0) FROM transfer b WHERE b.family = t.family AND b.toCode = @own AND b.state = 'accepted') ORDER BY family, step`).all({ own: office.identity.code }) as TransferRow[];
}
