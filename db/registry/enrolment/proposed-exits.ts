import { exitReason } from '../../rules/enrolment/exit-reasons.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { enrolmentStatus, openStatuses, personStatus } from '../states.ts';
import { partJoins, partName, partsWithin, personHere } from './parts.ts';

export type ExitCause = 'dead' | 'moved' | 'missing' | 'away' | 'family' | 'empty' | 'double' | 'ended';

/** Somebody whose part in a programme should end, and why: found in the register, whoever recorded it and by whatever way it came. */
export interface ProposedExit {
  readonly enrolment: string; readonly programme: string; readonly programmeName: string; readonly family: string | null; readonly person: string | null; readonly group: string | null; readonly name: string; readonly address: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly status: number; readonly start: string | null; readonly cause: ExitCause;
  /** Since when, where it is known. */
  readonly since: string | null;
  /** Code of TEPAT.alasanKeluar that fits; somebody decides. */
  readonly suggested: number;
  /** Whether this office may end it. */
  readonly own: boolean;
}

type Row = Omit<ProposedExit, 'cause' | 'suggested' | 'own' | 'since'> & {
  readonly personStatus: number | null; readonly personHere: number; readonly personSince: string | null; readonly familySince: string | null; readonly active: number | null; readonly members: number;
  readonly familyStatus: number; readonly earlier: number; readonly ended: string | null; readonly owner: string | null;
};

const open = openStatuses.join(',');

/** Counts the other parts in the same programme that were there before: by whoever receives, because a programme of a city has a hundred thousand. */
function earlierOf(receiver: string): string {
  return `SELECT count(*) FROM enrolment o WHERE ${receiver} AND +o.programme = e.programme AND o.voided IS NULL AND o.uid < e.uid AND coalesce(o.status, 3) IN (${open})
    AND coalesce(e.status, 3) <> ${enrolmentStatus.proposed} AND coalesce(o.status, 3) <> ${enrolmentStatus.proposed}`;
}

/** Every open part of somebody who died or went away, of a family that is gone, of a kelompok that dissolved, and the second of two that are the same. */
export function proposedExits(office: Reader, scope: Scope, programme?: string): ProposedExit[] {
  const { where, params } = partsWithin(office, scope);
  const rows = sql(office, `SELECT * FROM (SELECT e.uid AS enrolment, e.programme AS programme, coalesce(g.shortName, g.name, '') AS programmeName, s.uid AS family, p.uid AS person, k.uid AS "group", k.ended AS ended, ${partName} AS name,
      coalesce(s.address, k.address) AS address, coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, coalesce(e.status, 3) AS status, e.start AS start, e.owner AS owner, p.status AS personStatus, (p.id IS NULL OR ${personHere}) AS personHere, p.statusDate AS personSince,
      (SELECT f.statusDate FROM family f WHERE f.id = s.family) AS familySince, s.active AS active, s.members AS members, s.status AS familyStatus,
      CASE WHEN e.person IS NOT NULL THEN (${earlierOf('o.person = e.person')}) WHEN e.family IS NOT NULL THEN (${earlierOf('o.family = e.family AND o.person IS NULL')}) ELSE (${earlierOf('o.peopleGroup = e.peopleGroup AND o.person IS NULL')}) END AS earlier
    FROM enrolment e ${partJoins} LEFT JOIN programme g ON g.uid = e.programme
    WHERE e.voided IS NULL AND coalesce(e.status, 3) IN (${open}) AND (? IS NULL OR e.programme = ?) AND ${where})
    WHERE personHere = 0 OR active = 0 OR (person IS NULL AND members = 0) OR earlier > 0 OR ended <= ? ORDER BY programmeName, rw, rt, name, enrolment`).all(programme ?? null, programme ?? null, ...params, today(office)) as Row[];
  return rows.map(({ personStatus: status, personHere: here, personSince, familySince, active, members: _members, familyStatus: _family, earlier, ended, owner, ...row }) => {
    const cause = ended !== null ? 'ended' : causeOf(status, here === 1, active !== 0, earlier > 0);
    return { ...row, cause, since: ended ?? (here === 0 ? personSince : active === 0 ? familySince : null), suggested: suggestion[cause], own: owner === null || owner === office.identity.code };
  });
}

const suggestion: Readonly<Record<ExitCause, number>> = {
  dead: exitReason.dead, moved: exitReason.moved, missing: exitReason.moved, away: exitReason.moved, family: exitReason.moved, empty: exitReason.dead, double: exitReason.double, ended: exitReason.ineligible,
};

function causeOf(status: number | null, here: boolean, active: boolean, double: boolean): ExitCause {
  if (here) return !active ? 'family' : double ? 'double' : 'empty';
  if (status === personStatus.moved) return 'moved';
  if (status === personStatus.missing) return 'missing';
  if (status === personStatus.away) return 'away';
  // Found dead at a visit has no status yet.
  return 'dead';
}
