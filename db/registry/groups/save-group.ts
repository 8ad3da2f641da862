import { fail } from '../../rules/failure.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needRecord, requireArea, requireOwn, textValue } from '../access.ts';
import type { Actor } from '../access.ts';
import { readValues } from '../input-values.ts';
import { requirePast } from '../life-events.ts';
import { voidReason } from '../states.ts';

/** Makes a group or changes one. Without a region it is where the office is. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, INVALID_INPUT (it needs a name). */
export function saveGroup(office: Writer, actor: Actor, input: { id?: string | undefined; values: FieldValues; reason?: string | undefined }): { id: string } {
  const { ended: _ended, endedReason: _reason, ...values } = readValues('peopleGroup', input.values);
  const stored = input.id === undefined ? null : ownGroup(office, actor, input.id);
  const village = ['kelurahan', 'desa'].includes(office.identity.level) ? office.identity.code : null;
  const after: Record<string, FieldValue> = { region: village, ...stored?.values, ...values };
  if (typeof after.name !== 'string' || after.name === '') fail('INVALID_INPUT', { detail: 'peopleGroup.name' });
  requireArea(office, typeof after.region === 'string' ? after.region : null, actor.scope);
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: input.reason ?? null }, (log) => {
    if (!stored) return { id: log.create('peopleGroup', { ...after, owner: office.identity.code }).uid };
    log.update('peopleGroup', stored.id, values);
    return { id: stored.uid };
  });
}

/** A group dissolves: it receives nothing any more and stays in the history. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, GROUP_ENDED, DATE_FUTURE. */
export function endGroup(office: Writer, actor: Actor, id: string, date: string, reason: string): void {
  const group = ownGroup(office, actor, id);
  requireRunning(group);
  requirePast(office, date);
  writeChanges(office, { user: actor.user, kind: 'edit', reason }, (log) => {
    log.update('peopleGroup', group.id, { ended: date, endedReason: reason });
  });
}

export interface Figure {
  readonly group: string;
  readonly date: string;
  /** Whole rupiah. */
  readonly capital: number | null;
  readonly loans: number | null;
  readonly turnover: number | null;
  readonly source?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** What a group reports for a day; a second report of the day corrects the first. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, DATE_FUTURE, INVALID_INPUT. */
export function reportFigure(office: Writer, actor: Actor, figure: Figure): { id: string } {
  const group = ownGroup(office, actor, figure.group);
  requirePast(office, figure.date);
  const { capital, loans, turnover } = figure;
  if ([capital, loans, turnover].every((one) => one === null)) fail('INVALID_INPUT', { detail: 'groupFigure' });
  const values = { capital, loans, turnover, source: figure.source?.trim() || null, note: figure.note?.trim() || null };
  const present = sql(office, 'SELECT id, uid FROM groupFigure WHERE peopleGroup = ? AND date = ? AND voided IS NULL ORDER BY uid LIMIT 1').get(group.uid, figure.date) as { id: number; uid: string } | undefined;
  return writeChanges(office, { user: actor.user, kind: 'edit' }, (log) => {
    if (!present) return { id: log.create('groupFigure', { owner: office.identity.code, peopleGroup: group.uid, date: figure.date, ...values }).uid };
    log.update('groupFigure', present.id, values);
    return { id: present.uid };
  });
}

/** Takes a report back that was recorded by mistake. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function voidFigure(office: Writer, actor: Actor, id: string, reason: string): void {
  const figure = needRecord(office, 'groupFigure', id);
  ownGroup(office, actor, String(figure.values.peopleGroup));
  requireOwn(office, figure);
  writeChanges(office, { user: actor.user, kind: 'edit', reason }, (log) => {
    log.update('groupFigure', figure.id, { voided: voidReason.mistake });
  });
}

/** The group, refused when another office owns it or it lies outside the area. */
export function ownGroup(office: Reader, actor: Actor, id: string): StoredRecord {
  const group = needRecord(office, 'peopleGroup', id);
  requireArea(office, textValue(group, 'region'), actor.scope);
  requireOwn(office, group);
  return group;
}

/** Refuses (GROUP_ENDED) a group that dissolved. */
export function requireRunning({ values }: StoredRecord): void {
  if (values.ended !== null) fail('GROUP_ENDED', { date: String(values.ended) });
}
