import { fail } from '../../rules/failure.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import { today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { sameValue } from '../../store/records.ts';
import { isOwn, needFamily, needPerson, needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { readValues } from '../input-values.ts';

export interface ProposalInput {
  readonly entity: 'family' | 'person';
  readonly id: string;
  readonly values: FieldValues;
  readonly reason: string;
}

/**
 * Proposes other values for a record of another office; nothing changes until its owner accepts. Errors: NOT_FOUND,
 * OUTSIDE_AREA, INVALID_INPUT, PROPOSAL_OWN (an own record is simply changed).
 */
export function makeProposal(office: Writer, actor: Actor, input: ProposalInput): { id: string } {
  const record = input.entity === 'family' ? needFamily(office, input.id, actor.scope) : needPerson(office, input.id, actor.scope).person;
  if (isOwn(office, record)) fail('PROPOSAL_OWN');
  const given = readValues(input.entity, input.values);
  const values: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(given)) if (!sameValue(value, record.values[key])) values[key] = value;
  if (Object.keys(values).length === 0) fail('INVALID_INPUT', { detail: 'values' });
  const before = Object.fromEntries(Object.keys(values).map((key) => [key, record.values[key] ?? null]));
  return writeChanges(office, { user: actor.user, kind: 'proposal', reason: input.reason }, (log) => ({
    id: log.create('proposal', {
      owner: office.identity.code, entity: input.entity, record: record.uid, values: JSON.stringify(values), before: JSON.stringify(before), reason: input.reason,
      proposedOn: today(office), proposedBy: actor.user.name,
    }).uid,
  }));
}

/** Takes an own proposal back. Errors: NOT_FOUND, NOT_OWNER. */
export function withdrawProposal(office: Writer, actor: Actor, id: string, reason: string): void {
  const proposal = needRecord(office, 'proposal', id);
  requireOwn(office, proposal);
  writeChanges(office, { user: actor.user, kind: 'proposal', reason }, (log) => log.update('proposal', proposal.id, { withdrawn: today(office) }));
}
