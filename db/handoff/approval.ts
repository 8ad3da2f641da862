import { mayTouch } from '../registry/access.ts';
import type { Scope } from '../registry/access.ts';
import { readSettings } from '../registry/settings.ts';
import { toldValue } from '../registry/told-value.ts';
import { userName } from '../registry/user-name.ts';
import { canonicalJson } from '../rules/canonical-json.ts';
import { entities, entityOfId } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import { codeIn, labelOf } from '../rules/lists.ts';
import { mask } from '../rules/mask.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { fieldLabel } from '../rules/text.ts';
import type { Lang } from '../rules/text.ts';
import { writeChanges } from '../store/change-log.ts';
import { ofEitherKind } from '../store/either-kind.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordByNumber } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { streamOf } from './build-package.ts';
import { countChanges } from './count-changes.ts';
import { ALSO_WITHIN, decisionsFor, isMany, WITHIN } from './decisions.ts';
import type { Decision } from './decisions.ts';
import type { Audience } from './payload.ts';
import { rangesFor } from './ranges.ts';
import { readLedger } from './sqlite-ledger.ts';
import type { OwnRange } from './ranges.ts';
import { runningHash } from './seal.ts';
import type { Session } from './session.ts';
import { notAbove, receiverCards } from './trust.ts';

/** Setting: `needed` holds back every report that carries something; by default plain surveys leave without. */
const SURVEYS = 'approval.surveys';

export interface ReviewItem {
  readonly kind: 'enrolment' | 'proposal' | 'answer'; readonly id: string; readonly name: string | null; readonly nik: string | null; readonly noKk: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly programme: string | null; readonly status: string | null; readonly note: string | null; readonly on: string | null; readonly by: string | null;
  /** Of a proposal what it is about, and what would become of which fields: NIK and No KK masked. */
  readonly entity: 'family' | 'person' | null; readonly fields: readonly { readonly field: string; readonly label: string; readonly before: FieldValue; readonly proposed: FieldValue }[];
}

/** Who looks, in what language; of what lies outside the area the values are not told. */
export interface Looking { readonly lang: Lang; readonly scope: Scope }

export interface Review {
  readonly state: 'free' | 'needed' | 'approved' | 'stale';
  readonly digest: string;
  /** What the report carries beside. Null for an office that is not above: which of the changes are for it is known once it is written. */
  readonly carries: { readonly families: number; readonly people: number; readonly changes: number } | null;
  readonly items: readonly ReviewItem[]; readonly total: number;
  readonly approved: { readonly name: string; readonly at: string } | null;
}

/** What the next report to these offices would carry that a pengesah has to see, and whether it was approved. Error: NO_CARD. */
export function reviewReport(office: Reader, to: readonly string[], full: boolean, limit: number, { lang, scope }: Looking = { lang: 'id', scope: null }): Review {
  const { ranges, stream, sibling, below } = planOf(office, to, full);
  const { digest, total, first } = lookAt(office, ranges, sibling ? [] : decisionsFor(office, ranges, below), limit);
  const audience = sibling ? 'sibling' : 'office';
  const carries = below.length > 0 ? null : countsIn(office, ranges, audience);
  const approved = (sql(office, 'SELECT digest, name, at FROM approval WHERE stream = ?').get(stream) ?? null) as { digest: string; name: string; at: string } | null;
  const held = !sibling && (total > 0 || (surveysNeed(office) && (carries?.changes ?? countChanges(office, ranges, audience)) > 0));
  return {
    state: !held ? 'free' : approved === null ? 'needed' : approved.digest === digest ? 'approved' : 'stale',
    digest, carries, items: first.flatMap((one) => describe(office, one, { lang, scope }) ?? []), total,
    approved: held && approved ? { name: approved.name, at: approved.at } : null,
  };
}

/** Approves what was seen, by its digest. Error: APPROVAL_STALE when it is no longer what would leave. */
export function approveReport(office: Writer, user: Session['user'], name: string, to: readonly string[], full: boolean, digest: string): { name: string; at: string } {
  const review = reviewReport(office, to, full, 0);
  if (review.digest !== digest) fail('APPROVAL_STALE');
  const given = { name, at: office.now().toISOString() };
  const { stream } = planOf(office, to, full);
  writeChanges(office, { user, kind: 'approval', reason: 'report.approve', detail: { to, digest, items: review.total } }, () => {
    sql(office, 'INSERT OR REPLACE INTO approval (stream, digest, name, at) VALUES (?,?,?,?)').run(stream, digest, given.name, given.at);
  });
  return given;
}

/** Takes an approval back; packages that were made with it keep it. */
export function withdrawApproval(office: Writer, user: Session['user'], to: readonly string[]): { withdrawn: boolean } {
  const { stream } = planOf(office, to, false);
  if (sql(office, 'SELECT 1 FROM approval WHERE stream = ?').get(stream) === undefined) return { withdrawn: false };
  return writeChanges(office, { user, kind: 'approval', reason: 'report.unapprove', detail: { to } }, () => {
    sql(office, 'DELETE FROM approval WHERE stream = ?').run(stream);
    return { withdrawn: true };
  });
}

/** The approval that a report leaves with, or undefined when it needs none. Errors: APPROVAL_NEEDED, APPROVAL_STALE. */
export function requireApproval(office: Reader, to: readonly string[], full: boolean): { name: string; at: string } | undefined {
  const review = reviewReport(office, to, full, 0);
  if (review.state === 'free') return undefined;
  if (review.state === 'stale') fail('APPROVAL_STALE');
  return review.approved ?? fail('APPROVAL_NEEDED', { count: review.total });
}

/** Whether the next report to these offices was approved after a transaction: told without reading what it would carry. Error: NO_CARD. */
export function isApprovedAfter(office: Reader, to: readonly string[], tx: number): boolean {
  const digest = sql(office, 'SELECT digest FROM approval WHERE stream = ?').pluck().get(planOf(office, to, false).stream) as string | undefined;
  return digest !== undefined && sql(office, "SELECT 1 FROM tx WHERE id > ? AND kind = 'approval' AND json_extract(detail, '$.digest') = ?").get(tx, digest) !== undefined;
}

/** `below`: receivers that are not above this office, and are told only what they may hold. */
function planOf(office: Reader, to: readonly string[], full: boolean): { ranges: OwnRange[]; stream: string; sibling: boolean; below: readonly string[] } {
  const cards = receiverCards(office, to);
  const officeIds = cards.map((one) => one.card.officeId);
  const sibling = officeIds.every((one) => one === office.identity.officeId);
  return { ranges: rangesFor(readLedger(office), officeIds, full), stream: streamOf('LAPORAN', officeIds), sibling, below: sibling ? [] : notAbove(office, cards) };
}

function surveysNeed(office: Reader): boolean {
  return readSettings(office)[SURVEYS] === 'needed';
}

function countsIn(office: Reader, ranges: readonly OwnRange[], audience: Audience): { families: number; people: number; changes: number } {
  const sum = { families: 0, people: 0, changes: countChanges(office, ranges, audience) };
  for (const range of ranges) {
    const count = (text: string): number => sql(office, text).pluck().get(range.device, range.epoch, range.from, range.to) as number;
    const records = (key: 'family' | 'person'): number => {
      const entity = `c.entity = ${entities[key].id}`;
      return count(isMany(range) ? `SELECT count(*) FROM "${key}" r WHERE EXISTS (SELECT 1 FROM change c WHERE ${entity} AND c.record = r.id AND ${ofEitherKind('c')} AND ${ALSO_WITHIN})`
        : `SELECT count(DISTINCT c.record) FROM change c WHERE ${entity} AND ${WITHIN} AND c.record > 0`);
    };
    sum.families += records('family');
    sum.people += records('person');
  }
  return sum;
}

/** The digest over decisions by their last change, and, where surveys need approval too, everything up to the last counter; how many there are, and the first. */
function lookAt(office: Reader, ranges: readonly OwnRange[], decisions: Iterable<Decision>, limit: number): { digest: string; total: number; first: Decision[] } {
  const hash = runningHash();
  const first: Decision[] = [];
  let total = 0;
  hash.update('["tepat-approval-v1",[');
  for (const one of decisions) {
    hash.update((total === 0 ? '' : ',') + canonicalJson([one.entity, one.record, one.last]));
    if (first.length < limit) first.push(one);
    total += 1;
  }
  const rest = surveysNeed(office) ? ranges.map(({ deviceUid, epoch, to }) => [deviceUid, epoch, to]) : [];
  hash.update(`],${canonicalJson(rest)}]`);
  return { digest: hash.digest('hex'), total, first };
}

/** Who made the last change of a decision: not every one of them says itself by whom it was proposed. */
function lastBy(office: Reader, last: string): string | null {
  const [device, epoch, counter] = last.split('.').map(Number);
  const by = sql(office, `SELECT CASE WHEN t.sourceKind = 'package' THEN (SELECT o.userName FROM originTx o WHERE o.device = c.device AND o.epoch = c.epoch AND o.first <= c.counter ORDER BY o.first DESC LIMIT 1)
    ELSE t.userName END FROM change c JOIN tx t ON t.id = c.tx WHERE c.device = ? AND c.epoch = ? AND c.counter = ?`).pluck().get(device, epoch, counter) as string | null | undefined;
  return signedBy(office, by ?? null);
}

function describe(office: Reader, { entity, record: number, last }: Decision, looking: Looking): ReviewItem | null {
  const kind = entityOfId(entity)?.key;
  const record = kind && recordByNumber(office, kind, number);
  if (!record || (kind !== 'enrolment' && kind !== 'proposal' && kind !== 'answer')) return null;
  const { values } = record;
  const about = aboutWhom(office, kind, record);
  const text = (value: FieldValue | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const list = kind === 'enrolment' ? 'TEPAT.statusKepesertaan' : 'TEPAT.jawabanUsulan';
  const code = codeIn(list, kind === 'enrolment' ? values.status : values.verdict);
  const programme = kind === 'enrolment' ? (sql(office, 'SELECT coalesce(shortName, name) FROM programme WHERE uid = ?').pluck().get(values.programme) as string | undefined) : undefined;
  return {
    kind, id: record.uid, ...about, programme: programme ?? null, status: code === null ? null : (labelOf(list, code) ?? null),
    note: text(values.exitNote) ?? text(values.reason) ?? text(values.notes), on: text(values.decisionDate) ?? text(values.proposedOn) ?? text(values.decidedOn) ?? text(values.start),
    by: signedBy(office, text(values.proposedBy) ?? text(values.decidedBy)) ?? text(values.source) ?? lastBy(office, last), ...(kind === 'proposal' ? proposedFields(office, record, looking) : { entity: null, fields: [] }),
  };
}

function signedBy(office: Reader, name: string | null): string | null {
  return name === null ? null : userName(office, name);
}

function proposedFields(office: Reader, { values }: StoredRecord, { lang, scope }: Looking): Pick<ReviewItem, 'entity' | 'fields'> {
  const entity = values.entity === 'person' ? 'person' : 'family';
  const region = sql(office, 'SELECT region FROM family WHERE uid = coalesce((SELECT family FROM person WHERE uid = @uid), @uid)').pluck().get({ uid: values.record }) as string | null | undefined;
  if (!mayTouch(office, region ?? null, scope)) return { entity, fields: [] };
  const [proposed, before] = [JSON.parse(String(values.values)) as FieldValues, JSON.parse(String(values.before)) as FieldValues];
  return { entity, fields: Object.keys(proposed).map((field) => ({ field, label: fieldLabel(lang, entity, field), before: toldValue(office, lang, entity, field, before[field]), proposed: toldValue(office, lang, entity, field, proposed[field]) })) };
}

function aboutWhom(office: Reader, kind: 'enrolment' | 'proposal' | 'answer', { values }: StoredRecord): Pick<ReviewItem, 'name' | 'nik' | 'noKk' | 'rt' | 'rw'> {
  const uid = kind === 'enrolment' ? null : kind === 'proposal' ? values.record : sql(office, 'SELECT record FROM proposal WHERE uid = ?').pluck().get(values.proposal);
  const person = sql(office, 'SELECT name, nik, family FROM person WHERE uid = ?').get(values.person ?? uid ?? '') as { name: string | null; nik: string | null; family: string | null } | undefined;
  const family = sql(office, 'SELECT head, noKk, rt, rw FROM familySummary WHERE uid = ?').get(values.family ?? person?.family ?? uid ?? '') as { head: string | null; noKk: string | null; rt: string | null; rw: string | null } | undefined;
  return { name: person?.name ?? family?.head ?? null, nik: person?.nik ? mask(person.nik) : null, noKk: family?.noKk ? mask(family.noKk) : null, rt: family?.rt ?? null, rw: family?.rw ?? null };
}
