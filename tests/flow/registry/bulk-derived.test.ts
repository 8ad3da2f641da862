import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWriteFamilies } from '../../../db/registry/bulk-write.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { sampleFamilies } from '../../bench/sample-families.ts';
import { testOffice } from './office.ts';
import type { TestOffice } from './office.ts';

let office: TestOffice;
beforeAll(() => (office = testOffice()));
afterAll(() => office.dispose());

/** So many that a thread derives them and, into an empty register, indexes come last. */
const many = 5000;
const tables = ['personSearch', 'addressSearch', 'nikSearch', 'noKkSearch'] as const;

function write(seed: string, families: number, expected: number): void {
  const made = sampleFamilies(office, families, seed);
  writeChanges(office.writer, { user: office.user, kind: 'import' }, (log) => bulkWriteFamilies(office.writer, log, made, expected));
}

/** Everything that follows from the records: the lists' lines, what recaps count, who is still to be judged for aid, and each word of the search with the records it leads to. */
function derived(): unknown {
  const { db } = office.writer;
  const words = tables.map((table) => {
    db.exec(`CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '${table}', 'row')`);
    const terms = db.prepare('SELECT term, doc FROM temp.words ORDER BY term').raw().all() as [string, number][];
    db.exec('DROP TABLE temp.words');
    const rows = db.prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid`).pluck();
    return terms.map(([term, documents]) => [term, documents, rows.all(`"${term}"`)]);
  });
  const all = (sql: string): unknown[] => db.prepare(sql).raw().all();
  return {
    summaries: all('SELECT * FROM familySummary ORDER BY family'), changed: [all('SELECT * FROM lineChange ORDER BY family'), all('SELECT * FROM lineOrder ORDER BY tx, family')], words, aid: all('SELECT * FROM aidState ORDER BY family'),
    recaps: [all('SELECT dimension, region, rw, rt, counts FROM recapCell ORDER BY dimension, region, rw, rt'), all('SELECT dimension, region, counts FROM recapTotal ORDER BY dimension, region'), all('SELECT * FROM recapPending')],
  };
}

function indexes(): unknown {
  return office.writer.db.prepare("SELECT tbl_name, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') ORDER BY name").raw().all();
}

/** Every family is still to be judged for aid, nothing waits to be counted, and the worklists of every RT are to be made anew. */
function expectMarked(): void {
  const { aid, recaps } = derived() as { aid: unknown[][]; recaps: unknown[][] };
  expect(aid).toEqual((office.writer.db.prepare('SELECT id FROM family ORDER BY id').pluck().all() as number[]).map((id) => [id, 0, '', 0, 0]));
  expect(recaps[0]).not.toEqual([]);
  expect(recaps[2]).toEqual([]);
  const places = "SELECT DISTINCT coalesce(region, ''), coalesce(rw, ''), coalesce(rt, '') FROM familySummary";
  expect(office.writer.db.prepare(`${places} EXCEPT SELECT region, rw, rt FROM workTouched`).raw().all()).toEqual([]);
}

type Row = readonly unknown[];

/** The places that were noted for the worklists by `work`, and those that the triggers note of the same new families one by one. */
function touchedBy(work: () => void): { readonly noted: readonly Row[]; readonly byTriggers: readonly Row[] } {
  const { db } = office.writer;
  const noted = (): Row[] => db.prepare('SELECT region, rw, rt FROM workTouched ORDER BY 1, 2, 3').raw().all() as Row[];
  const last = Number(db.prepare('SELECT coalesce(max(family), 0) FROM familySummary').pluck().get());
  db.exec('DELETE FROM workTouched');
  work();
  const now = noted();
  db.exec('BEGIN; DELETE FROM workTouched');
  db.prepare('INSERT OR REPLACE INTO familySummary SELECT * FROM familySummary WHERE family > ?').run(last);
  const byTriggers = noted();
  db.exec('ROLLBACK');
  return { noted: now, byTriggers };
}

describe('families written many at a time', () => {
  test('into an empty register have the lists, words and indexes that deriving anew gives', () => {
    const before = indexes();
    const { noted, byTriggers } = touchedBy(() => write('first', 60, many));
    expect(noted).toEqual(byTriggers);
    expect(indexes()).toEqual(before);
    expectMarked();
    const now = derived();
    writeChanges(office.writer, { user: office.user, kind: 'system', detail: {} }, () => refreshDerived(office.writer, 'all'));
    expect(now).toEqual(derived());
  });

  test('beside others they join them', () => {
    const { noted, byTriggers } = touchedBy(() => write('second', 1, many));
    expect(noted).toEqual(byTriggers);
    expect(noted).toHaveLength(1);
    write('third', 39, many);
    write('fourth', 3, 0);
    expectMarked();
    const now = derived();
    writeChanges(office.writer, { user: office.user, kind: 'system', detail: {} }, () => refreshDerived(office.writer, 'all'));
    expect(now).toEqual(derived());
    expect(verifyOffice(office.writer)).toMatchObject({ integrity: 'ok', auditOk: true });
  });

  test('that stop half way leave nothing, and every index stands', () => {
    const [before, records] = [indexes(), derived()];
    const made = sampleFamilies(office, 30, 'fifth');
    function* stopping() {
      yield* made;
      throw new Error('stopped');
    }
    expect(() => writeChanges(office.writer, { user: office.user, kind: 'import' }, (log) => bulkWriteFamilies(office.writer, log, stopping(), many))).toThrow('stopped');
    expect(indexes()).toEqual(before);
    expect(derived()).toEqual(records);
  });
});
