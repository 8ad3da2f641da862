import { readSettings } from '../registry/settings.ts';
import { canonicalJson } from '../rules/canonical-json.ts';
import { entities, entityOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import { codeIn, labelOf } from '../rules/lists.ts';
import { mask } from '../rules/mask.ts';
import type { FieldValue } from '../rules/field.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordByNumber } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { streamOf } from './build-package.ts';
import { rangesFor } from './ranges.ts';
import { readLedger } from './sqlite-ledger.ts';
import type { OwnRange } from './ranges.ts';
import { sha256 } from './seal.ts';
import type { Session } from './session.ts';
import { receiverCards } from './trust.ts';

/** What a pengesah answers for: recipient decisions, proposals, and answers to them. */
const deciding: readonly EntityKey[] = ['enrolment', 'proposal', 'answer'];
/** Setting: `needed` holds back every report that carries something; by default plain surveys leave without. */
const SURVEYS = 'approval.surveys';

export interface ReviewItem {
  readonly kind: 'enrolment' | 'proposal' | 'answer'; readonly id: string; readonly name: string | null; readonly nik: string | null; readonly noKk: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly programme: string | null; readonly status: string | null; readonly note: string | null; readonly on: string | null; readonly by: string | null;
}

export interface Review {
  readonly state: 'free' | 'needed' | 'approved' | 'stale';
  readonly digest: string;
  readonly families: number; readonly people: number; readonly changes: number;
  readonly items: readonly ReviewItem[]; readonly total: number;
  readonly approved: { readonly name: string; readonly at: string } | null;
}

interface Decision { readonly entity: number; readonly record: number; readonly last: string }

/** What the next report to these offices would carry that a pengesah has to see, and whether it was approved. Error: NO_CARD. */
export function reviewReport(office: Reader, to: readonly string[], full: boolean, limit: number): Review {
  const { ranges, stream, sibling } = planOf(office, to, full);
  const decisions = sibling ? [] : decisionsIn(office, ranges);
  const counts = countsIn(office, ranges);
  const digest = digestOf(office, ranges, decisions);
  const approved = (sql(office, 'SELECT digest, name, at FROM approval WHERE stream = ?').get(stream) ?? null) as { digest: string; name: string; at: string } | null;
  const held = !sibling && (decisions.length > 0 || (surveysNeed(office) && counts.changes > 0));
  return {
    state: !held ? 'free' : approved === null ? 'needed' : approved.digest === digest ? 'approved' : 'stale',
    digest, ...counts, items: decisions.slice(0, limit).flatMap((one) => describe(office, one) ?? []), total: decisions.length,
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

function planOf(office: Reader, to: readonly string[], full: boolean): { ranges: OwnRange[]; stream: string; sibling: boolean } {
  const cards = receiverCards(office, to);
  const officeIds = cards.map((one) => one.card.officeId);
  return { ranges: rangesFor(readLedger(office), officeIds, full), stream: streamOf('LAPORAN', officeIds), sibling: officeIds.every((one) => one === office.identity.officeId) };
}

function surveysNeed(office: Reader): boolean {
  return readSettings(office)[SURVEYS] === 'needed';
}

/** Own decisions made or changed within the ranges, each with its last change. */
function decisionsIn(office: Reader, ranges: readonly OwnRange[]): Decision[] {
  const owned = deciding.map((key) => `(c.entity = ${entities[key].id} AND EXISTS (SELECT 1 FROM "${key}" r WHERE r.id = c.record AND r.owner = @owner))`).join(' OR ');
  const find = sql(office, `SELECT c.entity AS entity, c.record AS record, max(printf('%d.%d.%012d', c.device, c.epoch, c.counter)) AS last FROM change c
    WHERE c.device = @device AND c.epoch = @epoch AND c.counter > @from AND c.counter <= @to AND c.taken = 1 AND c.entity IN (${deciding.map((key) => entities[key].id).join(',')}) AND (${owned})
    GROUP BY 1, 2 ORDER BY 1, 2`);
  const { code } = office.identity;
  return ranges.flatMap(({ device, epoch, from, to }) => find.all({ owner: code, device, epoch, from, to }) as Decision[]);
}

function countsIn(office: Reader, ranges: readonly OwnRange[]): { families: number; people: number; changes: number } {
  const find = sql(office, `SELECT count(*) AS changes, count(DISTINCT CASE WHEN entity = 1 THEN record END) AS families, count(DISTINCT CASE WHEN entity = 2 THEN record END) AS people
    FROM change WHERE device = ? AND epoch = ? AND counter > ? AND counter <= ? AND entity NOT IN (9, 10)`);
  const sum = { families: 0, people: 0, changes: 0 };
  for (const { device, epoch, from, to } of ranges) {
    const row = find.get(device, epoch, from, to) as typeof sum;
    for (const key of ['families', 'people', 'changes'] as const) sum[key] += row[key];
  }
  return sum;
}

/** Decisions by their last change; where surveys need approval too, everything up to the last counter. */
function digestOf(office: Reader, ranges: readonly OwnRange[], decisions: readonly Decision[]): string {
  const rest = surveysNeed(office) ? ranges.map(({ deviceUid, epoch, to }) => [deviceUid, epoch, to]) : [];
  return sha256(canonicalJson(['tepat-approval-v1', decisions.map(({ entity, record, last }) => [entity, record, last]), rest])).toString('hex');
}

function describe(office: Reader, { entity, record: number }: Decision): ReviewItem | null {
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
    by: text(values.proposedBy) ?? text(values.decidedBy) ?? text(values.source),
  };
}

function aboutWhom(office: Reader, kind: 'enrolment' | 'proposal' | 'answer', { values }: StoredRecord): Pick<ReviewItem, 'name' | 'nik' | 'noKk' | 'rt' | 'rw'> {
  const uid = kind === 'enrolment' ? null : kind === 'proposal' ? values.record : sql(office, 'SELECT record FROM proposal WHERE uid = ?').pluck().get(values.proposal);
  const person = sql(office, 'SELECT name, nik, family FROM person WHERE uid = ?').get(values.person ?? uid ?? '') as { name: string | null; nik: string | null; family: string | null } | undefined;
  const family = sql(office, 'SELECT head, noKk, rt, rw FROM familySummary WHERE uid = ?').get(values.family ?? person?.family ?? uid ?? '') as { head: string | null; noKk: string | null; rt: string | null; rw: string | null } | undefined;
  return { name: person?.name ?? family?.head ?? null, nik: person?.nik ? mask(person.nik) : null, noKk: family?.noKk ? mask(family.noKk) : null, rt: family?.rt ?? null, rw: family?.rw ?? null };
}
