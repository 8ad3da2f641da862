import { fail } from '../rules/failure.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { programmeSeeds } from '../rules/programmes-seed.ts';
import { writeChanges } from '../store/change-log.ts';
import type { WriteMeta } from '../store/change-log.ts';
import type { Connection } from '../store/connection.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { findRecord, toRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { isOwn, needRecord, requireOwn } from './access.ts';
import type { Actor } from './access.ts';
import { checkPlan } from './funds/check-plan.ts';
import { readValues } from './input-values.ts';
import { recipientKey } from './recipient-unit.ts';
import { receivingStatuses } from './states.ts';

export interface ProgrammeRow {
  readonly id: string;
  readonly values: Record<string, FieldValue>;
  readonly active: boolean;
  /** Present recipients: decided, active or suspended enrolments. */
  readonly recipients: number;
  readonly ended: number;
  readonly own: boolean;
}

const receiving = receivingStatuses.join(',');
const counts = `(SELECT count(DISTINCT ${recipientKey}) FROM enrolment e WHERE e.programme = p.uid AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receiving})) AS recipients,
  (SELECT count(*) FROM enrolment e WHERE e.programme = p.uid AND e.voided IS NULL AND e.status IN (5, 6)) AS ended`;

/**
 * Writes the programmes that every catalogue starts with, in one transaction; those already there are left alone. Call
 * it once after the office was created. They have no owner, so that any office may adapt its own copy.
 */
export function seedProgrammes(office: Writer, meta: WriteMeta): number {
  return writeChanges(office, meta, (log) => {
    const missing = programmeSeeds.filter((seed) => findRecord(office, 'programme', seed.uid) === undefined);
    for (const seed of missing) log.create('programme', seed.values as FieldValues, seed.uid);
    return missing.length;
  });
}

type Row = Parameters<typeof toRecord>[1] & { recipients: number; ended: number };

/** The catalogue in the order of names, voided programmes left out. */
export function listProgrammes(office: Reader): ProgrammeRow[] {
  const known = countsOfAll(office);
  const rows = sql(office, 'SELECT * FROM programme p WHERE p.voided IS NULL ORDER BY coalesce(p.shortName, p.name) COLLATE NOCASE, p.id').all() as Omit<Row, keyof Counted>[];
  return rows.map((row) => programmeRow(office, { ...row, ...(known.get(String(row['uid'])) ?? nobody) } as Row));
}

interface Counted { readonly recipients: number; readonly ended: number }
const nobody: Counted = { recipients: 0, ended: 0 };
const held = new WeakMap<Connection, { readonly state: string; readonly counts: ReadonlyMap<string, Counted> }>();

/** The recipients of every programme in one reading, which costs a city a quarter of asking for each; held until something is written, because many screens ask for the catalogue. */
function countsOfAll(office: Reader): ReadonlyMap<string, Counted> {
  const state = `${String(office.db.pragma('data_version', { simple: true }))} ${String(sql(office, 'SELECT total_changes()').pluck().get())}`;
  const before = held.get(office.db);
  if (before?.state === state) return before.counts;
  const rows = sql(office, `SELECT e.programme, count(DISTINCT CASE WHEN coalesce(e.status, 3) IN (${receiving}) THEN ${recipientKey} END), count(*) FILTER (WHERE e.status IN (5, 6))
    FROM enrolment e NOT INDEXED WHERE e.voided IS NULL GROUP BY 1`).raw().all() as [string | null, number, number][];
  const all = new Map(rows.map(([programme, recipients, ended]) => [programme ?? '', { recipients, ended }]));
  held.set(office.db, { state, counts: all });
  return all;
}

/** One programme. Errors: NOT_FOUND. */
export function getProgramme(office: Reader, id: string): ProgrammeRow {
  const row = sql(office, `SELECT p.*, ${counts} FROM programme p WHERE p.uid = ?`).get(id) as Row | undefined;
  return row ? programmeRow(office, row) : fail('NOT_FOUND', { id });
}

/**
 * Adds a programme or changes one. Errors: NOT_FOUND, NOT_OWNER, INVALID_INPUT (a new one needs a name and a recipient
 * unit; places have a form of their own), and those of its plan (`checkPlan`).
 */
export function saveProgramme(office: Writer, actor: Actor, input: { id?: string; values: FieldValues; reason?: string }): { id: string } {
  const stored: StoredRecord | null = input.id === undefined ? null : needRecord(office, 'programme', input.id);
  const values = checkPlan(office, stored, readValues('programme', input.values));
  if ('quota' in values) fail('INVALID_INPUT', { detail: 'programme.quota' });
  if (stored) requireOwn(office, stored);
  const after = { ...stored?.values, ...values };
  for (const needed of ['name', 'unitKind']) if (after[needed] === null || after[needed] === undefined) fail('INVALID_INPUT', { detail: `programme.${needed}` });
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: input.reason ?? null }, (log) => {
    if (!stored) return { id: log.create('programme', { active: 1, ...values, owner: office.identity.code }).uid };
    log.update('programme', stored.id, values);
    return { id: stored.uid };
  });
}

function programmeRow(office: Reader, row: Row): ProgrammeRow {
  const record = toRecord('programme', row);
  return { id: record.uid, values: record.values, active: record.values.active !== 0, recipients: row.recipients, ended: row.ended, own: isOwn(office, record) };
}
