import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePracticeRegister } from '../../../db/api/practice-register.ts';
import { renewDerived } from '../../../db/registry/renew-derived.ts';
import { search } from '../../../db/registry/search.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { tempOffice } from '../../helpers/temp-office.ts';
import type { TempOffice } from '../../helpers/temp-office.ts';
import { undoMerge } from './undo-merge.ts';

let temp: TempOffice;
beforeEach(() => void (temp = tempOffice({ practice: true })));
afterEach(() => temp.remove());

test('an office of before finding by place opens with its numbers found again, and the chain still verifies', async () => {
  makePracticeRegister(temp.office.writer, 5);
  const { db } = temp.office.writer;
  const nik = db.prepare('SELECT nik FROM person WHERE nik IS NOT NULL LIMIT 1').pluck().get() as string;
  const before = search(temp.office.writer, nik.slice(4, 12), 10, null);
  expect(before).toHaveLength(1);
  const tables = ['familySummary', 'personSearch_docsize', 'nikSearch_docsize', 'noKkSearch_docsize', 'addressSearch_docsize'];
  const rows = (): unknown[] => tables.map((table) => temp.office.writer.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const counts = rows();
  // Back to the database as 0006 left it, the numbers in three digits anywhere.
  db.exec(`DROP TABLE nikSearch; DROP TABLE noKkSearch;
    CREATE VIRTUAL TABLE nikSearch USING fts5(nik, content='', contentless_delete=1, tokenize='trigram', detail=none);
    CREATE VIRTUAL TABLE noKkSearch USING fts5(noKk, content='', contentless_delete=1, tokenize='trigram', detail=none);
    INSERT INTO nikSearch (rowid, nik) SELECT id, nik FROM person WHERE nik IS NOT NULL;
    INSERT INTO noKkSearch (rowid, noKk) SELECT id, noKk FROM family WHERE noKk IS NOT NULL;
    DELETE FROM meta WHERE key = 'derivedVersion'; DELETE FROM migration WHERE name = '0007-finding'`);
  undoMerge(db);
  temp.office.close();
  const { writer } = temp.reopen();
  expect(await renewDerived(writer)).toBe(true);
  expect(await renewDerived(writer)).toBe(false);
  expect(search(writer, nik.slice(4, 12), 10, null)).toEqual(before);
  expect(rows()).toEqual(counts);
  expect(verifyOffice(writer)).toMatchObject({ auditOk: true, problems: [] });
});

test('a new office has nothing to derive anew', async () => {
  expect(await renewDerived(temp.office.writer)).toBe(false);
});
