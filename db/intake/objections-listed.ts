import { objectionsTo } from '../registry/aid/candidate.ts';
import type { AidObjection, Candidate, RulesAtHand } from '../registry/aid/candidate.ts';
import { openStatuses } from '../registry/states.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** What the rules say against a recipient of a list; each rule once. What is said of health stays out: files of errors are handed on. */
export function objectionsToListed(office: Reader, { programme, family, person }: Pick<Candidate, 'programme' | 'family' | 'person'>, start: string, rules: RulesAtHand): AidObjection[] {
  const of = person ? 'person = ?' : 'person IS NULL AND family = ?';
  const present = sql(office, `SELECT uid FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL AND coalesce(status, 3) IN (${openStatuses.join(',')}) ORDER BY id LIMIT 1`).pluck().get((person ?? family).uid, programme.uid) as string | undefined;
  const said = objectionsTo(office, { programme, family, person, start, house: null, present: present ?? null }, 'id', false, rules);
  return said.filter((one, place) => said.findIndex((other) => other.rule === one.rule) === place);
}
