import { afterEach, beforeEach, expect, it } from 'vitest';
import { batchHashes } from '../../../db/intake/batch-hashes.ts';
import { undoImport } from '../../../db/intake/undo-import.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { actor, importOffice, region, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

const sample = { seed: 'serumah', families: 24, region, today: '2026-11-22' };
let at: ImportOffice;
beforeEach(async () => {
  at = importOffice();
  await writeWorkbook(at.file('siak.xlsx'), 'siak', sample);
  await at.take(at.file('siak.xlsx'));
});
afterEach(() => at.close());

const groups = (): [string, number][] => at.office.writer.db.prepare(`SELECT h.number, count(*) FROM household h JOIN family f ON f.household = h.uid WHERE h.ended IS NULL GROUP BY h.uid ORDER BY h.number`)
  .raw().all().map((row) => [String((row as unknown[])[0]), Number((row as unknown[])[1])]);

it('a list of rumah tangga of OpenSID groups the families of one number; again nothing changes; the undo takes the groups back', async () => {
  const path = at.file('rtm.xlsx');
  await writeWorkbook(path, 'opensid-rtm', sample);
  const opened = await at.preview(path);
  const { families } = await writeWorkbook(at.file('hitung.xlsx'), 'opensid-rtm', sample);
  // Every second of four shares a house with the one before it.
  const shared = Math.floor((families + 2) / 4);
  expect([opened.profile, opened.tally.people.changed, opened.tally.people.new]).toEqual(['opensid-rtm', shared * 2, 0]);
  const done = await at.take(path);
  expect([done.updated.people, groups().length, groups().every(([number, n]) => n === 2 && /^6474\d{6}$/.test(number))]).toEqual([shared * 2, shared, true]);
  expect((await at.preview(path)).tally.people).toMatchObject({ changed: 0, new: 0, rejected: 0 });
  expect([batchHashes(at.office.writer).every(({ ok }) => ok), verifyOffice(at.office.writer).auditOk]).toEqual([true, true]);
  undoImport(at.office.writer, done.batchId, actor);
  expect(groups()).toEqual([]);
  expect(at.count('SELECT count(*) FROM family WHERE household IS NOT NULL')).toBe(0);
  expect(verifyOffice(at.office.writer).auditOk).toBe(true);
});

it('a family alone under its number is no group, and one under two numbers stays with the first and is told', async () => {
  const people = at.office.writer.db.prepare(`SELECT p.nik, p.family FROM person p WHERE p.nik IS NOT NULL ORDER BY p.id`).all() as { nik: string; family: string }[];
  const [first] = people;
  const own = people.filter(({ family }) => family === first?.family);
  const second = people.find(({ family }) => family !== first?.family);
  const third = people.find(({ family }) => family !== first?.family && family !== second?.family);
  expect(own.length).toBeGreaterThan(1);
  const header = ['NIK', 'NOMOR RUMAH TANGGA', 'STATUS HUBUNGAN DALAM RUMAH TANGGA'];
  const path = await writeSheets(at.file('rtm.xlsx'), { RTM: [header, [own[0]?.nik ?? '', '6474000001', 1], [own[1]?.nik ?? '', '6474000002', 2], [second?.nik ?? '', '6474000001', 2], [third?.nik ?? '', '6474000003', 1]] });
  const opened = await at.preview(path);
  expect(opened.tally.people).toMatchObject({ rows: 4, changed: 2, same: 2 });
  expect(opened.findings.filter(({ code }) => code === 'HOUSEHOLD_TWICE').map(({ row }) => row)).toEqual([3]);
  await at.take(path);
  expect(groups()).toEqual([['6474000001', 2]]);
  const left = await at.preview(path, {});
  expect(left.tally.people).toMatchObject({ changed: 0, same: 4 });
});
