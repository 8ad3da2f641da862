import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** Whom a user of one agency may know by name: the recipients of that agency's programmes. */
export interface AgencyPeople {
  readonly agency: string;
  ownsProgramme(programme: string): boolean;
  /** The whole family: it is enrolled as a family. */
  ownsFamily(family: string): boolean;
  /** A person: enrolled alone, or as one of such a family. */
  ownsPerson(person: string): boolean;
  /** People of a family who are enrolled alone. */
  ownedIn(family: string): ReadonlySet<string>;
}

/** Whether a provider of a programme is this agency, however its name is spaced or capitalised. */
export function isAgencyName(provider: string | null | undefined, agency: string): boolean {
  const key = agencyKey(agency);
  return key !== '' && agencyKey(provider ?? '') === key;
}

function agencyKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The programmes that an agency provides. */
export function agencyProgrammes(office: Reader, agency: string): string[] {
  const rows = sql(office, 'SELECT uid, provider FROM programme WHERE voided IS NULL AND provider IS NOT NULL ORDER BY id').all() as { uid: string; provider: string }[];
  return rows.filter((row) => isAgencyName(row.provider, agency)).map((row) => row.uid);
}

/** A record and those that were merged into it: their enrolments are its own. */
const withMerged = (from: 'fromFamily' | 'fromPerson', to: 'toFamily' | 'toPerson'): string => `(SELECT ? UNION SELECT ${from} FROM alias WHERE ${to} = ? AND ended IS NULL)`;

/** Who is known by name to an agency, as the register stands now; every enrolment counts that was not recorded by mistake. */
export function agencyPeople(office: Reader, agency: string): AgencyPeople {
  const programmes = new Set(agencyProgrammes(office, agency));
  const own = JSON.stringify([...programmes]);
  const counts = 'e.voided IS NULL AND e.programme IN (SELECT value FROM json_each(?))';
  const family = sql(office, `SELECT 1 FROM enrolment e WHERE e.family IN ${withMerged('fromFamily', 'toFamily')} AND e.person IS NULL AND ${counts} LIMIT 1`).pluck();
  const person = sql(office, `SELECT 1 FROM enrolment e WHERE e.person IN ${withMerged('fromPerson', 'toPerson')} AND ${counts} LIMIT 1`).pluck();
  const familyOf = sql(office, 'SELECT family FROM person WHERE uid = ?').pluck();
  const members = sql(office, 'SELECT uid FROM person WHERE family = ?').pluck();
  const ownsFamily = (uid: string): boolean => programmes.size > 0 && family.get(uid, uid, own) !== undefined;
  const enrolledAlone = (uid: string): boolean => programmes.size > 0 && person.get(uid, uid, own) !== undefined;
  return {
    agency, ownsFamily,
    ownsProgramme: (uid) => programmes.has(uid),
    ownsPerson(uid) {
      const of = familyOf.get(uid);
      return enrolledAlone(uid) || (typeof of === 'string' && ownsFamily(of));
    },
    ownedIn: (uid) => new Set((members.all(uid) as string[]).filter(enrolledAlone)),
  };
}
