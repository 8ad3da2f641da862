import { textOf } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { petitionSaid } from '../../rules/petitions/said.ts';
import { petitionState, standingOf } from '../../rules/petitions/states.ts';
import type { Standing, Wait } from '../../rules/petitions/states.ts';
import type { Lang } from '../../rules/text.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { isOwn, mayTouch } from '../access.ts';
import type { Scope } from '../access.ts';
import { petitionCounts, petitionNumbers } from './petition-lines.ts';
import type { LineQuery } from './petition-lines.ts';
import { answersAmong, levelOf, roundOf, stepsOf } from './petition-records.ts';

/** How far a record has gone: when it left with a report, and the offices that acknowledged it. */
export interface Way {
  readonly sentAt: string | null;
  readonly acknowledged: readonly string[];
}
/** The way of steps by their ids; the hand-off knows it. */
export type WaysOf = (steps: readonly string[]) => ReadonlyMap<string, Way>;

/** Whom a petition is about, as far as lists say it; NIK and No KK masked. */
export interface AboutView {
  readonly family: string | null; readonly person: string | null; readonly name: string; readonly nik: string | null; readonly noKk: string | null;
  readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly birthDate: string | null; readonly region: string;
}

export interface PetitionRow {
  readonly id: string; readonly number: string; readonly kind: number; readonly subject: number; readonly source: number | null; readonly applicant: string; readonly receivedOn: string;
  readonly about: AboutView;
  readonly programme: { readonly id: string; readonly name: string } | null;
  readonly request: string;
  readonly standing: Standing;
  readonly wait: Wait;
  /** When it came to stand there, and why. */
  readonly since: string | null;
  readonly reason: string | null;
  /** What the citizen can be told. */
  readonly said: string;
  readonly own: boolean;
  readonly owner: string;
  readonly toldOn: string | null;
  readonly enteredBy: string | null;
  readonly round: number;
}

export interface PetitionQuery extends LineQuery {
  readonly family?: string | undefined;
  readonly nik?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly lang: Lang;
}

type Row = Parameters<typeof toRecord>[1] & { familyName: string | null; familyAddress: string | null; familyRt: string | null; familyRw: string | null; familyRegion: string | null; familyNoKk: string | null; personName: string | null; personNik: string | null; personBirth: string | null; programmeName: string | null };

/** Petitions of an area, the one that waits longest first. */
export function listPetitions(office: Reader, query: PetitionQuery, scope: Scope, waysOf: WaysOf): PetitionRow[] {
  if (query.ids === undefined && query.family === undefined && query.nik === undefined) return petitionPage(office, { ...query, here: isHere(query) }, scope, waysOf, -1, 0).rows;
  const found = rowsOf(office, query).map((row) => ({ row, petition: toRecord('petition', row) })).filter(({ row, petition }) => mayTouch(office, regionOf(row, petition), scope));
  return viewsOf(office, found, query.lang, waysOf).filter((one) => isWanted(one, query)).sort((a, b) => compare(a.since ?? a.receivedOn, b.since ?? b.receivedOn) || compare(a.number, b.number));
}

/** A page of the same list by where they stand, and how many there are in all; only those of the page are put together. */
export function petitionPage(office: Reader, query: LineQuery & { readonly lang: Lang }, scope: Scope, waysOf: WaysOf, limit: number, offset: number): { total: number; rows: PetitionRow[] } {
  const { total, numbers } = petitionNumbers(office, query, scope, limit, offset);
  const rows = sql(office, `${select} FROM json_each(?) j JOIN petition p ON p.id = j.value ${joins} ORDER BY j.key`).all(JSON.stringify(numbers)) as Row[];
  return { total, rows: viewsOf(office, rows.map((row) => ({ row, petition: toRecord('petition', row) })), query.lang, waysOf) };
}

/** How many petitions wait for what, those of this office and those below it apart. */
export function countWaiting(office: Reader, scope: Scope): Record<Wait, number> {
  return { ...petitionCounts(office, { here: true }, scope), none: 0 };
}

/** One thing to do is this office's own, but for an answer, which it owes to others. */
function isHere({ wait }: PetitionQuery): boolean {
  return wait !== undefined && wait !== 'all' && wait !== 'open' && wait !== 'answer';
}

function isWanted({ wait, own }: PetitionRow, query: PetitionQuery): boolean {
  if (query.wait === undefined || query.wait === 'all') return true;
  if (query.wait === 'open') return wait !== 'none';
  // What waits for an answer from above waits for nobody here.
  return wait === query.wait && (wait === 'answer' || own);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

const select = `SELECT p.*, s.head AS familyName, s.address AS familyAddress, s.rt AS familyRt, s.rw AS familyRw, s.region AS familyRegion, s.noKk AS familyNoKk, q.name AS personName, q.nik AS personNik, q.birthDate AS personBirth, coalesce(g.shortName, g.name) AS programmeName`;
const joins = `LEFT JOIN person q ON q.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = p.person AND a.ended IS NULL), p.person)
  LEFT JOIN familySummary s ON s.uid = coalesce(q.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = p.family AND a.ended IS NULL), p.family) LEFT JOIN programme g ON g.uid = p.programme`;

/**
 * Those about a family: that name it, or somebody who lives in it now, whatever family it was then; and those that were taken down
 * by a NIK before its holder was in the register. Who moved out takes theirs along.
 */
const ofFamily = `(coalesce(s.uid, p.family) = ? AND (p.family = ? OR p.family IN (SELECT fromFamily FROM alias WHERE toFamily = ? AND ended IS NULL)
    OR p.person IN (SELECT uid FROM person WHERE family = ? UNION SELECT a.fromPerson FROM alias a JOIN person h ON h.uid = a.toPerson WHERE a.ended IS NULL AND h.family = ?))
  OR p.family IS NULL AND p.nik IN (SELECT nik FROM person WHERE family = ? AND nik IS NOT NULL))`;

function rowsOf(office: Reader, { family, nik, ids }: PetitionQuery): Row[] {
  const conditions: string[] = [];
  const values: string[] = [];
  const add = (condition: string, ...given: string[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  if (family !== undefined) add(ofFamily, family, family, family, family, family, family);
  if (nik !== undefined) add('p.nik = ?', nik);
  if (ids !== undefined) add('p.uid IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  // Without a word about a single one, those taken back are left out.
  if (ids === undefined) conditions.push('p.voided IS NULL');
  return sql(office, `${select} FROM petition p ${joins} WHERE ${conditions.join(' AND ') || '1'} ORDER BY p.id`).all(...values) as Row[];
}

/** How petitions stand, in the order they are given. */
function viewsOf(office: Reader, found: readonly { readonly row: Row; readonly petition: StoredRecord }[], lang: Lang, waysOf: WaysOf): PetitionRow[] {
  const steps = stepsOf(office, found.map(({ petition }) => petition.uid));
  const approvals = new Map(found.flatMap(({ petition }): [string, string][] => {
    const step = (steps.get(petition.uid) ?? []).findLast((one) => one.values.owner === petition.values.owner && one.values.state === petitionState.approved);
    return step && petition.values.state === petitionState.approved ? [[petition.uid, step.uid]] : [];
  }));
  const ways = waysOf([...approvals.values()]);
  return found.map(({ row, petition }) => viewOf(office, row, petition, steps.get(petition.uid) ?? [], ways.get(approvals.get(petition.uid) ?? '') ?? null, lang));
}

function regionOf(row: Row, { values }: StoredRecord): string | null {
  return row.familyRegion ?? textOf(values.region) ?? textOf(values.owner);
}

function viewOf(office: Reader, row: Row, petition: StoredRecord, steps: readonly StoredRecord[], way: Way | null, lang: Lang): PetitionRow {
  const { values } = petition;
  const owner = textOf(values.owner) ?? '';
  const answers = answersAmong(owner, steps);
  const round = roundOf(petition);
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  const { standing, wait } = standingOf({
    state: number(values.state) ?? petitionState.draft, result: number(values.result), round, voided: values.voided !== null, told: values.toldOn !== null, answers,
    sent: way?.sentAt !== null && way !== null, acknowledged: (way?.acknowledged ?? []).map(levelOf),
  });
  const last = values.state === petitionState.approved ? lastAnswer(answers, round) : null;
  const since = textOf(last?.values.date) ?? textOf(values.stateDate);
  const reason = last === null ? textOf(values.stateReason) : textOf(last.values.reason);
  return {
    id: petition.uid, number: textOf(values.number) ?? '', kind: number(values.kind) ?? 0, subject: number(values.subject) ?? 0, source: number(values.source), applicant: textOf(values.applicant) ?? '',
    receivedOn: textOf(values.receivedOn) ?? '', about: aboutOf(row, petition), programme: textOf(values.programme) === null ? null : { id: String(values.programme), name: row.programmeName ?? '' },
    request: textOf(values.request) ?? '', standing, wait, since, reason, said: petitionSaid(lang, { standing, date: since, reason }), own: isOwn(office, petition), owner,
    toldOn: textOf(values.toldOn), enteredBy: textOf(values.enteredBy), round,
  };
}

function lastAnswer(answers: ReturnType<typeof answersAmong>, round: number): StoredRecord | null {
  const mine = answers.filter((one) => one.round === round);
  return (mine.findLast((one) => one.level === 'city') ?? mine.at(-1))?.step ?? null;
}

function aboutOf(row: Row, petition: StoredRecord): AboutView {
  const { values } = petition;
  const masked = (value: string | null): string | null => (value === null ? null : mask(value));
  const linked = textOf(values.family) !== null;
  return {
    family: textOf(values.family), person: textOf(values.person), name: row.personName ?? (linked ? (row.familyName ?? '') : (textOf(values.name) ?? '')), nik: masked(row.personNik ?? textOf(values.nik)), noKk: masked(row.familyNoKk ?? textOf(values.noKk)),
    address: row.familyAddress ?? textOf(values.address), rt: row.familyRt ?? textOf(values.rt), rw: row.familyRw ?? textOf(values.rw), birthDate: row.personBirth ?? textOf(values.birthDate), region: regionOf(row, petition) ?? '',
  };
}
