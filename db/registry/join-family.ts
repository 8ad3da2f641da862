import type { FieldValues } from '../rules/field.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import type { Actor } from './access.ts';
import { inOrder } from './family-facts.ts';
import { findingsOf, requireSettled } from './findings.ts';
import type { Acknowledgement, Finding } from './findings.ts';
import { readValues } from './input-values.ts';
import { numberMembers, renumber } from './number-members.ts';
import { holdIdentity } from './proposals/held-identity.ts';
import { refreshDerived } from './refresh-derived.ts';
import { personStatus } from './states.ts';

export interface Joining {
  readonly values: FieldValues;
  readonly acknowledged: readonly Acknowledgement[];
  /** What kind of work it is, for the change log. */
  readonly kind: string;
  readonly reason?: string | null;
  /** Someone of this register who comes from another family; absent for a new person. */
  readonly person?: StoredRecord;
}

/**
 * Puts a person into a family, a new one or one who comes from elsewhere in the register, once the checks are settled.
 * `also` writes what goes with it in the same transaction. Both families' lists are brought up to date.
 * `held`: another NIK of who comes waits for a second person.
 */
export function joinFamily(
  office: Writer, actor: Actor, family: StoredRecord, joining: Joining, also: (log: Log, person: string) => void,
): { id: string; findings: Finding[]; held: boolean } {
  const members = inOrder(recordsWhere(office, 'person', 'family', family.uid));
  const key = joining.person?.uid ?? 'new';
  const numbers = numberMembers(members, [key]);
  const values = { ...(joining.person ? {} : { status: personStatus.alive }), sequence: numbers.get(key) ?? null, ...readValues('person', joining.values) };
  const before = { family: { key: family.uid, values: family.values }, people: members.map((one) => ({ key: one.uid, values: one.values })) };
  const findings = findingsOf(office, { ...before, people: [...before.people, { key, values: { ...joining.person?.values, ...values } }] });
  requireSettled(findings, joining.acknowledged, findingsOf(office, before));
  const detail = joining.acknowledged.length > 0 ? { acknowledged: joining.acknowledged } : undefined;
  return writeChanges(office, { user: actor.user, kind: joining.kind, reason: joining.reason ?? null, detail }, (log) => {
    const left = joining.person ? familyNumberOf(office, String(joining.person.values.family)) : null;
    const { free, held } = joining.person ? holdIdentity(office, log, { user: actor.user, reason: joining.reason ?? null }, 'person', joining.person, values) : { free: values, held: false };
    if (joining.person) log.update('person', joining.person.id, { ...free, family: family.uid });
    const id = joining.person?.uid ?? log.create('person', { ...values, owner: office.identity.code, family: family.uid }).uid;
    renumber(log, members, numbers);
    also(log, id);
    refreshDerived(office, left === null ? [family.id] : [left, family.id]);
    const mine = findings.filter((finding) => finding.record === key).map((finding) => ({ ...finding, record: id }));
    return { id, findings: mine, held };
  });
}

function familyNumberOf(office: Reader, uid: string): number | null {
  return (sql(office, 'SELECT id FROM family WHERE uid = ?').pluck().get(uid) as number | undefined) ?? null;
}
