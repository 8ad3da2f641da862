import { fieldOfId } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { writeChanges } from '../store/change-log.ts';
import type { ChangeId, Log } from '../store/change-log.ts';
import { PARKED_REASON } from '../store/group-line.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { applyToRecord } from './apply-changes.ts';
import { bareContext } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import { applyRecord } from './apply-made.ts';
import { boundsOf } from './bounds-of.ts';
import { fitsField } from './guard.ts';
import type { Incoming } from './merge-record.ts';
import { travellingEntity } from './payload.ts';
import type { Session } from './session.ts';
import { writeLedger } from './sqlite-ledger-writer.ts';
import { cardsOfCode } from './trust.ts';

interface ParkedRow extends ChangeId {
  readonly entity: number; readonly field: number; readonly package: string; readonly record: string; readonly raw: string; readonly office: string;
}

/**
 * Applies what earlier versions had to park and this one knows: records first, then the fields they were made with,
 * then later changes, each with the ids they came with. Does nothing, and writes nothing, when there is none. Returns
 * how many rows found their place.
 */
export function applyParked(session: Session): number {
  const { office, user } = session;
  const known = parkedRows(office).filter((row) => {
    const entity = travellingEntity(row.entity);
    return entity !== null && (row.field === 0 || fieldOfId(entity, row.field) !== undefined) && cardsOfCode(office, row.office).length > 0;
  });
  for (const rows of Map.groupBy(known, (row) => row.package).values()) {
    const [first] = rows;
    if (!first) continue;
    const [sender] = cardsOfCode(office, first.office);
    if (!sender) continue;
    writeChanges(office, { user, kind: 'receive', reason: PARKED_REASON, source: { kind: 'package', id: first.package }, detail: { rows: rows.length } }, (log) => {
      const ledger = writeLedger(office, log);
      const context = bareContext(ledger, boundsOf(ledger, sender.card.deviceId), first.package, office.now().toISOString());
      const note = sql(office, 'UPDATE parked SET appliedAt = ? WHERE device = ? AND epoch = ? AND counter = ? AND field = ?');
      for (const row of rows) if (applyRow(context, log, row)) note.run(context.at, row.device, row.epoch, row.counter, row.field);
      ledger.refresh();
    });
  }
  return known.length;
}

function parkedRows(office: Reader): ParkedRow[] {
  return sql(office, `SELECT p.*, d.office AS office FROM parked p JOIN device d ON d.no = p.device WHERE p.appliedAt IS NULL
    ORDER BY p.field <> 0, json_type(p.raw, '$.id') IS NOT NULL, p.entity, p.device, p.epoch, p.counter`).all() as ParkedRow[];
}

/** Whether the row found its place. */
function applyRow(context: ApplyContext, log: Log, row: ParkedRow): boolean {
  const entity = travellingEntity(row.entity);
  if (entity === null) return false;
  const id = { device: row.device, epoch: row.epoch, counter: row.counter };
  const raw = JSON.parse(row.raw) as unknown;
  if (row.field === 0) applyRecord(context, entity, row.record, id, raw as [number, unknown][]);
  else if ('id' in (raw as object)) applyToRecord(context, row.entity, [{ ...(raw as Omit<Incoming, 'record' | 'field'>), record: row.record, field: row.field }]);
  else {
    const field = fieldOfId(entity, row.field);
    const number = context.ledger.find(entity, row.record);
    const { value } = raw as { value: unknown };
    if (!field || number === null || !fitsField(field, value)) return false;
    log.update(entity, number, { [field.key]: value as FieldValue });
    context.ledger.touch(entity, row.record, {});
  }
  return true;
}
