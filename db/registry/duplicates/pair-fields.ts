import { entities, fieldsOf, groupOf } from '../../rules/entities.ts';
import type { NamedField } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { isPlaceholder } from '../../rules/identifier.ts';
import { mask } from '../../rules/mask.ts';
import { fieldLabel } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { ofEitherKind } from '../../store/either-kind.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { sameValue } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { AliasedEntity } from '../aliases.ts';
import { labelFor } from '../states.ts';
import { toldValue } from '../told-value.ts';

export type Side = 'left' | 'right';
/** Which side's answer is kept, by group of fields. */
export type Choices = Readonly<Record<string, Side>>;

/** One field of both records, with where and when each answer came from. */
export interface PairField {
  readonly field: string; readonly label: string; readonly left: FieldValue; readonly right: FieldValue; readonly leftText: string | null;
  readonly rightText: string | null; readonly equal: boolean; readonly group: string; readonly leftAt: string | null; readonly rightAt: string | null;
  readonly leftSource: string | null; readonly rightSource: string | null; readonly suggested: Side;
}

/** What is not chosen: whose it is, whether it counts, and its grouping. */
const apart: Readonly<Record<AliasedEntity, readonly string[]>> = {
  person: ['owner', 'status', 'statusDate', 'statusReason'],
  family: ['owner', 'status', 'statusDate', 'statusReason', 'household', 'house', 'dasawisma'],
};

/** Someone's place in a family is one answer: the family, and what they are in it. */
const place: readonly string[] = ['family', 'sequence', 'relationship', 'shdk'];

/** The fields of one choice, by its name: a merge group, a person's place, or a single field. */
export function choicesOf(kind: AliasedEntity): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const field of fieldsOf(kind)) {
    if (apart[kind].includes(field.key)) continue;
    const name = groupName(kind, field);
    groups.set(name, [...(groups.get(name) ?? []), field.key]);
  }
  return groups;
}

function groupName(kind: AliasedEntity, field: NamedField): string {
  if (kind === 'person' && place.includes(field.key)) return 'family';
  return groupOf(kind, field.key)[0] ?? field.key;
}

/** Of records as they were before a transaction: what of them was taken in it. */
interface Taken {
  readonly before: number;
  readonly suggested: Readonly<Record<string, Side>>;
}

/** Every field that either record answers, side by side. */
export function pairFields(office: Reader, kind: AliasedEntity, left: StoredRecord, right: StoredRecord, lang: Lang, taken?: Taken): PairField[] {
  const [l, r] = [originsOf(office, kind, left, taken?.before), originsOf(office, kind, right, taken?.before)];
  const suggested = taken?.suggested ?? suggestedSides(kind, left, right, l, r);
  return [...choicesOf(kind)].flatMap(([group, keys]) => keys.flatMap((key): PairField[] => {
    const [a, b] = [left.values[key] ?? null, right.values[key] ?? null];
    if (a === null && b === null) return [];
    const field = fieldsOf(kind).find((one) => one.key === key);
    const shown = (value: FieldValue): FieldValue => (field?.masked && typeof value === 'string' ? mask(value) : value);
    return [{
      field: key, label: fieldLabel(lang, kind, key), left: shown(a), right: shown(b), leftText: valueText(office, lang, kind, field, shown(a)), rightText: valueText(office, lang, kind, field, shown(b)),
      equal: sameValue(a, b), group, leftAt: l.get(key)?.at ?? null, rightAt: r.get(key)?.at ?? null, leftSource: l.get(key)?.source ?? null,
      rightSource: r.get(key)?.source ?? null, suggested: suggested[group] ?? 'left',
    }];
  }));
}

/** Which side is proposed for every choice: the fuller answer, else the newer one, else that of the record that stays. */
export function suggestSides(office: Reader, kind: AliasedEntity, left: StoredRecord, right: StoredRecord): Record<string, Side> {
  return suggestedSides(kind, left, right, originsOf(office, kind, left), originsOf(office, kind, right));
}

type Origins = ReadonlyMap<string, { readonly at: string; readonly tx: number; readonly source: string }>;

function suggestedSides(kind: AliasedEntity, left: StoredRecord, right: StoredRecord, l: Origins, r: Origins): Record<string, Side> {
  const sides: Record<string, Side> = {};
  for (const [group, keys] of choicesOf(kind)) {
    const fuller = keys.reduce((sum, key) => sum + fullness(key, right.values[key], left.values[key]) - fullness(key, left.values[key], right.values[key]), 0);
    const newest = (origins: Origins): number => keys.reduce((last, key) => Math.max(last, origins.get(key)?.tx ?? 0), 0);
    sides[group] = fuller > 0 || (fuller === 0 && newest(r) > newest(l)) ? 'right' : 'left';
  }
  return sides;
}

/** How much an answer says beside the other one. */
function fullness(key: string, value: FieldValue | undefined, other: FieldValue | undefined): number {
  if (value === null || value === undefined || value === '') return 0;
  // Why there is no number says less than the number.
  if (key === 'nikReason' || key === 'noKkReason') return 0.5;
  if (key === 'nik' && typeof value === 'string') return isNumber(value) ? 2 : 1;
  if (typeof value === 'object') return value.code === null ? 1 : 2;
  const longer = typeof value === 'string' && typeof other === 'string' && value.length > other.length && value.toUpperCase().includes(other.toUpperCase());
  return longer ? 3 : 2;
}

/** Whether a text can be somebody's NIK or No KK: 16 digits that are no placeholder. */
export function isNumber(value: FieldValue | undefined): value is string {
  return typeof value === 'string' && /^\d{16}$/.test(value) && !isPlaceholder(value);
}

/** When each field got the value it has, in which transaction, and from where: a file, another office, or a user. */
function originsOf(office: Reader, kind: AliasedEntity, record: StoredRecord, before = Number.MAX_SAFE_INTEGER): Origins {
  const rows = sql(office, `SELECT c.field AS field, c.tx AS tx, tx.at AS at, CASE tx.sourceKind WHEN 'batch' THEN (SELECT b.file FROM batch b WHERE b.uid = tx.sourceId)
      WHEN 'package' THEN d.officeName END AS source, tx.userName AS user
    FROM change c JOIN tx ON tx.id = c.tx LEFT JOIN device d ON d.no = c.device WHERE c.entity = ? AND c.record = ? AND ${ofEitherKind('c')} AND c.taken = 1 AND c.tx < ? ORDER BY c.tx, c.counter`)
    .all(entities[kind].id, record.id, before) as { field: number; tx: number; at: string; source: string | null; user: string | null }[];
  const byNumber = new Map(rows.map((row) => [row.field, row]));
  return new Map(fieldsOf(kind).flatMap((field) => {
    const row = byNumber.get(field.id) ?? byNumber.get(0);
    return row ? [[field.key, { at: row.at, tx: row.tx, source: row.source ?? row.user ?? '' }] as const] : [];
  }));
}

function valueText(office: Reader, lang: Lang, kind: AliasedEntity, field: NamedField | undefined, value: FieldValue): string | null {
  if (value === null || !field) return null;
  if (field.kind === 'ref') return String(toldValue(office, lang, kind, field.key, value));
  if (field.list && field.kind === 'code') return labelFor(field.list, value);
  return typeof value === 'object' ? value.raw : String(value);
}
