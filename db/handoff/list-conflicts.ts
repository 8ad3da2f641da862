import { entityOfId, fieldDef, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { fieldLabel } from '../rules/text.ts';
import type { Lang } from '../rules/text.ts';
import { isOwn } from '../registry/access.ts';
import { resolveAlias } from '../registry/aliases.ts';
import type { OfficeName } from '../registry/duplicates/pair-sides.ts';
import { toldValue } from '../registry/told-value.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { findRecord, recordByNumber, sameValue } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { answersFor } from './answers-for.ts';
import { readLedger } from './sqlite-ledger.ts';

interface Stated { readonly value: FieldValue; readonly office: string; readonly officeName: string; readonly by: string | null; readonly at: string | null }

/** A field of a conflict: the value here beside the other. */
export interface ConflictField { readonly field: string; readonly label: string; readonly ours: FieldValue; readonly theirs: FieldValue }

/** Values that a package brought beside ours: the fields of one group, which are decided together; both sides are kept. */
export interface OpenConflict {
  readonly id: string; readonly entity: string; readonly record: string; readonly name: string | null; readonly owner: string | null; readonly ownerName: string | null;
  /** The family to open. */
  readonly family: string | null;
  /** Whether this office owns the record and so may decide; others propose. */
  readonly decidable: boolean;
  /** The field that stands for the group. */
  readonly field: string; readonly label: string;
  readonly ours: Stated; readonly theirs: Stated; readonly fields: readonly ConflictField[]; readonly at: string;
  /** `note` when both sides had decided and the other decision stands; null while it is open. */
  readonly outcome: 'note' | null;
  /** The record that the other value was said of, where that was merged into this one since. */
  readonly mergedFrom: string | null;
}

interface Row {
  readonly id: number; readonly entity: number; readonly record: number; readonly field: number; readonly at: string; readonly theirs: string | null; readonly said: string | null;
  readonly theirDevice: number; readonly theirEpoch: number; readonly theirCounter: number; readonly outcome: 'note' | null;
  readonly ourDevice: number | null; readonly ourEpoch: number; readonly ourCounter: number;
}

const SELECT = `SELECT f.*, c.new AS said FROM conflict f LEFT JOIN change c ON c.device = f.theirDevice AND c.epoch = f.theirEpoch AND c.counter = f.theirCounter`;

/** The open conflicts of packages, oldest first, with both offices; NIK and No KK masked, another record by whom it is. `notes` lists second decisions instead. */
export function listConflicts(office: Reader, lang: Lang, officeName: OfficeName, notes = false): OpenConflict[] {
  const rows = sql(office, `${SELECT} WHERE ${notes ? "f.outcome = 'note'" : 'f.closedAt IS NULL'} ORDER BY f.id`).all() as Row[];
  return rows.flatMap((row) => describe(office, row, lang, officeName) ?? []);
}

function describe(office: Reader, row: Row, lang: Lang, officeName: OfficeName): OpenConflict | null {
  const entity = entityOfId(row.entity)?.key;
  const found = entity && recordByNumber(office, entity, row.record);
  const record = entity && found && standsNow(office, entity, found);
  const lead = entity && fieldOfId(entity, row.field);
  if (!entity || !found || !record || !lead) return null;
  if (isMergedAway(office, entity, found) && isMergeMark(office, row) && !(isOwn(office, found) && answersFor(office, row.theirDevice))) return null;
  const said = theirValues(row, lead.key);
  const turned = turnedSide(office, row, found, record, said);
  const theirs = turned ?? said;
  const changed = groupOf(entity, lead.key).filter((key) => key in theirs && !sameValue(theirs[key], record.values[key]));
  // The two sides may have become alike since; the field that raised the question is then shown alone.
  const shown = changed.length > 0 ? changed : [lead.key];
  const field = shown.includes(lead.key) ? lead.key : (shown[0] as string);
  const name = nameOf(office, entity, record.uid, record.values);
  const owner = typeof record.values.owner === 'string' ? record.values.owner : null;
  const show = (key: string, value: FieldValue | undefined): FieldValue => toldValue(office, lang, entity, key, value);
  const here = authorHere(office, { entity: row.entity, record: record.id }, shown.map((key) => fieldDef(entity, key)?.id ?? 0));
  const there = turned ? authorHere(office, row, Object.keys(turned).map((key) => fieldDef(entity, key)?.id ?? 0)) : authorOf(office, row.theirDevice, row.theirEpoch, row.theirCounter);
  const stated = (value: FieldValue, { office: code, by, at }: Author): Stated => ({ value, office: code, officeName: officeName(code), by, at });
  return {
    id: `konflik-${row.id}`, entity, record: record.uid, name, owner, ownerName: owner === null ? null : officeName(owner),
    family: entity === 'family' ? record.uid : typeof record.values.family === 'string' ? record.values.family : null, decidable: isOwn(office, record),
    field, label: fieldLabel(lang, entity, field), ours: stated(show(field, record.values[field]), here), theirs: stated(show(field, theirs[field]), there),
    fields: shown.map((key) => ({ field: key, label: fieldLabel(lang, entity, key), ours: show(key, record.values[key]), theirs: show(key, theirs[key]) })),
    at: row.at, outcome: row.outcome === 'note' ? 'note' : null, mergedFrom: record !== found ? found.uid : raisedAt(office, entity, row),
  };
}

/**
 * The record that stands for one now: what was merged away is asked about at the one that stayed, unless that was handed over since; its
 * new owner never had the question.
 */
export function standsNow(office: Reader, entity: EntityKey, record: StoredRecord): StoredRecord {
  if (entity !== 'person' && entity !== 'family') return record;
  const uid = resolveAlias(office, entity, record.uid);
  const stands = uid === record.uid ? record : (findRecord(office, entity, uid) ?? record);
  return isOwn(office, record) && !isOwn(office, stands) ? record : stands;
}

/** Whether a record was merged into another. */
export function isMergedAway(office: Reader, entity: EntityKey, { uid }: StoredRecord): boolean {
  return (entity === 'family' || entity === 'person') && resolveAlias(office, entity, uid) !== uid;
}

/** Both sides of a question as it is kept. */
type Sides = Pick<Row, 'ourDevice' | 'ourEpoch' | 'ourCounter' | 'theirDevice' | 'theirEpoch' | 'theirCounter'>;

/**
 * Whether only the other side is the mark of a merge: the PC that merged asks about what it met, also where it lost the merge and was given it
 * back. Where both are, no other would ask.
 */
function isMergeMark(office: Reader, { ourDevice, ourEpoch, ourCounter, theirDevice, theirEpoch, theirCounter }: Sides): boolean {
  const { kindOf } = readLedger(office);
  const isOurs = ourDevice !== null && kindOf({ device: ourDevice, epoch: ourEpoch, counter: ourCounter }) === 'merge';
  return !isOurs && kindOf({ device: theirDevice, epoch: theirEpoch, counter: theirCounter }) === 'merge';
}

/** Where the other side `said` only how a record ended that was merged into another: what stands of it, about which that one is asked; else null. */
export function turnedSide(office: Reader, row: Sides, found: StoredRecord, record: StoredRecord, said: FieldValues): FieldValues | null {
  if (found.id === record.id || !('status' in said) || !isMergeMark(office, row)) return null;
  return Object.fromEntries(Object.keys(said).map((field) => [field, found.values[field] ?? null]));
}

/** The record whose change raised the question, where that was merged into this one. */
function raisedAt(office: Reader, entity: EntityKey, row: Row): string | null {
  const source = sql(office, 'SELECT record FROM change WHERE device = ? AND epoch = ? AND counter = ? AND entity = ?').pluck().get(row.theirDevice, row.theirEpoch, row.theirCounter, row.entity) as number | undefined;
  return source === undefined || source === row.record ? null : (recordByNumber(office, entity, source)?.uid ?? null);
}

/** What the other side has in the fields of the group; conflicts of before groups know the one field only. */
export function theirValues(row: { readonly theirs: string | null; readonly said: string | null }, lead: string): FieldValues {
  if (row.theirs !== null) return JSON.parse(row.theirs) as FieldValues;
  return { [lead]: row.said === null ? null : (JSON.parse(row.said) as FieldValue) };
}

/** Who said something, where and when by their clock. */
export interface Author { readonly office: string; readonly by: string | null; readonly at: string | null }

function authorHere(office: Reader, row: Pick<Row, 'entity' | 'record'>, fields: readonly number[]): Author {
  const last = sql(office, `SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND (field = 0 OR (field IN (SELECT value FROM json_each(?)) AND field > 0)) AND taken = 1
    ORDER BY field = 0, tx DESC, counter DESC LIMIT 1`).get(row.entity, row.record, JSON.stringify(fields)) as { device: number; epoch: number; counter: number } | undefined;
  return last ? authorOf(office, last.device, last.epoch, last.counter) : { office: office.identity.code, by: null, at: null };
}

/** Who made a change of a device, and when by their clock. */
export function authorOf(office: Reader, device: number, epoch: number, counter: number): Author {
  const code = sql(office, 'SELECT office FROM device WHERE no = ?').pluck().get(device) as string | undefined;
  const find = 'SELECT userName AS by, at FROM $ WHERE device = ? AND epoch = ? AND first <= ? AND last >= ? LIMIT 1';
  const known = (sql(office, find.replace('$', 'tx')).get(device, epoch, counter, counter) ?? sql(office, find.replace('$', 'originTx')).get(device, epoch, counter, counter)) as Omit<Author, 'office'> | undefined;
  return { office: code ?? office.identity.code, by: known?.by ?? null, at: known?.at ?? null };
}

/** Whose record it is: a person's own name, else the family's Kepala Keluarga. */
export function nameOf(office: Reader, entity: EntityKey, uid: string, values: FieldValues): string | null {
  if (typeof values.name === 'string') return values.name;
  const family = entity === 'family' ? uid : values.family;
  if (typeof values.person === 'string') return (sql(office, 'SELECT name FROM person WHERE uid = ?').pluck().get(values.person) as string | undefined) ?? null;
  if (typeof family === 'string') return (sql(office, 'SELECT head FROM familySummary WHERE uid = ?').pluck().get(family) as string | null | undefined) ?? null;
  return null;
}
