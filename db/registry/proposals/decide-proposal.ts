import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import { today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { findRecord, recordsWhere } from '../../store/records.ts';
import { needFamily, needPerson, needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import type { Acknowledgement } from '../findings.ts';
import { changeRecord } from '../record-change.ts';

/** Codes of the list TEPAT.jawabanUsulan. */
export const verdicts = { accept: 1, reject: 2 } as const;

export interface ProposalDecision {
  readonly id: string;
  readonly verdict: keyof typeof verdicts;
  readonly reason: string;
  /** Warnings that the values bring, each with its reason, as for any edit. */
  readonly acknowledged?: readonly Acknowledgement[];
  /** Whether who decides may stand as a second person: asked for where the wish is of this office itself. */
  readonly mayConfirm?: boolean;
}

/**
 * Answers another office's proposal about an own record, or the wish of an own user that waits for a second person (a NIK or
 * No KK, where the office wants two for it): accepting writes the values as an own change, in the same
 * transaction as the answer; both travel back with the next report. Errors: NOT_FOUND, PROPOSAL_CLOSED, NOT_OWNER,
 * SECOND_SAME, SECOND_NOT_ALLOWED and those of changing a record (SAVE_BLOCKED, WARNINGS_OPEN, OUTSIDE_AREA).
 */
export function decideProposal(office: Writer, actor: Actor, decision: ProposalDecision): { id: string; record: string; changes: number } {
  const proposal = needRecord(office, 'proposal', decision.id);
  const entity = proposal.values.entity === 'person' ? 'person' : 'family';
  const uid = resolveAlias(office, entity, String(proposal.values.record));
  const record = findRecord(office, entity, uid) ?? fail('NOT_FOUND', { id: uid });
  requireOwn(office, record);
  // Who may not see the record may not answer for it either.
  if (entity === 'family') needFamily(office, uid, actor.scope);
  else needPerson(office, uid, actor.scope);
  const answered = recordsWhere(office, 'answer', 'proposal', proposal.uid).some((one) => one.values.owner === office.identity.code);
  if (answered || proposal.values.withdrawn !== null) fail('PROPOSAL_CLOSED');
  if (proposal.values.owner === office.identity.code) {
    if (proposal.values.proposedBy === actor.user.name) fail('SECOND_SAME');
    if (decision.mayConfirm !== true) fail('SECOND_NOT_ALLOWED', { name: actor.user.name });
  }
  const writeAnswer = (log: Log): void => {
    log.create('answer', {
      owner: office.identity.code, proposal: proposal.uid, verdict: verdicts[decision.verdict], reason: decision.reason, decidedOn: today(office), decidedBy: actor.user.name,
    });
  };
  if (decision.verdict === 'reject') {
    writeChanges(office, { user: actor.user, kind: 'decision', reason: decision.reason }, writeAnswer);
    return { id: proposal.uid, record: uid, changes: 0 };
  }
  const values = JSON.parse(String(proposal.values.values)) as FieldValues;
  const { changes } = changeRecord(office, actor, { entity, id: uid, values, reason: decision.reason, acknowledged: decision.acknowledged ?? [], confirmed: true, also: writeAnswer });
  return { id: proposal.uid, record: uid, changes };
}
