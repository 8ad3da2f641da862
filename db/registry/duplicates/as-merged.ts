import { entities } from '../../rules/entities.ts';
import { isActivePerson, isHead } from '../../rules/checks/finding.ts';
import type { FieldValues } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord, recordsWhere, sameValue } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { AliasedEntity } from '../aliases.ts';
import { valuesBeforeTx } from '../log-entries.ts';
import type { Pair } from './pair.ts';
import { choicesOf } from './pair-fields.ts';
import type { Side } from './pair-fields.ts';
import { pairSide } from './pair-sides.ts';
import type { OfficeName, PairSide } from './pair-sides.ts';

/** The transaction in which one of two records began to stand for the other, here or as it arrived; null while they are two. */
export function mergedIn(office: Reader, { kind, left, right, state }: Pick<Pair, 'kind' | 'left' | 'right' | 'state'>): number | null {
  if (state !== 'merged') return null;
  const from = kind === 'person' ? 'fromPerson' : 'fromFamily';
  const alias = sql(office, `SELECT min(id) FROM alias WHERE ended IS NULL AND "${from}" IN (?, ?)`).pluck().get(left, right) as number | null;
  return alias === null ? null : ((sql(office, 'SELECT tx FROM change WHERE entity = ? AND record = ? AND field = 0 LIMIT 1').pluck().get(entities.alias.id, alias) as number | undefined) ?? null);
}

/** A record as it was before a merge wrote to it; one that came here merged is what it is. */
export function asBefore(office: Reader, kind: AliasedEntity, record: StoredRecord, tx: number): StoredRecord {
  return { ...record, values: valuesBeforeTx(office, kind, record.id, tx) ?? record.values };
}

/** One side of a merged pair as it was: a person by the name of then, a family by its Kepala Keluarga of then. */
export function sideBefore(office: Reader, { kind, left, right }: Pick<Pair, 'kind' | 'left' | 'right'>, side: Side, tx: number, officeName: OfficeName): PairSide {
  const uid = side === 'left' ? left : right;
  const now = pairSide(office, kind, uid, officeName);
  const record = findRecord(office, kind, uid);
  if (!record) return now;
  const then = asBefore(office, kind, record, tx).values;
  const text = (values: FieldValues | undefined, key: string): string | null => (typeof values?.[key] === 'string' ? values[key] : null);
  const masked = (value: string | null): string | null => (value === null ? null : mask(value));
  if (kind === 'person') return { ...now, name: text(then, 'name') ?? now.name, birthDate: text(then, 'birthDate'), nik: masked(text(then, 'nik')) };
  const head = headBefore(office, uid, [left, right], tx);
  return {
    ...now, name: text(head, 'name') ?? now.name, birthDate: text(head, 'birthDate') ?? now.birthDate, noKk: masked(text(then, 'noKk')),
    address: text(then, 'address'), rt: text(then, 'rt'), rw: text(then, 'rw'),
  };
}

/** Whoever was Kepala Keluarga; the members are looked for where they are now: in the family that stayed, or left behind. */
function headBefore(office: Reader, family: string, both: readonly string[], tx: number): FieldValues | undefined {
  const people = both.flatMap((uid) => recordsWhere(office, 'person', 'family', uid)).map((one) => asBefore(office, 'person', one, tx).values);
  return people.find((values) => values.family === family && isHead(values) && isActivePerson(values));
}

/** Which side's answer a merge took, by group of fields: what it changed on the record that stays came from the other one. */
export function takenSides(office: Reader, kind: AliasedEntity, keep: StoredRecord, sideOfKeep: Side, tx: number): Record<string, Side> {
  const [before, after] = [valuesBeforeTx(office, kind, keep.id, tx) ?? keep.values, valuesBeforeTx(office, kind, keep.id, tx + 1) ?? keep.values];
  const sides: Record<string, Side> = {};
  for (const [group, keys] of choicesOf(kind)) {
    const isTaken = keys.some((key) => !sameValue(before[key], after[key]));
    sides[group] = isTaken === (sideOfKeep === 'left') ? 'right' : 'left';
  }
  return sides;
}
