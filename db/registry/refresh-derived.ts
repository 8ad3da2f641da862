import { sql, today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { deriveFamily, storedColumns } from './derive.ts';
import type { Derived, ProgrammeNumbers, SummaryRow } from './derive.ts';
import { isKnownDistrict } from './known-district.ts';
import { newLineChange, noteLineChange } from './line-changes.ts';
import { needRulesOf } from './needs/need-rules.ts';
import { needsBefore, noteTurns } from './needs/need-turns.ts';
import { keepRecaps } from './recaps/keep-recaps.ts';
import { loadFamilies } from './family-facts.ts';
import type { FamilyFacts } from './family-facts.ts';
import { searchTables } from './search-tables.ts';
import { searchWriter } from './search-writer.ts';
import { wordsTouched } from './words-touched.ts';

/** Above so many families the search index is cleared in sets instead of row by row. */
const MANY = 200;
const CHUNK = 500;

/**
 * Brings the lists and the search index up to date for these families (local numbers), or rebuilds both from the
 * records. Call it inside the `writeChanges` transaction that changed the families, after the last change: for every
 * family of which a record, a person, a ranking or an enrolment changed, and for both families when a person moved.
 * `changedTx` is the running transaction, where all of them changed in it.
 */
export function refreshDerived(office: Writer, families: Iterable<number> | 'all', changedTx?: number): void {
  const numbers = families === 'all' ? allFamilies(office) : [...new Set(families)];
  if (families !== 'all' && numbers.length <= MANY && !wordsTouched(office, changedTx)) {
    refreshLists(office, numbers, changedTx);
    return;
  }
  const before = needsBefore(office, numbers);
  if (families === 'all') clearDerived(office);
  else if (numbers.length > MANY) clearSet(office, numbers);
  const fresh = families === 'all' || numbers.length > MANY;
  for (let at = 0; at < numbers.length; at += CHUNK) deriveInto(office, numbers.slice(at, at + CHUNK), fresh, changedTx);
  noteTurns(office, before);
  keepRecaps(office);
}

/** Derives these families and writes their lines; `fresh` as for `writeDerived`. */
export function deriveInto(office: Writer, families: readonly number[], fresh = true, changedTx?: number): void {
  writeDerived(office, derivedOf(office, families, changedTx), fresh);
}

/** Brings only the lists up to date for families that changed in this transaction, but in nothing that search finds them by. */
export function refreshLists(office: Writer, families: readonly number[], changedTx?: number): void {
  const present = sql(office, `SELECT ${storedColumns.join(',')} FROM familySummary WHERE family = ?`).raw();
  const note = noteLineChange(office);
  const updates = lightColumns.map((columns) => ({
    others: storedColumns.flatMap((column, place) => (columns.includes(column) ? [] : [place])),
    own: columns.map((column) => storedColumns.indexOf(column)),
    statement: sql(office, `UPDATE familySummary SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE family = ?`),
  }));
  const needsThen = needsBefore(office, families);
  for (let at = 0; at < families.length; at += CHUNK) {
    for (const { summary, changedTx: tx } of derivedOf(office, families.slice(at, at + CHUNK), changedTx)) {
      const before = present.get(summary[0]) as SummaryRow | undefined;
      const light = before && updates.find(({ others }) => others.every((place) => before[place] === summary[place]));
      if (!light) writeSummaries(office, [{ summary, changedTx: tx }], false);
      else {
        if (light.own.some((place) => before[place] !== summary[place])) light.statement.run(...light.own.map((place) => summary[place] ?? null), summary[0]);
        note(summary, tx);
      }
    }
  }
  noteTurns(office, needsThen);
  keepRecaps(office);
}

/** What mostly changes of a line, least first: an index of the lists costs more than the line, and nine hang on it. */
const lightColumns: readonly (readonly (typeof storedColumns)[number][])[] = [
  ['needs', 'tags', 'renews'],
  ['needs', 'tags', 'desil', 'desilSource', 'members', 'programmes', 'renews'],
];

function derivedOf(office: Writer, families: readonly number[], changedTx?: number): Derived[] {
  const programmes = programmeNumbers(office);
  const context = deriveContext(office);
  return loadFamilies(office, families).map((facts) => deriveFamily(facts, changedTx ?? lastChange(office, facts), programmes, context));
}

/** What deriving needs to know of the office. */
export function deriveContext(office: Reader) {
  return { today: today(office), source: 'import' as const, area: office.identity.code, isKnownRegion: isKnownDistrict, needs: needRulesOf(office) };
}

/** Local number of every programme by uid. */
export function programmeNumbers(office: Reader): ProgrammeNumbers {
  const rows = sql(office, 'SELECT uid, id FROM programme').raw().all() as [string, number][];
  return new Map(rows);
}

/**
 * Writes derived rows. `fresh` says that nothing of these families is in the lists or the search index yet.
 */
export function writeDerived(office: Writer, rows: readonly Derived[], fresh: boolean): void {
  if (!fresh) for (const row of rows) clearOne(office, row);
  writeSummaries(office, rows, fresh);
  const index = searchWriter(office.db);
  for (const row of rows) index(row);
}

/** Writes families' lines of the lists; `fresh` as for `writeDerived`. Where `isNew`, nothing of them was ever noted, and the caller puts all of them in the order of changes. */
export function writeSummaries(office: Writer, rows: readonly Pick<Derived, 'summary' | 'changedTx'>[], fresh: boolean, isNew = false): void {
  const note = isNew ? newLineChange(office) : noteLineChange(office);
  const marks = storedColumns.map(() => '?').join(',');
  const summary = sql(office, `${fresh ? 'INSERT' : 'INSERT OR REPLACE'} INTO familySummary (${storedColumns.join(',')}) VALUES (${marks})`);
  for (const row of rows) {
    summary.run(row.summary.slice(0, storedColumns.length));
    note(row.summary, row.changedTx);
  }
}

function allFamilies(office: Reader): number[] {
  return sql(office, 'SELECT id FROM family ORDER BY id').pluck().all() as number[];
}

/** Takes every line out of the lists and the search index. */
export function clearDerived(office: Writer): void {
  for (const table of ['familySummary', 'lineChange', 'lineOrder']) sql(office, `DELETE FROM ${table}`).run();
  for (const table of searchTables) office.db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
}

/** The last numbers that a family and a person had before the work began: lists and search hold nothing of later ones. */
export interface LastNumbers {
  readonly family: number;
  readonly person: number;
}

/** The last numbers in use now. */
export function lastNumbers(office: Reader): LastNumbers {
  const last = (table: string): number => (sql(office, `SELECT max(id) FROM "${table}"`).pluck().get() as number | null) ?? 0;
  return { family: last('family'), person: last('person') };
}

/** Takes families and their people out of the lists and the search index, in sets. */
export function clearSet(office: Writer, numbers: readonly number[], last: LastNumbers = { family: Infinity, person: Infinity }): void {
  const ids = JSON.stringify(numbers);
  const people = `SELECT p.id FROM person p JOIN family f ON f.uid = p.family WHERE f.id IN (SELECT value FROM json_each(@ids)) AND p.id <= @last UNION SELECT g.id FROM family f
    JOIN person p ON p.family = f.uid JOIN alias a ON a.toPerson = p.uid JOIN person g ON g.uid = a.fromPerson WHERE f.id IN (SELECT value FROM json_each(@ids)) AND g.id <= @last`;
  for (const table of ['personSearch', 'nikSearch']) sql(office, `DELETE FROM ${table} WHERE rowid IN (${people})`).run({ ids, last: last.person });
  clearFamilies(office, JSON.stringify(numbers.filter((number) => number <= last.family)));
}

function clearFamilies(office: Writer, ids: string): void {
  for (const table of ['familySummary', 'lineChange']) sql(office, `DELETE FROM ${table} WHERE family IN (SELECT value FROM json_each(?))`).run(ids);
  for (const table of ['addressSearch', 'noKkSearch']) sql(office, `DELETE FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`).run(ids);
}

function clearOne(office: Writer, row: Derived): void {
  const people = sql(office, `SELECT id FROM person WHERE family = @uid UNION SELECT g.id FROM person p JOIN alias a ON a.toPerson = p.uid
    JOIN person g ON g.uid = a.fromPerson WHERE p.family = @uid`).pluck().all({ uid: row.summary[1] }) as number[];
  for (const table of searchTables) {
    const remove = sql(office, `DELETE FROM ${table} WHERE rowid = ?`);
    const numbers = table === 'personSearch' || table === 'nikSearch' ? people : [row.family];
    for (const number of numbers) remove.run(number);
  }
}

/** The last transaction that changed a family, its people, rankings or enrolments; the running one when it is not closed yet. */
function lastChange(office: Reader, facts: FamilyFacts): number {
  const last = sql(office, `SELECT coalesce((SELECT max(tx) FROM change WHERE entity = @entity AND record = @id AND field > 0), (SELECT tx FROM change WHERE entity = @entity AND record = @id AND field = 0))`).pluck();
  const of = (entity: number, id: number): number => (last.get({ entity, id }) as number | null) ?? 0;
  let tx = of(1, facts.family.id);
  for (const person of facts.people) tx = Math.max(tx, of(2, person.id));
  for (const ranking of facts.rankings) tx = Math.max(tx, of(4, ranking.id));
  for (const enrolment of facts.enrolments) tx = Math.max(tx, of(6, enrolment.id));
  return tx;
}
