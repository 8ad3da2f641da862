import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { needLabel } from '../../rules/needs.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needFamily, needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { requirePast } from '../life-events.ts';
import { labelFor, voidReason } from '../states.ts';
import { caseState, familyCase } from './case-view.ts';

/** What is to be done about a need, by whom, until when. */
export interface NeedPlan {
  readonly plan?: string | null;
  readonly agency?: string | null;
  readonly dueOn?: string | null;
  readonly programme?: string | null;
  readonly companion?: string | null;
}

/**
 * Takes up a need of a family: one that the answers show, or, with `because`, one that somebody saw. Errors: NOT_FOUND,
 * OUTSIDE_AREA, NOT_OWNER, NEED_UNKNOWN, NEED_NOT_SHOWN, CASE_OPEN, CASE_DUE.
 */
export function acceptNeed(office: Writer, actor: Actor, input: { readonly family: string; readonly need: string; readonly because?: string | null } & NeedPlan): { id: string } {
  const { family, shown, agency, label } = askedNeed(office, actor, input.family, input.need);
  const seen = input.because?.trim() || null;
  if (shown === null && seen === null) fail('NEED_NOT_SHOWN', { need: label });
  const plan = planOf(office, { ...input, agency: input.agency ?? agency });
  return create(office, actor, family, { need: input.need, label, state: caseState.open, because: shown?.join('; ') ?? seen, byHand: shown === null ? 1 : 0, ...plan });
}

/** Says that a need that the answers show is none, and why. Errors as for {@link acceptNeed}. */
export function dismissNeed(office: Writer, actor: Actor, input: { readonly family: string; readonly need: string; readonly reason: string }): { id: string } {
  const { family, shown, label } = askedNeed(office, actor, input.family, input.need);
  if (shown === null) fail('NEED_NOT_SHOWN', { need: label });
  return create(office, actor, family, { need: input.need, label, state: caseState.dismissed, because: shown?.join('; ') ?? null, byHand: 0, reason: input.reason });
}

/** Changes what is planned for a need that is followed. Errors: NOT_FOUND, NOT_OWNER, CASE_CLOSED, CASE_DUE. */
export function planNeed(office: Writer, actor: Actor, id: string, plan: NeedPlan): void {
  const item = needOpen(office, actor, id);
  write(office, actor, item, planOf(office, plan, item), null);
}

/** Closes a need that is met, by a text or a photo that shows it. Errors also: CASE_NO_EVIDENCE, CASE_PHOTO, DATE_FUTURE. */
export function closeNeed(office: Writer, actor: Actor, input: { readonly id: string; readonly date?: string; readonly evidence?: string | null; readonly photo?: string | null }): void {
  const item = needOpen(office, actor, input.id);
  const [evidence, photo] = [input.evidence?.trim() || null, input.photo ?? null];
  if (evidence === null && photo === null) fail('CASE_NO_EVIDENCE');
  if (photo !== null && sql(office, 'SELECT 1 FROM photo WHERE sha256 = ? AND voided IS NULL AND family = ?').get(photo, String(item.values.family)) === undefined) fail('CASE_PHOTO');
  const date = input.date ?? today(office);
  requirePast(office, date);
  write(office, actor, item, { state: caseState.met, stateDate: date, evidence, photo, reason: null }, null);
}

/** Gives up a need that is not met. */
export function stopNeed(office: Writer, actor: Actor, id: string, reason: string): void {
  write(office, actor, needOpen(office, actor, id), { state: caseState.stopped, stateDate: today(office), reason }, reason);
}

/** Follows a need again that was dismissed, closed or given up. Errors: NOT_FOUND, NOT_OWNER, CASE_OPEN. */
export function reopenNeed(office: Writer, actor: Actor, id: string, reason: string): void {
  const item = needItem(office, actor, id);
  requireNoneOpen(office, actor, String(item.values.family), String(item.values.need), String(item.values.label ?? ''));
  write(office, actor, item, { state: caseState.open, stateDate: today(office), reason, evidence: null, photo: null }, reason);
}

/** Takes back what was recorded by mistake. */
export function voidNeed(office: Writer, actor: Actor, id: string, reason: string): void {
  write(office, actor, needItem(office, actor, id), { voided: voidReason.mistake }, reason);
}

function askedNeed(office: Reader, actor: Actor, uid: string, need: string) {
  const family = needFamily(office, uid, actor.scope);
  requireOwn(office, family);
  const rule = needRulesOf(office).needs.find((one) => one.need === need) ?? fail('NEED_UNKNOWN', { need });
  const label = needLabel('id', need, needRulesOf(office));
  const present = familyCase(office, uid, actor.scope);
  const open = present.items.find((item) => item.need === need && item.state === caseState.open);
  if (open) fail('CASE_OPEN', { need: label, date: open.openedOn });
  return { family, label, agency: rule.agency, shown: present.proposed.find((one) => one.need === need)?.because ?? null };
}

function requireNoneOpen(office: Reader, actor: Actor, family: string, need: string, label: string): void {
  const open = familyCase(office, family, actor.scope).items.find((item) => item.need === need && item.state === caseState.open);
  if (open) fail('CASE_OPEN', { need: label, date: open.openedOn });
}

function planOf(office: Reader, plan: NeedPlan, present?: StoredRecord): FieldValues {
  const given = (['plan', 'agency', 'dueOn', 'programme', 'companion'] as const).filter((key) => plan[key] !== undefined);
  const values = Object.fromEntries(given.map((key) => [key, plan[key]?.trim() || null]));
  if (values.programme) needRecord(office, 'programme', values.programme);
  const dueOn = values.dueOn ?? null;
  if (dueOn !== null && dueOn < today(office) && dueOn !== present?.values.dueOn) fail('CASE_DUE', { date: dueOn });
  return values;
}

function needItem(office: Reader, actor: Actor, id: string): StoredRecord {
  const item = needRecord(office, 'caseNeed', id);
  needFamily(office, String(item.values.family), actor.scope);
  requireOwn(office, item);
  return item;
}

function needOpen(office: Reader, actor: Actor, id: string): StoredRecord {
  const item = needItem(office, actor, id);
  if (Number(item.values.state) !== caseState.open) fail('CASE_CLOSED', { state: labelFor('TEPAT.statusKebutuhan', item.values.state) ?? '' });
  return item;
}

function create(office: Writer, actor: Actor, family: StoredRecord, values: FieldValues): { id: string } {
  const day = today(office);
  return writeChanges(office, { user: actor.user, kind: 'case', reason: typeof values.reason === 'string' ? values.reason : null }, (log) => {
    const { uid } = log.create('caseNeed', { owner: office.identity.code, family: family.uid, openedOn: day, stateDate: day, by: actor.user.name, ...values });
    return { id: uid };
  });
}

function write(office: Writer, actor: Actor, item: StoredRecord, values: FieldValues, reason: string | null): void {
  writeChanges(office, { user: actor.user, kind: 'case', reason }, (log) => log.update('caseNeed', item.id, values));
}
