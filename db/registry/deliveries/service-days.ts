import { isInside } from '../../rules/region-code.ts';
import { fail } from '../../rules/failure.ts';
import { serviceDays } from '../../rules/service-days.ts';
import type { DayWord, ServiceDay } from '../../rules/service-days.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { needRecord } from '../access.ts';
import type { Actor } from '../access.ts';

interface Row extends Omit<DayWord, 'off'> { readonly uid: string; readonly owner: string; readonly off: number | null }

/** The days of a month for a programme: this office's word goes before that of the offices above it; no other office's is heard. */
export function programmeDays(office: Reader, programme: string, month: string): ServiceDay[] {
  const own = office.identity.code;
  const rows = (sql(office, 'SELECT uid, owner, date, weekday, off, reason FROM serviceDay WHERE programme = ? ORDER BY uid').all(programme) as Row[]).filter((row) => isInside(own, row.owner));
  return serviceDays(month, rows.sort((a, b) => b.owner.length - a.owner.length).map((row) => ({ ...row, off: row.off === 1 })));
}

export interface DaySaid {
  readonly programme: string;
  readonly date?: string | undefined;
  readonly weekday?: number | undefined;
  readonly off: boolean;
  readonly reason: string | null;
}

/** Says that a programme is not given on a date or a day of the week, or is after all; a second word replaces the first. Errors: NOT_FOUND, INVALID_INPUT (neither or both). */
export function sayServiceDay(office: Writer, actor: Actor, said: DaySaid): void {
  const { date = null, weekday = null, off, reason } = said;
  if ((date === null) === (weekday === null)) fail('INVALID_INPUT', { detail: 'date, weekday' });
  const programme = needRecord(office, 'programme', said.programme);
  const present = sql(office, 'SELECT id FROM serviceDay WHERE programme = ? AND owner = ? AND date IS ? AND weekday IS ? ORDER BY uid LIMIT 1').pluck().get(programme.uid, office.identity.code, date, weekday) as number | undefined;
  const values = { off: off ? 1 : 0, reason: reason?.trim() || null };
  writeChanges(office, { user: actor.user, kind: 'deliver', reason: values.reason }, (log) => {
    if (present !== undefined) log.update('serviceDay', present, values);
    else log.create('serviceDay', { owner: office.identity.code, programme: programme.uid, date, weekday, ...values });
  });
}
