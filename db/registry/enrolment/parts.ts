import { codeFor, enrolmentStatus } from '../states.ts';
import { narrowing, needFamily, needPerson, needRecord, requireArea, requireOwn, textValue } from '../access.ts';
import type { Scope } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import { filterCondition } from '../family-filter.ts';
import type { Condition } from '../family-filter.ts';
import { fail } from '../../rules/failure.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';

/** The joins that show an enrolment `e` with its person `p` and the line `s` of the family that the person is in now, seen through merges, and its group `k`. */
export const partJoins = `LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
  LEFT JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
  LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup`;

/** What the family `s` is called: by its head, also by one who is no longer here, or by the first of its people. */
export const familyName = "coalesce(s.head, (SELECT h.name FROM person h WHERE h.family = s.uid ORDER BY coalesce(h.relationship, 9) = 1 DESC, h.sequence, h.id LIMIT 1), '')";

/** Who a part is of: the person, else the family: a list names whom it leaves out. */
export const partName = `coalesce(k.name, p.name, ${familyName})`;

/** The same without kelompok, for a query that joins none. */
export const recipientName = `coalesce(p.name, ${familyName})`;

/** That the person `p` lives here: as `isActivePerson` says it of a record. */
export const personHere = '(coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2)';

/** The parts of a user's area, for a query with `partJoins`: by the family's line, or by where a kelompok is. */
export function partsWithin(office: Reader, scope: Scope): Condition {
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const area = narrowing(office, scope);
  return { where: `(${where} OR (k.uid IS NOT NULL ${area === null ? '' : "AND (k.region = ? OR k.region LIKE ? || '.%')"}))`, params: [...params, ...(area === null ? [] : [area, area])] };
}

/** A part in a programme with whom it is of. */
export interface Part {
  readonly enrolment: StoredRecord;
  /** Null where a kelompok receives. */
  readonly family: StoredRecord | null;
  readonly group: StoredRecord | null;
  /** Null where the family receives. */
  readonly person: StoredRecord | null;
  readonly status: number;
  /** Who it is of, in messages. */
  readonly name: string;
}

/** A part in a programme of this office, to be changed. Errors: as `readPart`, NOT_OWNER. */
export function needPart(office: Reader, id: string, scope: Scope): Part {
  const part = readPart(office, id, scope);
  requireOwn(office, part.enrolment);
  return part;
}

/** A part in a programme in the user's area. Errors: NOT_FOUND (also what was taken back), OUTSIDE_AREA. */
export function readPart(office: Reader, id: string, scope: Scope): Part {
  const enrolment = needRecord(office, 'enrolment', id);
  if ((enrolment.values.voided ?? null) !== null) fail('NOT_FOUND', { id });
  const status = codeFor('TEPAT.statusKepesertaan', enrolment.values, 'status') ?? enrolmentStatus.active;
  const [named, groupUid] = [textValue(enrolment, 'person'), textValue(enrolment, 'peopleGroup')];
  if (groupUid !== null) {
    const group = needRecord(office, 'peopleGroup', groupUid);
    requireArea(office, textValue(group, 'region'), scope);
    return { enrolment, family: null, group, person: null, status, name: String(group.values.name ?? '') };
  }
  const { person, family } = named === null
    ? { person: null, family: needFamily(office, resolveAlias(office, 'family', String(enrolment.values.family)), scope) }
    : needPerson(office, resolveAlias(office, 'person', named), scope);
  return { enrolment, family, group: null, person, status, name: String(person?.values.name ?? headName(office, family)) };
}

/** The region of whoever receives. */
export function regionOf({ family, group }: { readonly family: StoredRecord | null; readonly group: StoredRecord | null }): string | null {
  const of = family ?? group;
  return of === null ? null : textValue(of, 'region');
}

/** What a family is called in messages. */
export function headName(office: Reader, family: StoredRecord): string {
  return (sql(office, `SELECT ${familyName} FROM familySummary s WHERE s.family = ?`).pluck().get(family.id) as string | undefined) ?? '';
}

/** From when the present state holds; null while nobody said. A proposal may be decided by a document that is older than its record. */
export function heldSince({ enrolment, status }: Pick<Part, 'enrolment' | 'status'>): string | null {
  return textValue(enrolment, 'statusDate') ?? (status === enrolmentStatus.proposed ? null : textValue(enrolment, 'start'));
}
