import { isActiveFamily, isActivePerson, isHead } from '../rules/checks/finding.ts';
import { entities, entityOfId, fieldOfId, fieldsOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { mask } from '../rules/mask.ts';
import { evaluateNeeds, needReasonText } from '../rules/needs.ts';
import type { NeedRuleSet } from '../rules/needs.ts';
import { evaluateTags } from '../rules/tags/tags.ts';
import { ofEitherKind } from '../store/either-kind.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { isOwn, needFamily, needRecord, textValue } from './access.ts';
import type { Scope } from './access.ts';
import { resolveAlias } from './aliases.ts';
import { enrolmentViews } from './enrolment-view.ts';
import type { EnrolmentView } from './enrolment-view.ts';
import { loadFamilies } from './family-facts.ts';
import type { Fact } from './family-facts.ts';
import { ageAt } from './family-list.ts';
import { findingsOf } from './findings.ts';
import type { Finding } from './findings.ts';
import { needRulesOf } from './needs/need-rules.ts';
import { householdView } from './households.ts';
import type { HouseholdView } from './households.ts';
import { houseView } from './houses.ts';
import type { HouseView } from './houses.ts';
import { sharedAid } from './shared-aid.ts';
import type { SharedAid } from './shared-aid.ts';
import { labelFor } from './states.ts';

type Values = Record<string, FieldValue>;

export interface PersonView {
  readonly id: string; readonly values: Values; readonly age: number | null; readonly active: boolean; readonly canReveal: boolean;
  readonly programmes: { readonly enrolment: string; readonly name: string; readonly status: string }[];
}
export interface RankingView {
  readonly id: string; readonly source: string; readonly scope: string | null; readonly measure: string; readonly value: number | null;
  readonly date: string | null; readonly document: string | null;
}
export interface NoKkPeriod {
  readonly noKk: string; readonly from: string | null; readonly until: string | null; readonly reason: string | null;
}
export interface NeedView {
  readonly need: string; readonly met: boolean | null; readonly because: { readonly field: string; readonly text: string }[];
}

/** One family as its page shows it: NIK and No KK masked, labels of coded states said, answers as stored. */
export interface FamilyView {
  readonly id: string; readonly values: Values; readonly head: string | null; readonly headName: string | null; readonly people: PersonView[];
  readonly rankings: RankingView[]; readonly enrolments: EnrolmentView[]; readonly needs: NeedView[]; readonly tags: string[]; readonly findings: Finding[];
  readonly noKkHistory: NoKkPeriod[]; readonly surveyDate: string | null; readonly createdAt: string; readonly changedAt: string;
  readonly owner: string; readonly own: boolean; readonly draft: string | null; readonly withheld: string[];
  /** The other families of the dwelling; null when it is in no rumah tangga. */
  readonly household: HouseholdView | null;
  /** The house it is known to live in, with what that received. */
  readonly house: HouseView | null;
  /** What reaches it through a group, its rumah tangga or its house. */
  readonly shared: readonly SharedAid[];
  /** The family it was merged into; null for one that counts. */
  readonly mergedInto: string | null;
}

/** The family's page. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function familyView(office: Reader, uid: string, scope: Scope): FamilyView {
  const family = needFamily(office, uid, scope);
  const facts = loadFamilies(office, [family.id])[0];
  const people = facts?.people ?? [];
  const head = people.find((person) => isActivePerson(person.values) && isHead(person.values)) ?? null;
  const enrolments = enrolmentViews(office, facts?.enrolments ?? []);
  const records = { family: { key: uid, values: family.values }, people: people.map((person) => ({ key: person.uid, values: person.values })) };
  const day = today(office);
  const own = isOwn(office, family);
  return {
    id: uid, values: maskValues('family', family.values), head: head?.uid ?? null, headName: head ? String(head.values.name ?? '') : null,
    people: people.map((person) => personView(person, enrolments, day)),
    rankings: (facts?.rankings ?? []).map(rankingView).sort((a, b) => (b.date ?? '').localeCompare(a.date ?? '')),
    enrolments, needs: needViews(records, day, needRulesOf(office)), tags: isActiveFamily(family.values) ? evaluateTags(records.family, records.people, day) : [], findings: [...findingsOf(office, records, 'import')],
    noKkHistory: noKkHistory(office, family), surveyDate: textValue(family, 'surveyDate'), ...changeTimes(office, family, people),
    owner: String(family.values.owner ?? ''), own, draft: draftOf(office, uid), withheld: own ? [] : withheldBy(office, String(family.values.owner ?? '')),
    household: householdView(office, textValue(family, 'household')), house: houseView(office, textValue(family, 'house')), shared: sharedAid(office, family), mergedInto: mergedTo(office, uid),
  };
}

function mergedTo(office: Reader, uid: string): string | null {
  const kept = resolveAlias(office, 'family', uid);
  return kept === uid ? null : kept;
}

/** A family or a person by id with the family's page (a merged one as the record that stayed); anything else with its masked values. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function showRecord(office: Reader, asked: string, scope: Scope): { kind: string; id: string; values: Values; family: FamilyView | null } {
  const kind = kindOf(office, asked);
  const uid = kind === 'family' || kind === 'person' ? resolveAlias(office, kind, asked) : asked;
  if (kind === 'family') {
    const view = familyView(office, uid, scope);
    return { kind, id: uid, values: view.values, family: view };
  }
  const record = needRecord(office, kind ?? 'family', uid);
  const family = kind === 'person' ? familyView(office, String(record.values.family), scope) : null;
  return { kind: kind ?? 'family', id: uid, values: maskValues(kind ?? 'family', record.values), family };
}

/** The kind of record that has this id, or null. */
export function kindOf(office: Reader, uid: string): EntityKey | null {
  for (const entity of Object.keys(entities) as EntityKey[]) {
    if (sql(office, `SELECT 1 FROM "${entity}" WHERE uid = ?`).get(uid) !== undefined) return entity;
  }
  return null;
}

/** The values of a record with every NIK and No KK masked. */
export function maskValues(entity: EntityKey, values: Readonly<Record<string, FieldValue>>): Values {
  const masked: Values = { ...values };
  for (const field of fieldsOf(entity)) {
    const value = masked[field.key];
    if (field.masked && typeof value === 'string') masked[field.key] = mask(value);
  }
  return masked;
}

/** The fields of families and people that an office's packages said they leave out; keys are unique over both. */
function withheldBy(office: Reader, owner: string): string[] {
  const rows = sql(office, 'SELECT DISTINCT entity, field FROM notSent WHERE office = ? ORDER BY entity, field').raw().all(owner) as [number, number][];
  return rows.flatMap(([entity, field]) => {
    const key = entityOfId(entity)?.key;
    return key === 'family' || key === 'person' ? (fieldOfId(key, field)?.key ?? []) : [];
  });
}

function personView(person: Fact, enrolments: readonly EnrolmentView[], day: string): PersonView {
  const birth = person.values.birthDate;
  return {
    id: person.uid, values: maskValues('person', person.values), age: ageAt(typeof birth === 'string' ? birth : null, day),
    active: isActivePerson(person.values), canReveal: typeof person.values.nik === 'string' && person.values.nik !== '',
    programmes: enrolments.filter((one) => one.person === person.uid).map((one) => ({ enrolment: one.id, name: one.programmeName, status: one.status })),
  };
}

function rankingView({ uid, values }: Fact): RankingView {
  return {
    id: uid, source: labelFor('TEPAT.sumberPeringkat', values.source) ?? '', scope: labelFor('TEPAT.cakupanPeringkat', values.scope),
    measure: values.measure === 2 ? 'percentile' : 'desil', value: typeof values.value === 'number' ? values.value : null,
    date: stringOrNull(values.date), document: stringOrNull(values.document),
  };
}

function needViews(records: Parameters<typeof findingsOf>[1], day: string, rules: NeedRuleSet): NeedView[] {
  return evaluateNeeds(records.family, records.people, day, rules).map(({ need, met, because }) => ({
    need, met, because: because.map((reason) => ({ field: reason.field, text: needReasonText('id', reason) })),
  }));
}

/** Every No KK that the family had, the present one last; earlier ones are kept as records of their own. */
function noKkHistory(office: Reader, family: StoredRecord): NoKkPeriod[] {
  const kept = recordsWhere(office, 'familyNumber', 'family', family.uid).filter((one) => one.values.voided === null);
  const periods = kept.map(({ values }) => ({
    noKk: mask(String(values.noKk ?? '')), from: stringOrNull(values.from), until: stringOrNull(values.until), reason: stringOrNull(values.reason),
  }));
  const present = textValue(family, 'noKk');
  const closed = periods.filter((period) => period.until !== null);
  if (present === null || kept.some((one) => one.values.until === null && one.values.noKk === present)) return periods;
  return [...periods, { noKk: mask(present), from: closed.at(-1)?.until ?? null, until: null, reason: null }];
}

function changeTimes(office: Reader, family: StoredRecord, people: readonly Fact[]): { createdAt: string; changedAt: string } {
  const times = sql(office, `SELECT min(tx.at) AS first, max(tx.at) AS last FROM change JOIN tx ON tx.id = change.tx WHERE entity = ? AND record = ? AND ${ofEitherKind()}`);
  const of = (entity: number, id: number) => times.get(entity, id) as { first: string | null; last: string | null };
  const own = of(entities.family.id, family.id);
  const last = people.map((person) => of(entities.person.id, person.id).last ?? '');
  return { createdAt: own.first ?? '', changedAt: [own.last ?? '', ...last].sort().at(-1) ?? '' };
}

function draftOf(office: Reader, uid: string): string | null {
  return (sql(office, 'SELECT id FROM draft WHERE target = ? ORDER BY savedAt DESC').pluck().get(uid) as string | undefined) ?? null;
}

function stringOrNull(value: FieldValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
