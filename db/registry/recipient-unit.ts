import { isActiveFamily, isActivePerson } from '../rules/checks/finding.ts';
import { fail } from '../rules/failure.ts';
import type { Log } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needPerson, needRecord, requireArea, textValue } from './access.ts';
import type { Scope } from './access.ts';
import { housesAt, settleHouse } from './houses.ts';
import { codeFor, enrolmentStatus, labelFor, openStatuses, unitKind } from './states.ts';

/** Who or what is to receive, as it is named: a person, a family (also for its rumah tangga and its house), or a group. */
export interface NamedRecipient {
  readonly person?: string | undefined;
  readonly family?: string | undefined;
  readonly group?: string | undefined;
  /** The house, where a house receives: its id, or `new` for one that was never recorded. Absent: the one where the family lives. */
  readonly house?: string | undefined;
  /** The bank that lends, where credit is given. */
  readonly bank?: string | null | undefined;
}

/** A recipient in the unit that a programme takes; a group has no family. */
export interface RecipientUnit {
  readonly unit: number;
  readonly person: StoredRecord | null;
  readonly family: StoredRecord | null;
  readonly group: StoredRecord | null;
  /** The rumah tangga of the family, where one receives and the family shares it with others. */
  readonly household: string | null;
  /** The house, where one receives and it is known; `new` where somebody said that it was never recorded. */
  readonly house: string | null;
  readonly bank: string | null;
}

/** SQL for what a programme counts as one recipient, of a query that names the enrolment `e`. */
export const recipientKey = 'coalesce(e.peopleGroup, e.person, e.house, e.household, e.family)';

/** Form of a benefit (TEPAT.bentukManfaat) that is paid back. */
export const creditForm = 4;

/**
 * The recipient that is meant, in the unit of the programme. Errors: NOT_FOUND, OUTSIDE_AREA, UNIT_MISMATCH (V28), and for
 * one who is dead, gone or dissolved RECIPIENT_GONE (V27).
 */
export function recipientUnit(office: Reader, scope: Scope, programme: StoredRecord, named: NamedRecipient): RecipientUnit {
  const unit = codeFor('TEPAT.satuanPenerima', programme.values, 'unitKind') ?? unitKind.family;
  const given = named.group !== undefined ? unitKind.group : named.person !== undefined ? unitKind.person : unitKind.family;
  const wanted = unit === unitKind.group || unit === unitKind.person ? unit : unitKind.family;
  const found = given === unitKind.group ? groupOf(office, scope, named.group ?? '') : given === unitKind.person ? needPerson(office, named.person ?? '', scope) : { family: needFamily(office, named.family ?? '', scope) };
  if (given !== wanted) fail('UNIT_MISMATCH', { programme: String(programme.values.shortName ?? programme.values.name ?? ''), unit: labelFor('TEPAT.satuanPenerima', unit) ?? '' });
  const { person = null, family = null, group = null } = found as { person?: StoredRecord; family?: StoredRecord; group?: StoredRecord };
  const gone = (family && !isActiveFamily(family.values)) || (person && !isActivePerson(person.values)) || (group && group.values.ended !== null);
  if (gone) fail('RECIPIENT_GONE');
  const credit = codeFor('TEPAT.bentukManfaat', programme.values, 'form') === creditForm;
  return {
    unit, person, family, group, household: unit === unitKind.household && family ? textValue(family, 'household') : null,
    house: unit === unitKind.house && family ? chosenHouse(office, family, named.house) : null, bank: credit ? named.bank?.trim() || null : null,
  };
}

function groupOf(office: Reader, scope: Scope, uid: string): { group: StoredRecord } {
  const group = needRecord(office, 'peopleGroup', uid);
  requireArea(office, textValue(group, 'region'), scope);
  return { group };
}

function chosenHouse(office: Reader, family: StoredRecord, named: string | undefined): string | null {
  if (named === undefined) return textValue(family, 'house');
  return named === 'new' ? named : needRecord(office, 'house', named).uid;
}

/** Refuses (HOUSE_UNSURE) to take a house for a new one where others are recorded at the same address and nobody said which it is. */
export function requireKnownHouse(office: Reader, { unit, family, house }: RecipientUnit): void {
  if (unit !== unitKind.house || !family || house !== null) return;
  const known = housesAt(office, family);
  if (known.length > 0) fail('HOUSE_UNSURE', { address: known[0]?.address ?? '', count: known.length });
}

/** The fields of an enrolment that say who receives; a house that is not recorded yet is made, and the family lives in it from now on. */
export function unitValues(office: Writer, log: Log, { unit, person, family, group, household, house, bank }: RecipientUnit) {
  const settled = unit === unitKind.house && family ? settleHouse(office, log, family, house) : null;
  return { unitKind: unit, family: family?.uid ?? null, person: person?.uid ?? null, peopleGroup: group?.uid ?? null, household, house: settled, bank };
}

/** A part in a programme that has not ended. */
export interface OpenEnrolment { readonly id: number; readonly uid: string; readonly status: number; readonly start: string | null; readonly proposedOn: string | null }

/** The part that a recipient has in a programme: one that is more than a proposal before a proposal. Credit of another bank is another part. */
export function openPart(office: Reader, programme: StoredRecord, recipient: RecipientUnit): OpenEnrolment | undefined {
  const { person, family, group, household, house, bank } = recipient;
  const of = group ? 'peopleGroup = @group' : person ? "person = @person AND (@bank IS NULL OR bank IS NULL OR bank = @bank COLLATE NOCASE)"
    : recipient.unit === unitKind.house ? '(house = @house OR (house IS NULL AND person IS NULL AND family = @family))'
    : recipient.unit === unitKind.household ? 'person IS NULL AND (household = @household OR family = @family OR family IN (SELECT uid FROM family WHERE household = @household))'
    : 'person IS NULL AND family = @family';
  return sql(office, `SELECT id, uid, coalesce(status, 3) AS status, start, proposedOn FROM enrolment WHERE ${of} AND programme = @programme AND voided IS NULL AND coalesce(status, 3) IN (${openStatuses.join(',')})
    ORDER BY status = ${enrolmentStatus.proposed}, id LIMIT 1`)
    .get({ programme: programme.uid, group: group?.uid ?? null, person: person?.uid ?? null, family: family?.uid ?? null, household, house, bank }) as OpenEnrolment | undefined;
}
