import { isActiveFamily, isActivePerson } from '../rules/checks/finding.ts';
import { openStatuses } from '../registry/states.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { askOwner } from './ask-owner.ts';
import type { AidProgramme } from './aid-programmes.ts';
import { tell } from './judged.ts';
import type { Judged } from './judged.ts';
import type { MatchSession } from './match-session.ts';
import { programmesMeant } from './programme-names.ts';
import type { SaidAid } from './read-aid.ts';

/** How a claim stands among the changes of a row: to be proposed, or to be kept as history of a programme that ended. */
export const aidFields = { proposal: 'aid.', history: 'aidPast.' } as const;

/**
 * What a file says of programmes received becomes a proposal: nobody is made a recipient by an outside list. `family` is
 * the family's own row, which takes what is said of families once for all its people; without one the person's row does.
 */
export function settleAid(session: MatchSession, family: Judged | null, people: readonly Judged[]): void {
  for (const person of people) for (const said of person.parsed.aid ?? []) settle(session, family, person, said);
  for (const said of family?.parsed.aid ?? []) settle(session, family, null, said);
}

function settle(session: MatchSession, family: Judged | null, person: Judged | null, said: SaidAid): void {
  const row = person ?? family;
  if (!row || row.state !== null) return;
  for (const { called, programme } of programmesMeant(session.programmes(), said, person, session.today)) {
    if (programme) settleOne(session, family, person, programme, said);
    else tell(row, 'AID_NO_PROGRAMME', 'warn', { programme: called, case: called.toUpperCase() === 'PERMAKANAN' ? 'meals' : '' }, said.column);
  }
}

function settleOne(session: MatchSession, family: Judged | null, person: Judged | null, programme: AidProgramme, said: SaidAid): void {
  const row = person ?? family;
  if (!row) return;
  if (programme.unit === 'other' || (programme.unit === 'person' && person === null)) return tell(row, 'AID_UNIT', 'info', { programme: programme.name }, said.column);
  const target = programme.unit === 'person' ? person : (family ?? person);
  if (target?.state === null) propose(session, target, target === person, programme, said);
}

function propose(session: MatchSession, row: Judged, isPerson: boolean, programme: AidProgramme, said: SaidAid): void {
  const unit = isPerson && programme.unit === 'family' ? homeOf(session.office, row) : row.record;
  const key = `${programme.uid} ${unit?.uid ?? row.id}`;
  if (session.seenAid.has(key)) return;
  session.seenAid.add(key);
  if (unit && !(programme.unit === 'person' ? isActivePerson : isActiveFamily)(unit.values)) return tell(row, 'AID_GONE', 'info', { programme: programme.name }, said.column);
  const known = unit ? enrolmentsOf(session.office, programme, unit.uid) : [];
  if (known.length > 0) {
    const ended = programme.active && !known.some((status) => openStatuses.includes(status));
    if (ended) tell(row, 'AID_ENDED', 'info', { programme: programme.name }, said.column);
    return;
  }
  row.changes.push({ field: (programme.active ? aidFields.proposal : aidFields.history) + programme.uid, old: null, new: said.said, label: programme.name });
  if (row.record) askOwner(session.office, row, row.record);
}

/** The family of a row's person; null for somebody who is not there yet. */
function homeOf(office: Reader, { record }: Judged): StoredRecord | null {
  return (record && findRecord(office, 'family', String(record.values.family))) ?? null;
}

/** The states of all parts that a person or family has or had in a programme. */
export function enrolmentsOf(office: Reader, { uid, unit }: Pick<AidProgramme, 'uid' | 'unit'>, record: string): number[] {
  const of = unit === 'person' ? 'person = ?' : 'person IS NULL AND family = ?';
  return sql(office, `SELECT coalesce(status, 3) FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL`).pluck().all(record, uid) as number[];
}
