import { whyReadOnly } from '../registry/access.ts';
import type { Reader } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import { ask } from './judged.ts';
import type { Judged } from './judged.ts';

/** Leaves a row to a person whose record this office may only read: another office owns it, or its family is on its way to one. */
export function askOwner(office: Reader, row: Judged, record: StoredRecord): void {
  const why = whyReadOnly(office, record);
  if (why !== null) ask(row, 'owner' in why ? 'NOT_OWN' : 'ON_ITS_WAY', { ...why });
}
