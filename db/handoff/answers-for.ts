import { getMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Whether this PC answers for what a device (by its number) wrote: its own, or of a PC of this office that is not trusted any more, or of no PC of it. */
export function answersFor(office: Reader, device: number): boolean {
  const made = sql(office, 'SELECT uid, office FROM device WHERE no = ?').get(device) as { uid: string; office: string } | undefined;
  if (!made || made.uid === getMeta(office.db, 'device') || made.office !== office.identity.code) return true;
  return sql(office, 'SELECT 1 FROM card WHERE deviceUid = ? AND revokedAt IS NULL').get(made.uid) === undefined;
}
