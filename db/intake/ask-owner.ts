import { isOwn, travelsTo } from '../registry/access.ts';
import type { Reader } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import { ask } from './judged.ts';
import type { Judged } from './judged.ts';

/** Leaves a row to a person whose record this office may only read: another office owns it, or its family is on its way to one. */
export function askOwner(office: Reader, row: Judged, record: StoredRecord): void {
  if (!isOwn(office, record)) return ask(row, 'NOT_OWN', { owner: String(record.values.owner) });
  const to = travelsTo(office, record);
  if (to !== null) ask(row, 'ON_ITS_WAY', { to });
}
