import { refuseMove } from '../../rules/enrolment/states.ts';
import { textOf } from '../../rules/field.ts';
import { fail } from '../../rules/failure.ts';
import type { Lang } from '../../rules/text.ts';
import { writeChanges } from '../../store/change-log.ts';
import { newId } from '../../store/new-id.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needRecord, textValue } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import type { Fact } from '../family-facts.ts';
import { unitValues } from '../recipient-unit.ts';
import type { RecipientUnit } from '../recipient-unit.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { codeFor, enrolmentStatus, unitKind } from '../states.ts';
import { bulkCandidates, bulkOutcomes } from './bulk-candidates.ts';
import type { BulkCandidate, BulkChoice, BulkOutcome } from './bulk-candidates.ts';
import { requireEmergency } from './emergencies.ts';
import { keepOverrides } from './objections.ts';

/** The most lines of each outcome that a preview shows; the counts are of all. */
const SHOWN = 200;

export interface BulkLine {
  readonly family: string | null; readonly person: string | null; readonly group: string | null; readonly name: string; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly desil: number | null;
  readonly outcome: BulkOutcome;
  readonly why: readonly string[];
}

export interface BulkPreview {
  readonly candidates: number;
  /** One outcome each: they add up to the candidates. */
  readonly counts: Readonly<Record<BulkOutcome, number>>;
  /** How many families they are: one is counted once, however many of it would receive. */
  readonly families: number;
  readonly rows: readonly BulkLine[];
  /** By which rule how many are left out or would be taken with a reason. */
  readonly rules: readonly { readonly rule: string; readonly title: string; readonly result: 'warn' | 'forbid'; readonly count: number }[];
}

/** What enrolling everybody of a filter would do, before anything is done. Errors as `bulkCandidates`. */
export function previewBulk(office: Reader, scope: Scope, choice: BulkChoice, lang: Lang, health: boolean): BulkPreview {
  const all = bulkCandidates(office, scope, choice, lang, health);
  const rules = new Map<string, { rule: string; title: string; result: 'warn' | 'forbid'; count: number }>();
  for (const { objections } of all) {
    for (const one of objections) {
      const known = rules.get(one.rule) ?? { rule: one.rule, title: one.title, result: one.result, count: 0 };
      known.count += 1;
      rules.set(one.rule, known);
    }
  }
  const counts = countsOf(all);
  const rows = bulkOutcomes.flatMap((outcome) => all.filter((one) => one.outcome === outcome).slice(0, SHOWN).map(toLine));
  return { candidates: all.length, counts, families: new Set(all.flatMap((one) => (one.outcome === 'enrol' && one.family ? [one.family.uid] : []))).size, rows, rules: [...rules.values()].sort((a, b) => b.count - a.count) };
}

export interface BulkRun extends BulkChoice {
  readonly decisionNo?: string | null;
  readonly decisionDate?: string | null;
  readonly source?: string | null;
  /** Enrolled in an emergency, to be verified by a day (KPS-6). */
  readonly emergency?: number | null;
  readonly verifyBy?: string | null;
  /** What the preview counted: refused when it is no longer so. */
  readonly expect: { readonly enrol: number; readonly wait: number };
}

/**
 * Enrols everybody of a filter as the preview says, in one transaction that can be taken back: whoever finds no place
 * within the quota becomes a proposal in the waiting list. Errors: as `bulkCandidates`, DECISION_NEEDED, VERIFY_BY_NEEDED, BULK_CHANGED, BULK_NOTHING.
 */
export function runBulk(office: Writer, actor: Actor, run: BulkRun): { batch: string; enrolled: number; waiting: number } {
  const programme = needRecord(office, 'programme', run.programme);
  const name = String(programme.values.shortName ?? programme.values.name ?? '');
  if (run.as === enrolmentStatus.decided && refuseMove(enrolmentStatus.proposed, 'decide', { date: run.start, decisionNo: run.decisionNo ?? null, decisionDate: run.decisionDate ?? null, emergency: typeof run.emergency === 'number' }, null) !== null) fail('DECISION_NEEDED', { name });
  requireEmergency(run);
  const batch = newId();
  const all = bulkCandidates(office, actor.scope, run, 'id', true);
  const counts = countsOf(all);
  if (counts.enrol !== run.expect.enrol || counts.wait !== run.expect.wait) fail('BULK_CHANGED', { now: counts.enrol + counts.wait, before: run.expect.enrol + run.expect.wait });
  if (counts.enrol + counts.wait === 0) fail('BULK_NOTHING');
  const unit = codeFor('TEPAT.satuanPenerima', programme.values, 'unitKind') ?? unitKind.family;
  return writeChanges(office, { user: actor.user, kind: 'enrol', detail: { bulk: batch, what: 'enrol', programme: programme.uid, count: counts.enrol, waiting: counts.wait } }, (log) => {
    const touched = new Set<number>();
    for (const { family, person, group, outcome, objections } of all) {
      if (outcome !== 'enrol' && outcome !== 'wait') continue;
      const as = outcome === 'wait' ? enrolmentStatus.proposed : run.as;
      const decided = as !== enrolmentStatus.proposed;
      const { uid } = log.create('enrolment', {
        owner: office.identity.code, programme: programme.uid, ...unitValues(office, log, placed(unit, family, person, group)), status: as, start: as === enrolmentStatus.active ? run.start : null,
        proposedOn: decided ? null : run.start, statusDate: decided ? run.start : null, decisionNo: decided ? (run.decisionNo ?? null) : null, decisionDate: decided ? (run.decisionDate ?? null) : null, source: run.source ?? null,
        ...(typeof run.emergency === 'number' && { emergency: run.emergency, verifyBy: run.verifyBy ?? null }),
      });
      if (decided) {
        const answered = objections.map((one) => ({ ...one, reason: run.warnedReason ?? '' }));
        keepOverrides(office, log, actor, { enrolment: uid, programme: programme.uid, family, person }, answered);
      }
      if (family) touched.add(family.id);
    }
    refreshDerived(office, touched);
    return { batch, enrolled: counts.enrol, waiting: counts.wait };
  });
}

/** A candidate in the unit of the programme: the house and the rumah tangga are those of the family. */
function placed(unit: number, family: Fact | null, person: Fact | null, group: StoredRecord | null): RecipientUnit {
  const record = family as StoredRecord | null;
  return { unit, family: record, person: person as StoredRecord | null, group, household: unit === unitKind.household && record ? textValue(record, 'household') : null, house: unit === unitKind.house && record ? textValue(record, 'house') : null, bank: null };
}

function countsOf(all: readonly BulkCandidate[]): Record<BulkOutcome, number> {
  const counts = Object.fromEntries(bulkOutcomes.map((outcome) => [outcome, 0])) as Record<BulkOutcome, number>;
  for (const { outcome } of all) counts[outcome] += 1;
  return counts;
}

function toLine({ family, person, group, name, desil, outcome, objections, status }: BulkCandidate): BulkLine {
  const text = (key: string): string | null => textOf((family ?? group)?.values[key]);
  return {
    family: family?.uid ?? null, person: person?.uid ?? null, group: group?.uid ?? null, name, address: text('address'), rt: text('rt'), rw: text('rw'), desil, outcome,
    why: status === null ? objections.map((one) => `${one.title}: ${one.facts}`) : [status],
  };
}
