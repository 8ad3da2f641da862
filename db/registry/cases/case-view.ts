import { evaluateNeeds, needLabel, needReasonText } from '../../rules/needs.ts';
import { textOf } from '../../rules/field.ts';
import type { FieldValue } from '../../rules/field.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { isOwn, needFamily } from '../access.ts';
import type { Scope } from '../access.ts';
import { loadFamilies } from '../family-facts.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { needTurns } from '../needs/need-turns.ts';
import type { NeedTurn } from '../needs/need-turns.ts';
import { labelFor } from '../states.ts';

/** TEPAT.statusKebutuhan. */
export const caseState = { open: 1, dismissed: 2, met: 3, stopped: 4 } as const;

/** A need as it was put before an agency, and what that answered. */
export interface ReferralLine { readonly id: string; readonly agency: string; readonly number: string | null; readonly date: string; readonly answer: number | null; readonly answerLabel: string | null; readonly answerNote: string | null; readonly answeredOn: string | null; readonly own: boolean }

/** A need of a family that was decided on. */
export interface CaseItem {
  readonly id: string; readonly need: string; readonly label: string; readonly state: number; readonly stateLabel: string; readonly stateDate: string; readonly openedOn: string; readonly because: string | null; readonly byHand: boolean;
  readonly reason: string | null; readonly evidence: string | null; readonly photo: string | null; readonly plan: string | null; readonly agency: string | null; readonly dueOn: string | null; readonly overdue: boolean;
  readonly programme: string | null; readonly programmeName: string | null; readonly companion: string | null; readonly by: string | null; readonly own: boolean;
  /** The day since which the answers show it no more, for one that is followed: it may be closed. */
  readonly metOn: string | null;
  readonly referrals: readonly ReferralLine[];
}

/** A need that the answers show and that nobody decided on yet. */
export interface ProposedNeed { readonly need: string; readonly label: string; readonly because: readonly string[]; readonly agency: string | null; readonly since: string | null }

export interface FamilyCase {
  readonly family: string; readonly own: boolean;
  readonly proposed: readonly ProposedNeed[]; readonly items: readonly CaseItem[];
  /** Needs that may be added by hand. */
  readonly others: readonly { readonly need: string; readonly label: string; readonly agency: string | null }[];
  readonly turns: readonly (NeedTurn & { readonly label: string })[];
  /** Photos of visits that may show that a need is met, the newest first. */
  readonly photos: readonly { readonly id: string; readonly sha256: string; readonly takenOn: string | null; readonly subject: string | null; readonly note: string | null }[];
}

/** The needs of a family that were decided on, also of families that were merged into it; voided ones are left out. */
export const ofFamily = '(c.family = @family OR c.family IN (SELECT fromFamily FROM alias WHERE toFamily = @family AND ended IS NULL)) AND c.voided IS NULL';

/** A family's case: what is proposed, what is followed, and what became of the rest. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function familyCase(office: Reader, uid: string, scope: Scope): FamilyCase {
  const family = needFamily(office, uid, scope);
  const rules = needRulesOf(office);
  const people = loadFamilies(office, [family.id])[0]?.people ?? [];
  const results = evaluateNeeds({ key: uid, values: family.values }, people.map((one) => ({ key: one.uid, values: one.values })), today(office), rules);
  const active = sql(office, 'SELECT active FROM familySummary WHERE family = ?').pluck().get(family.id) === 1;
  const shown = new Set(active ? results.filter(({ met }) => met === false).map(({ need }) => need) : []);
  const turns = needTurns(office, family.id);
  const records = (sql(office, `SELECT * FROM caseNeed c WHERE ${ofFamily} ORDER BY c.id DESC`).all({ family: uid }) as Parameters<typeof toRecord>[1][]).map((row) => toRecord('caseNeed', row));
  const items = records.map((record) => itemOf(office, record, shown, turns));
  const label = (need: string): string => needLabel('id', need, rules);
  const agencyOf = (need: string): string | null => rules.needs.find((rule) => rule.need === need)?.agency ?? null;
  const since = (need: string): string | null => turns.find((turn) => turn.need === need && turn.on)?.day ?? null;
  return {
    family: uid, own: isOwn(office, family), items,
    proposed: results.filter(({ need }) => shown.has(need) && isUndecided(need, items, since(need))).map(({ need, because }) => ({ need, label: label(need), because: because.map((reason) => needReasonText('id', reason)), agency: agencyOf(need), since: since(need) })),
    others: rules.needs.filter(({ need }) => !shown.has(need) && !items.some((item) => item.need === need && item.state === caseState.open)).map(({ need, agency }) => ({ need, label: label(need), agency })),
    turns: turns.map((turn) => ({ ...turn, label: label(turn.need) })),
    photos: photosOf(office, uid),
  };
}

/** A need is proposed again once it showed anew after the last decision on it; until then that decision stands. */
function isUndecided(need: string, items: readonly CaseItem[], since: string | null): boolean {
  const last = items.find((item) => item.need === need);
  if (!last) return true;
  if (last.state === caseState.open) return false;
  return since !== null && since > last.stateDate;
}

function itemOf(office: Reader, record: StoredRecord, shown: ReadonlySet<string>, turns: readonly NeedTurn[]): CaseItem {
  const { values } = record;
  const text = (field: string): string | null => textOf(values[field]);
  const [need, state, dueOn] = [text('need') ?? '', Number(values.state ?? caseState.open), text('dueOn')];
  const off = turns.find((turn) => turn.need === need);
  const programme = text('programme');
  return {
    id: record.uid, need, label: text('label') ?? need, state, stateLabel: labelFor('TEPAT.statusKebutuhan', values.state as FieldValue) ?? '', stateDate: text('stateDate') ?? '', openedOn: text('openedOn') ?? '', because: text('because'), byHand: values.byHand === 1,
    reason: text('reason'), evidence: text('evidence'), photo: text('photo'), plan: text('plan'), agency: text('agency'), dueOn, overdue: state === caseState.open && dueOn !== null && dueOn < today(office),
    programme, programmeName: programme === null ? null : ((sql(office, 'SELECT coalesce(shortName, name, code) FROM programme WHERE uid = ?').pluck().get(programme) as string | undefined) ?? null),
    companion: text('companion'), by: text('by'), own: isOwn(office, record),
    metOn: state === caseState.open && !shown.has(need) && off !== undefined && !off.on ? off.day : null,
    referrals: referralsOf(office, record.uid),
  };
}

function photosOf(office: Reader, family: string): FamilyCase['photos'] {
  const rows = sql(office, 'SELECT uid AS id, sha256, takenOn, subject, note FROM photo WHERE family = ? AND voided IS NULL ORDER BY takenOn DESC, id DESC').all(family) as { id: string; sha256: string; takenOn: string | null; subject: number | null; note: string | null }[];
  return rows.map((row) => ({ ...row, subject: labelFor('TEPAT.isiFoto', row.subject) }));
}

function referralsOf(office: Reader, caseNeed: string): ReferralLine[] {
  const rows = sql(office, 'SELECT uid AS id, owner, agency, number, date, answer, answerNote, answeredOn FROM referral WHERE caseNeed = ? AND voided IS NULL ORDER BY date DESC, id DESC').all(caseNeed) as (Omit<ReferralLine, 'own' | 'answerLabel'> & { owner: string })[];
  return rows.map(({ owner, ...row }) => ({ ...row, answerLabel: labelFor('TEPAT.jawabanRujukan', row.answer), own: owner === office.identity.code }));
}
