import { fail } from '../../rules/failure.ts';
import { isActivePerson } from '../../rules/checks/finding.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { recordsWhere } from '../../store/records.ts';
import { needPerson } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { filterCondition } from '../family-filter.ts';
import { openStatuses } from '../states.ts';
import { familyName, needPart, partJoins, personHere } from './parts.ts';

/** A family's part in a programme whose pengurus died or left: the family still receives, somebody else must receive for it (PLK-5). */
export interface LostPengurus {
  readonly enrolment: string; readonly programmeName: string; readonly family: string; readonly name: string; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  /** Who received for it until now, and since when not. */
  readonly pengurus: string; readonly cause: 'dead' | 'gone'; readonly since: string | null; readonly own: boolean;
  /** Who of the family could. */
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** Every open part of a living family whose pengurus no longer is in it. */
export function lostPengurus(office: Reader, scope: Scope, family?: string): LostPengurus[] {
  const { where, params } = filterCondition(office, { status: 'active' }, scope);
  const rows = sql(office, `SELECT e.uid AS enrolment, coalesce(g.shortName, g.name, '') AS programmeName, s.uid AS family, ${familyName} AS name, s.address AS address, s.rt AS rt, s.rw AS rw,
      coalesce(h.name, '') AS pengurus, h.status AS status, h.statusDate AS since, e.owner AS owner
    FROM enrolment e ${partJoins} LEFT JOIN programme g ON g.uid = e.programme
    JOIN person h ON h.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.pengurus AND a.ended IS NULL), e.pengurus)
    WHERE e.voided IS NULL AND e.person IS NULL AND coalesce(e.status, 3) IN (${openStatuses.join(',')}) AND s.members > 0 AND (? IS NULL OR s.uid = ?)
      AND (h.family IS NOT s.uid OR NOT ${personHere.replaceAll('p.', 'h.')}) AND ${where} ORDER BY s.rw, s.rt, name, programmeName, e.id`)
    .all(family ?? null, family ?? null, ...params) as (Omit<LostPengurus, 'cause' | 'own' | 'members'> & { status: number | null; owner: string | null })[];
  return rows.map(({ status, owner, ...row }) => ({ ...row, cause: status === null || status === 2 ? 'dead' : 'gone', own: owner === null || owner === office.identity.code, members: membersOf(office, row.family) }));
}

function membersOf(office: Reader, family: string): { id: string; name: string }[] {
  return recordsWhere(office, 'person', 'family', family).filter((one) => isActivePerson(one.values)).map((one) => ({ id: one.uid, name: String(one.values.name ?? '') }));
}

/** Names who receives for a family from now on; all that it received stays with the family. Errors: as `needPart`, NOT_FAMILY_PART, NOT_IN_FAMILY, RECIPIENT_GONE. */
export function setPengurus(office: Writer, actor: Actor, input: { id: string; person: string; reason?: string }): void {
  const part = needPart(office, input.id, actor.scope);
  if (part.family === null || part.person !== null || !openStatuses.includes(part.status)) fail('NOT_FAMILY_PART', { name: part.name });
  const { person, family } = needPerson(office, input.person, actor.scope);
  if (family.uid !== part.family?.uid) fail('NOT_IN_FAMILY');
  if (!isActivePerson(person.values)) fail('RECIPIENT_GONE');
  writeChanges(office, { user: actor.user, kind: 'enrol', reason: input.reason ?? null }, (log) => log.update('enrolment', part.enrolment.id, { pengurus: person.uid }));
}
