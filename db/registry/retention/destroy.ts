import { entities } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { WriteMeta } from '../../store/change-log.ts';
import { destroyRecords, doomedHash } from '../../store/destroy.ts';
import type { Doomed } from '../../store/destroy.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { keepRecaps } from '../recaps/keep-recaps.ts';
import { clearSet, refreshDerived } from '../refresh-derived.ts';
import { searchTables } from '../search-tables.ts';

/** What the log, and with it the berita acara, keeps of a destruction: how many of what, never of whom. */
export interface DestroyedFacts {
  readonly what: 'destroyed';
  readonly counts: Readonly<Record<string, number>>;
  readonly rules: readonly { readonly class: string; readonly years: number; readonly upTo: string; readonly records: number }[];
  readonly records: string;
  readonly confirmedBy: string;
  readonly copies: { readonly packages: number; readonly receivers: readonly string[]; readonly backups: number; /** Sealed packages that stay on this PC until they are acknowledged or taken; earlier records do not say. */ readonly sealed?: number | undefined };
}

/** Local lists that hold copies of values, or the ids of records. */
function forgetBeside(office: Writer, doomed: readonly Doomed[]): void {
  const uids = JSON.stringify(doomed.map(({ uid }) => uid));
  const among = '(SELECT value FROM json_each(?))';
  for (const table of ['quarantine', 'parked']) sql(office, `DELETE FROM ${table} WHERE record IN ${among}`).run(uids);
  sql(office, `DELETE FROM duplicateFound WHERE "left" IN ${among} OR "right" IN ${among}`).run(uids, uids);
  sql(office, `DELETE FROM draft WHERE target IN ${among} OR EXISTS (SELECT 1 FROM json_each(?) u WHERE instr(draft.content, u.value) > 0)`).run(uids, uids);
  const conflict = sql(office, 'DELETE FROM conflict WHERE entity = ? AND record = ?');
  const listed = sql(office, 'UPDATE OR IGNORE disclosed SET person = -person WHERE person = ?');
  for (const { entity, number } of doomed) {
    conflict.run(entities[entity].id, number);
    // That somebody stood in a list stays; who it was does not. The number may be another's by tomorrow.
    if (entity === 'person') listed.run(number);
  }
}

/** Families that stay and lost somebody, by number. */
function touched(office: Writer, doomed: readonly Doomed[]): number[] {
  const gone = new Set(doomed.filter(({ entity }) => entity === 'family').map(({ number }) => number));
  const found = new Set<number>();
  for (const { entity, number } of doomed) {
    if (entity === 'family' || !('family' in entities[entity].fields)) continue;
    const family = sql(office, `SELECT f.id FROM "${entity}" x JOIN family f ON f.uid = x.family WHERE x.id = ?`).pluck().get(number) as number | undefined;
    if (family !== undefined && !gone.has(family)) found.add(family);
  }
  return [...found];
}

/**
 * Destroys records for good: out of the register, the history, the lists and the search, in one transaction that says how
 * many, under which rule and by whom. The rest (pages of the file, snapshots, pictures) is for whoever holds the key to
 * clean afterwards. Returns the number of the transaction. Error: NOTHING_DUE.
 */
export function destroyDue(office: Writer, meta: WriteMeta, doomed: readonly Doomed[], facts: Omit<DestroyedFacts, 'what' | 'counts' | 'records'>): number {
  if (doomed.length === 0) fail('NOTHING_DUE');
  const counts = Object.fromEntries([...Map.groupBy(doomed, ({ entity }) => entity)].map(([entity, ones]) => [entity, ones.length]));
  const detail: DestroyedFacts = { what: 'destroyed', counts, records: doomedHash(doomed), ...facts };
  office.db.pragma('secure_delete = ON');
  return writeChanges(office, { ...meta, kind: 'destroy', detail }, (log) => {
    const families = doomed.filter(({ entity }) => entity === 'family').map(({ number }) => number);
    const staying = touched(office, doomed);
    clearSet(office, [...families, ...staying]);
    const people = JSON.stringify(doomed.filter(({ entity }) => entity === 'person').map(({ number }) => number));
    for (const table of ['personSearch', 'nikSearch']) sql(office, `DELETE FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`).run(people);
    forgetBeside(office, doomed);
    destroyRecords(office, log.tx, doomed);
    refreshDerived(office, staying);
    keepRecaps(office);
    for (const table of searchTables) office.db.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
    return log.tx;
  });
}
