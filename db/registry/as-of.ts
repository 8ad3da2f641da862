import type { EntityKey } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValue } from '../rules/field.ts';
import type { Reader } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import type { Scope } from './access.ts';
import { endOfDay } from './day-bounds.ts';
import { maskValues } from './family-view.ts';
import { valuesBefore } from './log-entries.ts';
import { needKind } from './record-kind.ts';

/** A record as this office knew it at the end of a local date, NIK and No KK masked; null values when it was not known yet. */
export function recordAsOf(office: Reader, uid: string, date: string, scope: Scope): { entity: EntityKey; values: Record<string, FieldValue> | null } {
  const entity = needKind(office, uid, scope);
  const record = findRecord(office, entity, uid) ?? fail('NOT_FOUND', { id: uid });
  const values = valuesBefore(office, entity, record.id, endOfDay(date));
  return { entity, values: values && maskValues(entity, values) };
}
