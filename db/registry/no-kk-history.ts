import type { FieldValue } from '../rules/field.ts';
import type { Log } from '../store/change-log.ts';
import type { Reader } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';

/**
 * Keeps the No KK that a family is about to lose, with the day it ended; the caller writes the new one. Nothing happens
 * when the number stays or there was none.
 */
export function keepOldNoKk(office: Reader, log: Log, family: StoredRecord, noKk: FieldValue, date: string, reason: string | null): void {
  const old = family.values.noKk;
  if (typeof old !== 'string' || old === '' || old === noKk) return;
  const kept = recordsWhere(office, 'familyNumber', 'family', family.uid).filter((one) => one.values.voided === null);
  const open = kept.find((one) => one.values.until === null && one.values.noKk === old);
  if (open) {
    log.update('familyNumber', open.id, { until: date, reason });
    return;
  }
  const from = kept.map((one) => one.values.until).filter((until) => typeof until === 'string').sort().at(-1) ?? null;
  log.create('familyNumber', { owner: family.values.owner ?? null, family: family.uid, noKk: old, from, until: date, reason });
}
