import { isActivePerson } from '../../rules/checks/finding.ts';
import type { EntityKey } from '../../rules/entities.ts';
import { isInside } from '../../rules/region-code.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import type { Log, WriteMeta } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { findRecord, recordsWhere } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { isOwn } from '../access.ts';
import { isHeadless } from '../life-events.ts';
import { codeFor, enrolmentStatus, familyStatus, openStatuses, voidReason } from '../states.ts';
import type { AliasedEntity } from '../aliases.ts';
import { holdIdentity } from '../proposals/held-identity.ts';
import { choicesOf } from './pair-fields.ts';
import type { Side } from './pair-fields.ts';

/** A merge in the making. */
export interface Merge {
  readonly office: Writer;
  readonly user: WriteMeta['user'];
  readonly log: Log;
  readonly date: string;
  readonly reason: string;
  /** Uids of families that changed. */
  readonly touched: Set<string>;
  /** Records that are no longer their own. */
  readonly gone: string[];
  /** Records whose chosen NIK or No KK waits for a second person. */
  readonly held: string[];
}

/** Gives the record that stays the answers chosen from the other one, and returns those; another NIK or No KK may have to wait. */
export function takeChosen(merge: Merge, kind: AliasedEntity, keep: StoredRecord, gone: StoredRecord, sideOfGone: Side, choices: Readonly<Record<string, Side>>): FieldValues {
  const values: Record<string, FieldValue> = {};
  for (const [group, keys] of choicesOf(kind)) {
    if (choices[group] === sideOfGone) for (const key of keys) values[key] = gone.values[key] ?? null;
  }
  // A family that was handed over here may still be written down as living where it came from; who merges it with one of here keeps it here.
  if ('region' in values && !isInside(String(values.region), merge.office.identity.code)) values.region = keep.values.region ?? null;
  const { free, held } = holdIdentity(merge.office, merge.log, merge, kind, keep, values);
  if (held) merge.held.push(keep.uid);
  merge.log.update(kind, keep.id, free);
  return free;
}

/** Notes that one record is read as another from now on; what was merged into the one that goes follows it. */
export function writeAlias(merge: Merge, kind: AliasedEntity, keep: string, gone: string): void {
  const { log, office, date, reason } = merge;
  const [from, to] = kind === 'person' ? (['fromPerson', 'toPerson'] as const) : (['fromFamily', 'toFamily'] as const);
  for (const earlier of recordsWhere(office, 'alias', to, gone)) if (earlier.values.ended === null) log.update('alias', earlier.id, { [to]: keep });
  log.create('alias', { owner: office.identity.code, [from]: gone, [to]: keep, date, reason });
  merge.gone.push(gone);
}

type Hanging = 'enrolment' | 'ranking' | 'event' | 'familyNumber' | 'delivery' | 'override' | 'petition';

/**
 * Hangs everything of this office that names the record that goes on the one that stays. What another office owns keeps its name
 * and is read through the alias. The same part in the same programme twice, and the same event twice, count once.
 */
export function rehang(merge: Merge, entity: Hanging, field: AliasedEntity, keep: StoredRecord, gone: StoredRecord): void {
  const { office, log } = merge;
  const present = recordsWhere(office, entity, field, keep.uid).filter((one) => one.values.voided === null);
  for (const one of recordsWhere(office, entity, field, gone.uid)) {
    if (!isOwn(office, one)) continue;
    log.update(entity, one.id, { [field]: keep.uid });
    if (countsByItself.has(entity)) continue;
    if (one.values.voided === null && present.some((other) => isTwice(entity, one, other))) log.update(entity, one.id, { voided: voidReason.double });
  }
}

/** What was handed over and why, or asked for, is a fact of its own: the same phase twice is asked about, and nothing is struck out. */
const countsByItself: ReadonlySet<EntityKey> = new Set(['delivery', 'override', 'petition']);

function isTwice(entity: EntityKey, a: StoredRecord, b: StoredRecord): boolean {
  const same = (...fields: string[]): boolean => fields.every((field) => (a.values[field] ?? null) === (b.values[field] ?? null));
  if (entity === 'enrolment') return same('programme', 'unitKind') && isOpen(a) && isOpen(b);
  if (entity === 'event') return same('kind', 'date');
  if (entity === 'ranking') return same('source', 'scope', 'measure', 'value', 'date');
  return same('noKk');
}

function isOpen(enrolment: StoredRecord): boolean {
  return openStatuses.includes(codeFor('TEPAT.statusKepesertaan', enrolment.values, 'status') ?? enrolmentStatus.active);
}

/** Ends a family that the merge left without living members; whether it still has members but no Kepala Keluarga. */
export function settleFamily(merge: Merge, uid: string): boolean {
  const { office, log, date, reason } = merge;
  merge.touched.add(uid);
  if (merge.gone.includes(uid)) return false;
  const family = findRecord(office, 'family', uid);
  if (!family || (codeFor('TEPAT.statusKeluarga', family.values, 'status') ?? familyStatus.active) !== familyStatus.active) return false;
  const living = recordsWhere(office, 'person', 'family', uid).some((person) => isActivePerson(person.values));
  if (!living) log.update('family', family.id, { status: familyStatus.dissolved, statusDate: date, statusReason: reason });
  return living && isHeadless(office, uid);
}

/** Local numbers of the families that a merge or its undoing touched. */
export function numbersOf(office: Writer, uids: Iterable<string>): number[] {
  const find = sql(office, 'SELECT id FROM family WHERE uid = ?').pluck();
  return [...uids].flatMap((uid) => (find.get(uid) as number | undefined) ?? []);
}
