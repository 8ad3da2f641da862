import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { mayTouch, needRecord, requireArea, requireOwn, textValue } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { homeRegion } from './enumerators.ts';

/** A period with how far it is. */
export interface RoundView {
  readonly id: string; readonly name: string; readonly region: string | null; readonly from: string; readonly until: string; readonly olderThan: number | null; readonly list: string | null; readonly listTitle: string | null;
  readonly doubts: boolean; readonly note: string | null; readonly closed: string | null; readonly own: boolean; readonly late: boolean;
  /** Visits by state. */
  readonly planned: number; readonly visited: number; readonly checked: number; readonly approved: number; readonly returned: number;
}

export interface RoundInput {
  readonly id?: string | undefined;
  readonly name: string;
  readonly region?: string | null | undefined;
  readonly from: string;
  readonly until: string;
  readonly olderThan?: number | null | undefined;
  readonly list?: string | null | undefined;
  readonly doubts: boolean;
  readonly note?: string | null | undefined;
}

/** The periods of an area, the latest first. */
export function listRounds(office: Reader, scope: Scope): RoundView[] {
  const count = (states: string): string => `(SELECT count(*) FROM visit v WHERE v.round = r.uid AND v.voided IS NULL AND v.state IN (${states}))`;
  const rows = sql(office, `SELECT r.uid AS id, r.name AS name, r.region AS region, r."from" AS "from", r."until" AS "until", r.olderThan AS olderThan, r.list AS list, (SELECT l.title FROM targetList l WHERE l.uid = r.list) AS listTitle, r.doubts AS doubts, r.note AS note, r.closed AS closed, r.owner AS owner,
      ${count('1, 2')} AS planned, ${count('3')} AS visited, ${count('4')} AS checked, ${count('5')} AS approved, ${count('6')} AS returned
    FROM visitRound r ORDER BY r.closed IS NOT NULL, r."from" DESC, r.id DESC`).all() as (Omit<RoundView, 'own' | 'doubts' | 'late'> & { owner: string | null; doubts: number | null })[];
  const day = today(office);
  return rows.filter((row) => mayTouch(office, row.region, scope)).map(({ owner, doubts, ...row }) => ({ ...row, doubts: doubts === 1, own: owner === office.identity.code, late: row.closed === null && row.until < day }));
}

/** Opens a period or changes it. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, DATE_ORDER, ROUND_BASIS, ROUND_CLOSED, INVALID_INPUT. */
export function saveRound(office: Writer, actor: Actor, input: RoundInput): { id: string } {
  const stored = input.id === undefined ? null : needOpenRound(office, input.id);
  if (stored) requireOwn(office, stored);
  if (input.until < input.from) fail('DATE_ORDER', { start: input.from, end: input.until });
  const list = input.list ? needRecord(office, 'targetList', input.list).uid : null;
  const olderThan = input.olderThan ?? null;
  if (olderThan === null && list === null && !input.doubts) fail('ROUND_BASIS');
  const region = input.region ?? (stored ? textValue(stored, 'region') : homeRegion(office)) ?? fail('INVALID_INPUT', { detail: 'visitRound.region' });
  requireArea(office, region, actor.scope);
  const values = { name: input.name.trim() || fail('INVALID_INPUT', { detail: 'visitRound.name' }), region, from: input.from, until: input.until, olderThan, list, doubts: input.doubts ? 1 : 0, note: input.note?.trim() || null };
  return writeChanges(office, { user: actor.user, kind: 'verval' }, (log) => {
    if (!stored) return { id: log.create('visitRound', { owner: office.identity.code, ...values }).uid };
    log.update('visitRound', stored.id, values);
    return { id: stored.uid };
  });
}

/** Closes a period; visits that nobody made stay as they are. Errors: NOT_FOUND, NOT_OWNER, ROUND_CLOSED. */
export function closeRound(office: Writer, actor: Actor, id: string, reason: string): void {
  const round = needOpenRound(office, id);
  requireOwn(office, round);
  writeChanges(office, { user: actor.user, kind: 'verval', reason }, (log) => log.update('visitRound', round.id, { closed: today(office) }));
}

/** A period that is open. Errors: NOT_FOUND, ROUND_CLOSED. */
export function needOpenRound(office: Reader, uid: string): StoredRecord {
  const round = needRecord(office, 'visitRound', uid);
  const closed = textValue(round, 'closed');
  if (closed !== null) fail('ROUND_CLOSED', { name: textValue(round, 'name') ?? '', date: closed });
  return round;
}
