import { listConflicts } from '../handoff/list-conflicts.ts';
import { listQuarantine } from '../handoff/list-quarantine.ts';
import { listTransfers } from '../handoff/transfer/list-transfers.ts';
import { narrowing } from '../registry/access.ts';
import { listBreaches } from '../registry/breaches.ts';
import { countDoubles } from '../registry/deliveries/settle-doubles.ts';
import { countPairs } from '../registry/duplicates/list-pairs.ts';
import type { OfficeName } from '../registry/duplicates/pair-sides.ts';
import { listProposals } from '../registry/proposals/list-proposals.ts';
import { openTasks } from '../registry/tasks/list-tasks.ts';
import type { CallOutput } from './contract.ts';
import type { Context } from './handler.ts';

/** Offices by their names; a code that is no region is said as itself. */
export const officeNames = ({ host }: Context): OfficeName => (code) => host.regions().get(code)?.displayName ?? code;

/** How many questions of each kind wait for a person. */
export function openQuestions(context: Context): CallOutput<'worklist.count'> {
  const { reader, scope } = context;
  const names = officeNames(context);
  // Konflik and quarantine are of the whole office; a user of a part of it is not asked about them.
  const whole = narrowing(reader, scope) === null;
  const breaches = listBreaches(reader, 'id', scope, names);
  const own = breaches.filter((breach) => breach.own).length;
  return {
    conflicts: whole ? listConflicts(reader, 'id', names).length : 0,
    proposals: listProposals(reader, { direction: 'in', state: 'open', lang: 'id' }, scope, names).length,
    quarantine: whole ? listQuarantine(reader, 'id', names).length : 0,
    duplicates: countPairs(reader, scope).open,
    breaches: own,
    breachesElsewhere: breaches.length - own,
    transfers: whole ? listTransfers(reader, { direction: 'in', open: true }).length : 0,
    deliveries: countDoubles(reader, scope),
    tasks: openTasks(reader).get(reader.identity.code) ?? 0,
  };
}
