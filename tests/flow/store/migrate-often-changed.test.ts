import { expect, test } from 'vitest';
import { makePracticeRegister } from '../../../db/api/practice-register.ts';
import type { Connection } from '../../../db/store/connection.ts';
import { keepRecaps, pendingRecaps } from '../../../db/registry/recaps/keep-recaps.ts';
import { readCounts } from '../../../db/registry/recaps/recap-counts.ts';
import { tempOffice } from '../../helpers/temp-office.ts';
import { undoOftenChanged } from './undo-often-changed.ts';

test('an office of before the survey date stood beside the last change keeps its lists and recaps, and goes on noting what changes', () => {
  const temp = tempOffice({ practice: true });
  try {
    makePracticeRegister(temp.office.writer, 8);
    temp.office.writer.db.exec('UPDATE lineChange SET warnings = family % 3');
    const [before, recaps] = [listsOf(temp.office.writer.db), recapsOf(temp.office.writer.db)];
    undoOftenChanged(temp.office.writer.db);
    expect(temp.office.writer.db.prepare('SELECT count(surveyDate), sum(warnings) FROM familySummary').raw().get()).toEqual([8, 9]);
    temp.office.close();
    const { writer } = temp.reopen();
    const { db } = writer;
    expect(listsOf(db)).toEqual(before);
    expect(recapsOf(db)).toEqual(recaps);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    // A day of the same month is nothing to recaps, another month is; to worklists both are.
    const pending = (): unknown => db.prepare('SELECT count(*) FROM recapPending').pluck().get();
    const touched = (): unknown => db.prepare('SELECT max(id) FROM workTouched').pluck().get();
    const [family, date] = db.prepare("SELECT family, surveyDate FROM lineChange WHERE surveyDate IS NOT NULL AND surveyDate NOT GLOB '*-28' LIMIT 1").raw().get() as [number, string];
    const last = Number(touched());
    db.prepare("UPDATE lineChange SET surveyDate = substr(surveyDate, 1, 8) || '28' WHERE family = ?").run(family);
    expect([pending(), Number(touched()) > last]).toEqual([0, true]);
    db.prepare("UPDATE lineChange SET surveyDate = '2019-02-03' WHERE family = ?").run(family);
    expect([pending(), pendingRecaps(writer)]).toEqual([1, expect.anything()]);
    keepRecaps(writer);
    db.prepare('UPDATE lineChange SET surveyDate = ? WHERE family = ?').run(date, family);
    keepRecaps(writer);
    expect(recapsOf(db)).toEqual(recaps);
  } finally {
    temp.remove();
  }
});

/** The lines of the lists, their last changes, and what notes them. */
function listsOf(db: Connection): unknown[] {
  return [
    'SELECT * FROM familySummary ORDER BY family', 'SELECT * FROM lineChange ORDER BY family',
    "SELECT name, sql FROM sqlite_schema WHERE tbl_name IN ('familySummary', 'lineChange') AND type = 'trigger' ORDER BY name",
  ].map((text) => db.prepare(text).all());
}

/** What recaps keep, each text of counts in an order of its own. */
function recapsOf(db: Connection): unknown[] {
  const rows = db.prepare('SELECT dimension, region, rw, rt, counts FROM recapCell ORDER BY 1, 2, 3, 4').all() as { counts: string }[];
  return rows.map((row) => ({ ...row, counts: [...readCounts(row.counts)].sort(([a], [b]) => (a < b ? -1 : 1)) }));
}
