import type { EntityKey } from '../../rules/entities.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import type { Log } from '../../store/change-log.ts';
import { today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { findRecord, recordsWhere, sameValue } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { verdicts } from '../proposals/decide-proposal.ts';
import { voidReason } from '../states.ts';

/** A field as a merge found it and left it. */
export interface Turn { readonly entity: EntityKey; readonly record: StoredRecord; readonly field: string; readonly old: FieldValue; readonly now: FieldValue }

/**
 * Before a merge is taken apart: a number that it left to a second person waits no more. Where that person has accepted it,
 * it counts as what the merge wrote: returns what it did, and strikes out that the number before it had ended.
 */
export function takeBackWish(office: Writer, log: Log, wish: StoredRecord): Turn[] {
  const { owner, record: uid } = wish.values;
  const entity = wish.values.entity === 'person' ? 'person' : 'family';
  const answer = recordsWhere(office, 'answer', 'proposal', wish.uid).find((one) => one.values.owner === owner);
  if (!answer) {
    if (wish.values.withdrawn === null) log.update('proposal', wish.id, { withdrawn: today(office) });
    return [];
  }
  const record = findRecord(office, entity, String(uid));
  if (answer.values.verdict !== verdicts.accept || !record) return [];
  const [before, wanted] = [wish.values.before, wish.values.values].map((text) => JSON.parse(String(text)) as FieldValues);
  const turns = Object.entries(wanted ?? {}).map(([field, now]): Turn => ({ entity, record, field, old: before?.[field] ?? null, now }));
  if (turns.every(({ field, now }) => sameValue(record.values[field] ?? null, now))) {
    for (const one of recordsWhere(office, 'familyNumber', 'family', record.uid)) {
      if (one.values.voided === null && one.values.noKk === before?.noKk && one.values.until === answer.values.decidedOn) log.update('familyNumber', one.id, { voided: voidReason.mistake });
    }
  }
  return turns;
}
