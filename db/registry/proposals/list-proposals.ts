import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { fieldLabel } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord, recordsWhere, toRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { isOwn, mayTouch } from '../access.ts';
import type { Scope } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import type { OfficeName } from '../duplicates/pair-sides.ts';
import { toldValue } from '../told-value.ts';
import { verdicts } from './decide-proposal.ts';

export interface ProposalQuery {
  /** `in`: about own records, by others or waiting for a second person here; `out`: by this office. */
  readonly direction: 'in' | 'out';
  readonly state: 'open' | 'answered' | 'all';
  readonly lang: Lang;
}

/** `ours`: this office itself wished it; about an own record, it waits for a second person. */
export interface ProposalView {
  readonly id: string; readonly direction: 'in' | 'out'; readonly ours: boolean; readonly entity: 'family' | 'person'; readonly record: string; readonly name: string | null;
  readonly office: string; readonly officeName: string; readonly by: string; readonly on: string; readonly reason: string;
  readonly fields: readonly { readonly field: string; readonly label: string; readonly before: FieldValue; readonly now: FieldValue; readonly proposed: FieldValue }[];
  readonly state: 'open' | 'accepted' | 'rejected' | 'withdrawn';
  readonly answer: { readonly office: string; readonly reason: string; readonly by: string; readonly on: string } | null;
}

/** Proposals about own records, or by this office about others', oldest first; NIK and No KK masked. */
export function listProposals(office: Reader, query: ProposalQuery, scope: Scope, officeName: OfficeName): ProposalView[] {
  const rows = sql(office, `SELECT * FROM proposal ${query.direction === 'out' ? 'WHERE owner = ?' : 'WHERE ? IS NOT NULL'} ORDER BY id`).all(office.identity.code) as Parameters<typeof toRecord>[1][];
  return rows.flatMap((row) => {
    const view = describe(office, toRecord('proposal', row), query, scope, officeName);
    const wanted = view !== null && (query.state === 'all' || (view.state === 'open') === (query.state === 'open'));
    return wanted ? [view] : [];
  });
}

function describe(office: Reader, proposal: StoredRecord, { direction, lang }: ProposalQuery, scope: Scope, officeName: OfficeName): ProposalView | null {
  const entity = proposal.values.entity === 'person' ? 'person' : 'family';
  const uid = resolveAlias(office, entity, String(proposal.values.record));
  const record = findRecord(office, entity, uid);
  if (!record || (direction === 'in' && !isOwn(office, record))) return null;
  const family = entity === 'family' ? record : findRecord(office, 'family', String(record.values.family));
  if (!mayTouch(office, typeof family?.values.region === 'string' ? family.values.region : null, scope)) return null;
  const proposed = JSON.parse(String(proposal.values.values)) as FieldValues;
  const before = JSON.parse(String(proposal.values.before)) as FieldValues;
  const show = (key: string, value: FieldValue | undefined): FieldValue => toldValue(office, lang, entity, key, value);
  const code = String(proposal.values.owner);
  const answer = recordsWhere(office, 'answer', 'proposal', proposal.uid).find((one) => one.values.owner === record.values.owner) ?? null;
  const name = entity === 'person' ? record.values.name : (sql(office, 'SELECT head FROM familySummary WHERE uid = ?').pluck().get(uid) as string | null | undefined);
  return {
    id: proposal.uid, direction, ours: code === office.identity.code, entity, record: uid, name: typeof name === 'string' ? name : null, office: code, officeName: officeName(code),
    by: text(proposal, 'proposedBy'), on: text(proposal, 'proposedOn'), reason: text(proposal, 'reason'),
    fields: Object.keys(proposed).map((field) => ({
      field, label: fieldLabel(lang, entity, field), before: show(field, before[field]), now: show(field, record.values[field]), proposed: show(field, proposed[field]),
    })),
    state: answer ? (answer.values.verdict === verdicts.accept ? 'accepted' : 'rejected') : proposal.values.withdrawn === null ? 'open' : 'withdrawn',
    answer: answer && { office: String(answer.values.owner), reason: text(answer, 'reason'), by: text(answer, 'decidedBy'), on: text(answer, 'decidedOn') },
  };
}

function text(record: StoredRecord, field: string): string {
  const value = record.values[field];
  return typeof value === 'string' ? value : '';
}
