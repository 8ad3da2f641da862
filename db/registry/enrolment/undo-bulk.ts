import { showDate } from '../../rules/dates.ts';
import { entities, fieldOfId } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import { localDate, sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { findRecord, recordByNumber } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { requireWholeOffice } from '../access.ts';
import type { Actor } from '../access.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { voidReason } from '../states.ts';
import { readPart } from './parts.ts';

/** Something that was done to many parts in programmes at once. */
export interface BulkBatch {
  readonly batch: string;
  readonly what: string;
  readonly programme: string | null;
  readonly programmeName: string | null;
  readonly count: number;
  readonly waiting: number;
  readonly at: string;
  readonly by: string | null;
  readonly undoneAt: string | null;
}

interface Detail { readonly bulk: string; readonly what: string; readonly programme?: string; readonly count: number; readonly waiting?: number }
interface Tx { readonly id: number; readonly detail: string; readonly at: string; readonly userName: string | null }

/** What was done to many at once, the latest first. */
export function listBulks(office: Reader, limit = 50): BulkBatch[] {
  const rows = sql(office, `SELECT t.id, t.detail, t.at, t.userName FROM tx t WHERE t.kind = 'enrol' AND t.detail LIKE '{"bulk":%' ORDER BY t.id DESC LIMIT ?`).all(limit) as Tx[];
  return rows.map(({ detail, at, userName }) => {
    const said = JSON.parse(detail) as Detail;
    const programme = said.programme === undefined ? undefined : findRecord(office, 'programme', said.programme);
    return {
      batch: said.bulk, what: said.what, programme: said.programme ?? null, programmeName: programme ? String(programme.values.shortName ?? programme.values.name ?? '') : null, count: said.count, waiting: said.waiting ?? 0, at, by: userName,
      undoneAt: undoneAt(office, said.bulk),
    };
  });
}

function undoneAt(office: Reader, batch: string): string | null {
  return (sql(office, "SELECT at FROM tx WHERE kind = 'undo' AND detail = ?").pluck().get(JSON.stringify({ undoBulk: batch })) as string | undefined) ?? null;
}

interface Entry { readonly entity: number; readonly record: number; readonly field: number; readonly old: string | null }

/**
 * Takes back what was done to many at once, by changes that travel like any: what was made no longer counts, what was
 * moved is again as it was. Whoever was changed since is left, and named. Errors: NOT_FOUND, BATCH_UNDONE, OUTSIDE_AREA.
 */
export function undoBulk(office: Writer, actor: Actor, batch: string, reason: string): { undone: number; kept: { enrolment: string; name: string }[] } {
  requireWholeOffice(office, actor.scope);
  const found = sql(office, `SELECT id FROM tx WHERE kind = 'enrol' AND detail LIKE ? ORDER BY id LIMIT 1`).get(`{"bulk":${JSON.stringify(batch)}%`) as { id: number } | undefined;
  const tx = found?.id ?? fail('NOT_FOUND', { id: batch });
  const before = undoneAt(office, batch);
  if (before !== null) fail('BATCH_UNDONE', { at: showDate(localDate(new Date(before))) });
  const entries = sql(office, 'SELECT entity, record, field, old FROM change WHERE tx = ? AND record > 0 ORDER BY device, epoch, counter').all(tx) as Entry[];
  return writeChanges(office, { user: actor.user, kind: 'undo', reason, detail: { undoBulk: batch } }, (log) => {
    const kept: { enrolment: string; name: string }[] = [];
    const touched = new Set<number>();
    let undone = 0;
    for (const [record, own] of Map.groupBy(entries.filter((entry) => entry.entity === entities.enrolment.id), (entry) => entry.record)) {
      const enrolment = recordByNumber(office, 'enrolment', record);
      if (!enrolment || (enrolment.values.voided ?? null) !== null) continue;
      const part = readPart(office, enrolment.uid, null);
      if (isUsedSince(office, enrolment, tx, log.tx)) {
        kept.push({ enrolment: enrolment.uid, name: part.name });
        continue;
      }
      log.update('enrolment', record, own.some((entry) => entry.field === 0) ? { voided: voidReason.undoneBulk } : oldValues(own));
      if (part.family) touched.add(part.family.id);
      undone += 1;
    }
    const left = new Set(kept.map((one) => one.enrolment));
    for (const { record } of entries.filter((entry) => entry.entity === entities.enrolmentStep.id && entry.field === 0)) {
      const step = recordByNumber(office, 'enrolmentStep', record);
      if (step && !left.has(String(step.values.enrolment))) log.update('enrolmentStep', record, { voided: voidReason.undoneBulk });
    }
    refreshDerived(office, touched);
    return { undone, kept };
  });
}

/** Whether it was changed since, or something was handed over by it. */
function isUsedSince(office: Reader, enrolment: StoredRecord, after: number, before: number): boolean {
  return sql(office, 'SELECT 1 FROM change WHERE entity = ? AND record = ? AND field > 0 AND tx > ? AND tx < ? LIMIT 1').get(entities.enrolment.id, enrolment.id, after, before) !== undefined
    || sql(office, 'SELECT 1 FROM delivery WHERE enrolment = ? AND voided IS NULL LIMIT 1').get(enrolment.uid) !== undefined;
}

/** What each field held before; of one that was changed twice, the first says it. */
function oldValues(entries: readonly Entry[]): FieldValues {
  return Object.fromEntries(entries.toReversed().flatMap(({ field, old }) => {
    const key = fieldOfId('enrolment', field)?.key;
    return key === undefined ? [] : [[key, old === null ? null : (JSON.parse(old) as FieldValue)]];
  }));
}
