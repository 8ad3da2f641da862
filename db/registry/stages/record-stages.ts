import { fail } from '../../rules/failure.ts';
import { planOf } from '../../rules/programme-plan.ts';
import { isInside } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { requirePast } from '../life-events.ts';
import { labelFor, voidReason } from '../states.ts';
import { stageBoard } from './stage-board.ts';
import type { StageLine } from './stage-board.ts';

export interface StageRun {
  readonly programme: string;
  readonly stage: string;
  readonly date: string;
  /** Code of TEPAT.hasilTahap. */
  readonly result: number;
  readonly place?: string | null;
  readonly note?: string | null;
  readonly items: readonly { readonly enrolment: string; readonly certificateNo?: string | null }[];
}

/**
 * Records a stage for one recipient or many, all in one transaction; a second record of a stage corrects the first. Errors:
 * NOT_FOUND, NOT_OWNER, OUTSIDE_AREA (somebody who is not among the recipients here), WRONG_PROGRAMME, STAGE_UNKNOWN,
 * STAGE_EARLY (before the stage that comes first), DATE_FUTURE.
 */
export function recordStages(office: Writer, actor: Actor, run: StageRun): { recorded: number } {
  const programme = needRecord(office, 'programme', run.programme);
  const { stages } = planOf(programme.values);
  const place = stages.findIndex((one) => one.key === run.stage);
  if (place < 0) fail('STAGE_UNKNOWN', { stage: run.stage });
  requirePast(office, run.date);
  const lines = new Map(stageBoard(office, programme.uid, actor.scope).rows.map((line) => [line.enrolment, line]));
  const earlier = new Set(stages.slice(0, place).map((one) => one.key));
  const ready = run.items.map((item) => ({ item, enrolment: partOf(office, programme, item.enrolment), line: lines.get(item.enrolment) ?? fail('OUTSIDE_AREA', { area: actor.scope ?? '' }) }));
  for (const { line } of ready) requireInOrder(line, earlier, run.date);
  return writeChanges(office, { user: actor.user, kind: 'stage' }, (log) => {
    for (const { item, enrolment } of ready) {
      const { family = null, person = null, peopleGroup = null } = enrolment.values;
      const values = { date: run.date, result: run.result, place: run.place?.trim() || null, note: run.note?.trim() || null, certificateNo: item.certificateNo?.trim() || null };
      const present = sql(office, 'SELECT id FROM stageResult WHERE enrolment = ? AND stage = ? AND owner = ? AND voided IS NULL ORDER BY uid LIMIT 1').pluck().get(enrolment.uid, run.stage, office.identity.code) as number | undefined;
      if (present !== undefined) log.update('stageResult', present, values);
      else log.create('stageResult', { owner: office.identity.code, enrolment: enrolment.uid, programme: programme.uid, family, person, peopleGroup, stage: run.stage, ...values });
    }
    return { recorded: ready.length };
  });
}

/** Takes a result back that was recorded by mistake. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function voidStage(office: Writer, actor: Actor, id: string, reason: string): void {
  const result = needRecord(office, 'stageResult', id);
  requireOwn(office, result);
  const seen = stageBoard(office, String(result.values.programme), actor.scope).rows.some((line) => line.enrolment === result.values.enrolment);
  if (!seen) fail('OUTSIDE_AREA', { area: actor.scope ?? '' });
  writeChanges(office, { user: actor.user, kind: 'stage', reason }, (log) => {
    log.update('stageResult', result.id, { voided: voidReason.mistake });
  });
}

/** A part in the programme that this office, or one below it, keeps. */
function partOf(office: Reader, programme: StoredRecord, uid: string): StoredRecord {
  const enrolment = needRecord(office, 'enrolment', uid);
  if (enrolment.values.programme !== programme.uid) fail('WRONG_PROGRAMME', { name: labelFor('TEPAT.statusKepesertaan', enrolment.values.status) ?? '' });
  const { owner } = enrolment.values;
  const below = typeof owner === 'string' && owner !== office.identity.code && isInside(owner, office.identity.code);
  if (!below) requireOwn(office, enrolment);
  return enrolment;
}

function requireInOrder(line: StageLine, earlier: ReadonlySet<string>, date: string): void {
  const last = line.results.filter((one) => earlier.has(one.stage)).map((one) => one.date ?? '').sort().at(-1);
  if (last !== undefined && date < last) fail('STAGE_EARLY', { name: line.name, date, before: last });
}
