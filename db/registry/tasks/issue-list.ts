import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { isInside } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { needRecord, requireOwn, requireWholeOffice } from '../access.ts';
import type { Actor } from '../access.ts';
import { filterCondition } from '../family-filter.ts';
import type { FamilyFilter } from '../family-filter.ts';

/** Whom a task is about, as whoever asks knows them. */
export interface TaskInput {
  readonly family?: string; readonly person?: string; readonly name?: string; readonly nik?: string; readonly noKk?: string; readonly address?: string;
  readonly rt?: string; readonly rw?: string; readonly birthDate?: string; readonly ask?: string;
}

export interface ListInput {
  /** Region code of the office that has to do it. */
  readonly office: string;
  readonly title: string;
  readonly kind: 'verify' | 'recipients' | 'prelist';
  readonly programme?: string;
  readonly dueOn?: string;
  readonly note?: string;
  readonly rows: readonly TaskInput[];
  /** Families held here of that office, added to the rows. */
  readonly families?: Pick<FamilyFilter, 'rw' | 'rt' | 'desil' | 'programme'>;
}

/** Makes a list of tasks for one office below. Errors: NOT_BELOW, TARGET_EMPTY, NOT_FOUND (programme), OUTSIDE_AREA. */
export function issueList(office: Writer, actor: Actor, input: ListInput): { id: string; tasks: number } {
  requireWholeOffice(office, actor.scope);
  const owner = office.identity.code;
  if (input.office === owner || !isInside(input.office, owner)) fail('NOT_BELOW', { name: input.office });
  if (input.programme !== undefined) needRecord(office, 'programme', input.programme);
  const rows = [...input.rows, ...(input.families ? familiesOf(office, input.office, input.families) : [])];
  if (rows.length === 0) fail('TARGET_EMPTY');
  return writeChanges(office, { user: actor.user, kind: 'target', reason: input.title }, (log) => {
    const list = log.create('targetList', {
      owner, office: input.office, title: input.title, purpose: input.kind, programme: input.programme ?? null, issuedOn: today(office), dueOn: input.dueOn ?? null, note: input.note ?? null,
    });
    rows.forEach((row, place) => log.create('task', { owner, office: input.office, list: list.uid, sequence: place + 1, ...(row as FieldValues) }));
    return { id: list.uid, tasks: rows.length };
  });
}

/** Takes a list back. Errors: NOT_FOUND, NOT_OWNER. */
export function withdrawList(office: Writer, actor: Actor, id: string, reason: string): void {
  const list = needRecord(office, 'targetList', id);
  requireOwn(office, list);
  writeChanges(office, { user: actor.user, kind: 'target', reason }, (log) => log.update('targetList', list.id, { withdrawn: today(office) }));
}

function familiesOf(office: Writer, code: string, filter: FamilyFilter): TaskInput[] {
  const { where, params } = filterCondition(office, filter, '');
  const rows = sql(office, `SELECT s.uid AS family, s.head AS name, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.headBirth AS birthDate
    FROM familySummary s JOIN family f ON f.uid = s.uid WHERE ${where} AND f.owner = ? ORDER BY s.rw, s.rt, s.head, s.family`).all(...params, code) as Record<string, string | null>[];
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}
