import { fail } from '../../rules/failure.ts';
import { visitState } from '../../rules/visits/visit.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { needFamily, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { dueFamilies, dueRule } from './due-families.ts';
import type { DueFamily } from './due-families.ts';
import { needEnumerator } from './enumerators.ts';
import { needOpenRound } from './rounds.ts';

export interface VisitPlan {
  readonly round: string;
  /** Nobody named: every family of the period that nobody goes to yet. */
  readonly families?: readonly string[] | undefined;
  /** Who goes; `auto` is whoever visits the dasawisma or the RT, null is nobody yet. */
  readonly enumerator: string | null;
  readonly plannedOn: string | null;
}

const waiting: ReadonlySet<DueFamily['state']> = new Set(['due', 'planned', 'returned']);

/**
 * Gives visits to whoever is to make them; a visit that was found already is left alone. Families outside the rule of the
 * period may be named too. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, ROUND_CLOSED, ENUMERATOR_ENDED.
 */
export function planVisits(office: Writer, actor: Actor, plan: VisitPlan): { planned: number; without: number } {
  const round = needOpenRound(office, plan.round);
  requireOwn(office, round);
  const named = plan.enumerator === null || plan.enumerator === 'auto' ? null : needEnumerator(office, plan.enumerator).uid;
  const due = new Map(dueFamilies(office, dueRule(office, round.uid, actor.scope), actor.scope).map((row) => [row.family, row]));
  const families = plan.families ?? [...due.values()].filter((row) => row.state === 'due').map((row) => row.family);
  const chosen = [...new Set(families)].map((uid) => ({ family: needFamily(office, uid, actor.scope), row: due.get(uid) })).filter(({ row }) => row === undefined || waiting.has(row.state));
  for (const { family } of chosen) requireOwn(office, family);
  let without = 0;
  return writeChanges(office, { user: actor.user, kind: 'verval' }, (log) => {
    for (const { family, row } of chosen) {
      const enumerator = plan.enumerator === 'auto' ? (row?.enumerator ?? null) : named;
      if (enumerator === null) without += 1;
      const values = { enumerator, plannedOn: plan.plannedOn };
      const state = plan.plannedOn === null ? visitState.task : visitState.planned;
      if (!row?.visit) log.create('visit', { owner: office.identity.code, round: round.uid, family: family.uid, state, task: row?.task ?? null, ...values });
      else log.update('visit', visitNumber(office, row.visit), row.state === 'returned' ? values : { ...values, state });
    }
    return { planned: chosen.length, without };
  });
}

function visitNumber(office: Writer, uid: string): number {
  return (sql(office, 'SELECT id FROM visit WHERE uid = ?').pluck().get(uid) as number | undefined) ?? fail('NOT_FOUND', { id: uid });
}
