import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { needFamily, needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { requirePast } from '../life-events.ts';
import { labelFor } from '../states.ts';
import { caseState } from './case-view.ts';

/**
 * Puts needs before an agency with one letter, all in one transaction; also of families of offices below. Errors: NOT_FOUND,
 * OUTSIDE_AREA, CASE_CLOSED, DATE_FUTURE.
 */
export function referNeeds(office: Writer, actor: Actor, input: { readonly ids: readonly string[]; readonly agency: string; readonly number?: string | null; readonly date?: string }): { referred: number } {
  const date = input.date ?? today(office);
  requirePast(office, date);
  const items = [...new Set(input.ids)].map((id) => {
    const item = needRecord(office, 'caseNeed', id);
    needFamily(office, String(item.values.family), actor.scope);
    if (Number(item.values.state) !== caseState.open) fail('CASE_CLOSED', { state: labelFor('TEPAT.statusKebutuhan', item.values.state) ?? '' });
    return item;
  });
  const known = sql(office, 'SELECT 1 FROM referral WHERE caseNeed = ? AND agency = ? AND date = ? AND owner = ? AND voided IS NULL');
  return writeChanges(office, { user: actor.user, kind: 'case', reason: input.number ?? null }, (log) => {
    const fresh = items.filter((item) => known.get(item.uid, input.agency, date, office.identity.code) === undefined);
    for (const item of fresh) {
      log.create('referral', { owner: office.identity.code, family: item.values.family ?? null, caseNeed: item.uid, agency: input.agency, number: input.number?.trim() || null, date, by: actor.user.name });
    }
    return { referred: fresh.length };
  });
}

/** Records what an agency answered. Errors: NOT_FOUND, NOT_OWNER, DATE_FUTURE. */
export function answerReferral(office: Writer, actor: Actor, input: { readonly id: string; readonly answer: number; readonly note?: string | null; readonly date?: string }): void {
  const referral = needRecord(office, 'referral', input.id);
  requireOwn(office, referral);
  needFamily(office, String(referral.values.family), actor.scope);
  const answeredOn = input.date ?? today(office);
  requirePast(office, answeredOn);
  writeChanges(office, { user: actor.user, kind: 'case' }, (log) => log.update('referral', referral.id, { answer: input.answer, answerNote: input.note?.trim() || null, answeredOn }));
}
