import { codeLists, labelOf } from '../../rules/lists.ts';
import { mask } from '../../rules/mask.ts';
import { targetPurpose } from '../../rules/schemes/target-set.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { mayTouch } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import type { OfficeName } from '../duplicates/pair-sides.ts';

/** A task with the family and person here that it speaks of, and what was found. */
export interface TaskView {
  readonly id: string; readonly list: string; readonly title: string; readonly kind: string; readonly office: string; readonly name: string | null;
  readonly nik: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  readonly birthDate: string | null; readonly ask: string | null; readonly dueOn: string | null; readonly late: boolean; readonly family: string | null; readonly person: string | null;
  readonly result: { readonly outcome: number; readonly label: string; readonly note: string | null; readonly on: string; readonly by: string } | null;
}

export interface TaskQuery {
  readonly list?: string;
  readonly state: 'open' | 'done' | 'all';
  readonly limit: number;
  readonly offset: number;
}

/** The newest result of a task, by the office that has to do it. */
const LAST_RESULT = '(SELECT max(r.id) FROM taskResult r WHERE r.task = t.uid AND r.owner = t.office)';
const FROM = `FROM task t JOIN targetList l ON l.uid = t.list LEFT JOIN taskResult x ON x.id = ${LAST_RESULT} WHERE l.withdrawn IS NULL AND l.purpose <> '${targetPurpose}'`;

interface Row {
  uid: string; list: string; title: string; purpose: string; office: string; name: string | null; nik: string | null; noKk: string | null; address: string | null; rt: string | null; rw: string | null;
  birthDate: string | null; ask: string | null; dueOn: string | null; family: string | null; person: string | null; outcome: number | null; note: string | null; doneOn: string | null; doneBy: string | null;
  foundFamily: string | null; foundPerson: string | null;
}

/** Tasks of lists that were not taken back, in the order of their lists; NIK and No KK masked. At the office that asked, those it gave. */
export function listTasks(office: Reader, query: TaskQuery, scope: Scope): { total: number; rows: TaskView[] } {
  const state = query.state === 'all' ? '' : query.state === 'open' ? 'AND x.id IS NULL' : 'AND x.id IS NOT NULL';
  const list = query.list === undefined ? '' : 'AND t.list = @list';
  const found = sql(office, `SELECT t.*, l.title, l.purpose, l.dueOn, x.outcome, x.note, x.doneOn, x.doneBy, x.family AS foundFamily, x.person AS foundPerson
    ${FROM} ${state} ${list} ORDER BY l.id, t.sequence, t.id`).all({ list: query.list ?? '' }) as Row[];
  const rows = found.map((row) => describe(office, row)).filter((row) => isInScope(office, row, scope));
  return { total: rows.length, rows: rows.slice(query.offset, query.offset + query.limit) };
}

function describe(office: Reader, row: Row): TaskView {
  const person = row.foundPerson ?? known(office, 'person', row.person) ?? one(office, 'SELECT uid FROM person WHERE nik = ?', row.nik);
  const family = row.foundFamily ?? known(office, 'family', row.family)
    ?? (person === null ? null : one(office, 'SELECT family FROM person WHERE uid = ?', person)) ?? one(office, 'SELECT uid FROM family WHERE noKk = ?', row.noKk);
  return {
    id: row.uid, list: row.list, title: row.title, kind: row.purpose, office: row.office, name: row.name, nik: row.nik && mask(row.nik), noKk: row.noKk && mask(row.noKk),
    address: row.address, rt: row.rt, rw: row.rw, birthDate: row.birthDate, ask: row.ask, dueOn: row.dueOn, late: row.outcome === null && row.dueOn !== null && row.dueOn < today(office),
    family, person,
    result: row.outcome === null ? null : { outcome: row.outcome, label: labelOf('TEPAT.hasilTugas', row.outcome) ?? String(row.outcome), note: row.note, on: row.doneOn ?? '', by: row.doneBy ?? '' },
  };
}

function known(office: Reader, entity: 'family' | 'person', uid: string | null): string | null {
  return uid === null ? null : one(office, `SELECT uid FROM "${entity}" WHERE uid = ?`, resolveAlias(office, entity, uid));
}

/** The one record that fits; of several nobody knows which is meant. */
function one(office: Reader, query: string, value: string | null): string | null {
  if (value === null || value === '') return null;
  const found = sql(office, `${query} LIMIT 2`).pluck().all(value) as string[];
  return found.length === 1 ? (found[0] ?? null) : null;
}

function isInScope(office: Reader, row: TaskView, scope: Scope): boolean {
  const region = row.family === null ? null : (sql(office, 'SELECT region FROM family WHERE uid = ?').pluck().get(row.family) as string | null | undefined);
  return mayTouch(office, region ?? row.office, scope);
}

/** A list of tasks with what came back. */
export interface ListProgress {
  readonly id: string; readonly title: string; readonly kind: string; readonly office: string; readonly officeName: string; readonly own: boolean; readonly issuedOn: string;
  readonly dueOn: string | null; readonly sent: boolean; readonly voided: boolean; readonly tasks: number; readonly done: number; readonly open: number; readonly overdue: number;
  readonly outcomes: readonly { readonly outcome: number; readonly label: string; readonly count: number }[];
}

/** Every list of tasks, newest first. `isSent` says whether its office was sent what stands in it. */
export function listProgress(office: Reader, officeName: OfficeName, isSent: (list: { office: string; id: string }) => boolean): ListProgress[] {
  const lists = sql(office, `SELECT l.*, (SELECT count(*) FROM task t WHERE t.list = l.uid) AS tasks FROM targetList l ORDER BY l.id DESC`).all() as
    { uid: string; owner: string; office: string; title: string; purpose: string; issuedOn: string; dueOn: string | null; withdrawn: string | null; tasks: number }[];
  const outcomes = sql(office, `SELECT x.outcome AS outcome, count(*) AS count FROM task t JOIN taskResult x ON x.id = ${LAST_RESULT} WHERE t.list = ? GROUP BY 1 ORDER BY 1`);
  return lists.map((list): ListProgress => {
    const found = outcomes.all(list.uid) as { outcome: number; count: number }[];
    const done = found.reduce((sum, row) => sum + row.count, 0);
    // A part of a target list says who is meant; nothing in it is to be answered.
    const open = list.withdrawn === null && list.purpose !== targetPurpose ? list.tasks - done : 0;
    return {
      id: list.uid, title: list.title, kind: list.purpose, office: list.office, officeName: officeName(list.office), own: list.owner === office.identity.code, issuedOn: list.issuedOn, dueOn: list.dueOn,
      sent: list.owner !== office.identity.code || isSent({ office: list.office, id: list.uid }), voided: list.withdrawn !== null, tasks: list.tasks, done, open,
      overdue: list.dueOn !== null && list.dueOn < today(office) ? open : 0,
      outcomes: found.map((row) => ({ ...row, label: labelOf('TEPAT.hasilTugas', row.outcome) ?? String(row.outcome) })),
    };
  });
}

/** How many tasks wait at each office, by region code. */
export function openTasks(office: Reader): ReadonlyMap<string, number> {
  const rows = sql(office, `SELECT t.office AS code, count(*) AS count ${FROM} AND x.id IS NULL GROUP BY 1`).all() as { code: string; count: number }[];
  return new Map(rows.map((row) => [row.code, row.count]));
}

/** Whether a number is an outcome of the list. */
export function isOutcome(outcome: number): boolean {
  return codeLists.find((list) => list.name === 'TEPAT.hasilTugas')?.codes.some(([code]) => code === outcome) ?? false;
}
