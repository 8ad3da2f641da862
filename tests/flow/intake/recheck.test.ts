import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerRow } from '../../../db/intake/answer-row.ts';
import { sheetNo } from '../../../db/intake/change-staged.ts';
import type { StagedAt } from '../../../db/intake/change-staged.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { fixCell } from '../../../db/intake/fix-cell.ts';
import { batchFixes } from '../../../db/intake/batch-fixes.ts';
import { importRows } from '../../../db/intake/import-rows.ts';
import { recheckRow } from '../../../db/intake/recheck-row.ts';
import { setOptions } from '../../../db/intake/set-choices.ts';
import { stagedFile, withStaging } from '../../../db/intake/staging-store.ts';
import type { ImportPreview, ImportRow } from '../../../db/intake/types.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import { writeModel } from '../../../db/sample/workbook-model.ts';
import { mainSheet, personRowNumbers } from '../../../db/sample/damage-tools.ts';
import { casesOf } from './corpus.ts';
import { actor, importOffice, put, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

/** What is typed over one cell or answered for one row is judged without the rest of the file, and comes to the same. */

let at: ImportOffice;
beforeEach(() => (at = importOffice()));
afterEach(() => at.close());

const staged = ({ staging }: { staging: string }): StagedAt => ({ office: at.office.writer, databaseKey: at.key, regions, staging });

async function allRows({ staging }: ImportPreview): Promise<ImportRow[]> {
  const { rows } = await importRows(at.office.writer, at.key, { staging, after: 0, limit: 5000 });
  // A finding of a row may be told before or after another one of it, and a family that a fix begins is listed last.
  const place = (row: ImportRow): string => `${row.sheet} ${String(row.row).padStart(5, '0')} ${row.entity}`;
  return rows.map((row) => ({ ...row, findings: [...row.findings].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))) })).sort((a, b) => place(a).localeCompare(place(b)));
}

/** The rows as they are now and as a check of the whole file finds them, which must be the same. */
async function sameAsWhole(preview: ImportPreview): Promise<void> {
  const rows = await allRows(preview);
  const whole = await setOptions(staged(preview), {});
  expect(rows).toEqual(await allRows(whole));
  expect(preview.tally).toEqual(whole.tally);
}

/** Whether the row is judged again without the whole file. */
const isAlone = (preview: ImportPreview, sheet: string, row: number): Promise<boolean> =>
  withStaging(at.office.writer.dir, at.key, (db) => {
    const file = stagedFile(db, preview.staging);
    let alone = false;
    const undo = new Error('undo');
    try {
      db.transaction(() => {
        alone = recheckRow(staged(preview), db, file, sheetNo(db, file.id, sheet), row);
        throw undo;
      })();
    } catch (error) {
      if (error !== undo) throw error;
    }
    return alone;
  });

const layouts: readonly WorkbookLayout[] = ['dtsen', 'template', 'siak', 'bip-2016', 'bip-2012', 'bdt-2015', 'p3ke', 'opensid-penduduk', 'list'];

describe('one row typed over comes to what the whole file comes to', () => {
  it.each(layouts)('%s', async (layout) => {
    for (const damage of ['one-nik-number', 'repeated-rows']) {
      const one = casesOf(layout).find((candidate) => candidate.damage === damage);
      const main = one && mainSheet(one.model);
      if (!one || !main) continue;
      const path = at.file(`${layout}.xlsx`);
      await writeModel(path, one.model);
      const opened = await at.preview(path);
      const sheet = opened.sheets.find(({ name }) => name === main.name);
      const people = personRowNumbers(main);
      const [second = 0, third = 0, fourth = 0, later = 0] = [people[1], people[2], people[3], people[6]];
      const letter = (target: string): string | undefined => sheet?.columns.find(({ field }) => field === target)?.letter;
      const nik = letter('nik') ?? '';
      const changes: [number, string | undefined, string | null][] = [
        [second, nik, '6474030507850003'], [third, nik, '6474030507850003'], [second, nik, null], [third, nik, '12'], [third, nik, null],
        [fourth, letter('name'), ''], [later, letter('name'), 'BUDI SANTOSO'], [later, letter('noKk'), '6474030606130099'], [later, letter('noKk'), '64'], [later, letter('noKk'), null],
      ];
      for (const [row, column, value] of changes) {
        if (column === undefined) continue;
        await sameAsWhole(await fixCell(staged(opened), actor, { sheet: main.name, row, column, value }));
      }
      expect(await isAlone(opened, main.name, people[0] ?? 0)).toBe(true);
    }
  });
});

describe('in a file that the register knows', () => {
  beforeEach(async () => void (await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()))));
  const open = async (): Promise<ImportPreview> => at.preview(await writeSheets(at.file('b.xlsx'), smallDtsen(({ people }) => {
    put(people, 1, 2, 'ZAENAL ARIFIN');
    put(people, 1, 3, '01-01-1950');
    put(people, 2, 0, '647403050785');
  })));

  it('an answer and a fix concern their rows only', async () => {
    const opened = await open();
    for (const answer of ['skip', 'same', 'different', null] as const) await sameAsWhole(await answerRow(staged(opened), { sheet: 'Anggota', row: 2, answer }));
    await sameAsWhole(await fixCell(staged(opened), actor, { sheet: 'Anggota', row: 3, column: 'A', value: '6474030507850003' }));
    expect(await isAlone(opened, 'Anggota', 3)).toBe(true);
    expect(await isAlone(opened, 'Keluarga', 2)).toBe(true);
  });

  it('the batch keeps what stood in the file, what was put, and by whom; not what was taken back', async () => {
    const opened = await open();
    await fixCell(staged(opened), actor, { sheet: 'Anggota', row: 3, column: 'A', value: '6474030507850003' });
    await fixCell(staged(opened), actor, { sheet: 'Anggota', row: 4, column: 'C', value: 'SITI AMINAH' });
    await fixCell(staged(opened), actor, { sheet: 'Anggota', row: 4, column: 'C', value: null });
    const { batchId } = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect(batchFixes(at.office.writer, batchId)).toEqual([
      { sheet: 'Anggota', row: 3, column: 'A', before: '647403050785', after: '6474030507850003', by: actor.name, at: '2026-11-22T02:00:00.000Z' },
    ]);
    const detail = at.office.writer.db.prepare('SELECT detail FROM tx WHERE id = (SELECT tx FROM batch WHERE uid = ?)').pluck().get(batchId) as string;
    expect(JSON.parse(detail)).toMatchObject({ fixes: 1 });
    expect(detail).not.toContain('6474030507850003');
  });
});
