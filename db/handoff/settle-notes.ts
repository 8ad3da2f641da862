import { entityOfId, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValues } from '../rules/field.ts';
import { covers, vectorOf } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { writeChanges } from '../store/change-log.ts';
import { groupLine, idsOf } from '../store/group-line.ts';
import { chosenValues, decidedSeen } from './decide-conflict.ts';
import type { LedgerReader } from './ledger.ts';
import type { Session } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';

/** The reason on transactions by which the owner says that a second decision is only a note. */
const REASON = 'conflict.note';

/** Writes the values that stand in a group of a record once more, resting on all of `seen`. */
export type Settle = (entity: EntityKey, record: number, values: FieldValues, seen: readonly ChangeId[]) => void;

/**
 * Where two decisions met at the owner, one became a note. Other offices may have one of them beside something else, and
 * cannot know what the owner made of it: so the owner says the decision that stands once more, resting on both, and
 * every office that hears of it closes what it has open about either. Returns how many were said.
 */
export function settleNotes(session: Session): number {
  const { office, user } = session;
  return settleNoted(readLedger(office), (entity, record, values, seen) => {
    writeChanges(office, { user, kind: 'conflict', reason: REASON }, (log) => log.settle(entity, record, values, seen));
  });
}

/** The same over any register. */
export function settleNoted(ledger: LedgerReader, settle: Settle): number {
  let settled = 0;
  for (const { entity: number, record, field, theirs } of ledger.notes()) {
    const entity = entityOfId(number)?.key;
    const lead = entity && fieldOfId(entity, field)?.key;
    const held = entity && ledger.record(entity, record);
    if (!entity || !lead || held?.values.owner !== ledger.self.code) continue;
    const line = groupLine(ledger.line(entity, record), entity, lead);
    if (line.some((entry) => entry.taken === 1 && covers(vectorOf(entry.seen), theirs))) continue;
    settle(entity, record, chosenValues({ entity, record: held, lead, theirs: {} }, line, { take: 'ours' }), idsOf(decidedSeen(entity, lead, line, theirs)));
    settled += 1;
  }
  return settled;
}
