import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchHashes } from '../../../db/intake/batch-hashes.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { discardImport } from '../../../db/intake/discard-import.ts';
import { fixCell } from '../../../db/intake/fix-cell.ts';
import { importPreview } from '../../../db/intake/import-preview.ts';
import { importRows } from '../../../db/intake/import-rows.ts';
import { listImports } from '../../../db/intake/list-imports.ts';
import { undoImport } from '../../../db/intake/undo-import.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { officePaths } from '../../../db/store/office-folder.ts';
import { actor, importOffice, put, region, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;
beforeEach(() => (at = importOffice()));
afterEach(() => at.close());

const sample = (seed: string, families: number) => ({ seed, families, region, today: '2026-11-22' });
const rows = (text: string): unknown[] => at.office.writer.db.prepare(text).all();

describe('undo', () => {
  const present = (): unknown[] => [
    rows('SELECT uid, raw, noKk, address, rt, rw, floor, floorArea, status FROM family WHERE status IS NOT 9 ORDER BY uid'),
    rows('SELECT uid, nik, name, birthDate, family, status FROM person WHERE status IS NOT 9 ORDER BY uid'),
    rows('SELECT uid, value FROM ranking WHERE voided IS NULL ORDER BY uid'),
  ];

  it('brings back what was, and the same file can be imported again', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    const before = present();
    const second = await writeSheets(at.file('b.xlsx'), smallDtsen(({ families, people }) => {
      put(families, 1, 13, 50);
      put(families, 1, 11, 4);
      families.push([...(families[1] ?? []).slice(0, 9), '6474030707140005', 'DEWI', 2, null, 30]);
      people.push(['6474034111800001', '6474030707140005', 'DEWI', '01-11-1980', 'Perempuan', 'Kepala keluarga', 'Kawin']);
      people.push([null, '6474030505120003', 'CUCU', '01-11-2020', 'Perempuan', 'Lainnya', 'Belum kawin']);
    }));
    const result = await at.take(second);
    expect(result).toMatchObject({ created: { families: 1, people: 2 }, updated: { families: 1, people: 0 } });
    expect(present()).not.toEqual(before);
    const undone = undoImport(at.office.writer, result.batchId, actor);
    expect(undone).toEqual({ batch: result.batchId, undone: { families: 2, people: 2 }, recipients: 0, kept: [] });
    expect(present()).toEqual(before);
    expect(rows("SELECT status, statusReason FROM person WHERE name = 'DEWI'")).toEqual([{ status: 9, statusReason: 'batal impor' }]);
    expect(() => undoImport(at.office.writer, result.batchId, actor)).toThrow(expect.objectContaining({ code: 'BATCH_UNDONE', params: { at: '22-11-2026' } }));
    expect(batchHashes(at.office.writer).every((batch) => batch.ok)).toBe(true);
    expect((await at.take(second)).created).toEqual({ families: 1, people: 2 });
  });

  it('leaves and names what was changed since', async () => {
    const first = await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    const budi = at.office.writer.db.prepare("SELECT id, uid FROM person WHERE name = 'BUDI'").get() as { id: number; uid: string };
    writeChanges(at.office.writer, { user: { uid: null, name: 'Sari' }, kind: 'edit' }, (log) => log.update('person', budi.id, { phone: '081234567890' }));
    const { undone, kept } = undoImport(at.office.writer, first.batchId, actor);
    expect(undone).toEqual({ families: 1, people: 1 });
    expect(kept.find((one) => one.record === budi.uid)).toMatchObject({ name: 'BUDI', why: 'Diubah sesudah impor oleh Sari (22-11-2026).' });
    expect(kept).toHaveLength(3);
    expect(at.count('SELECT count(*) FROM person WHERE status = 1')).toBe(2);
  });
});

describe('cancel, restart, discard', () => {
  it('a cancelled opening leaves nothing', async () => {
    const path = at.file('dtsen.xlsx');
    await writeWorkbook(path, 'dtsen', sample('batal', 300));
    const cancel = new Int32Array(new SharedArrayBuffer(4));
    const onProgress = (): void => void Atomics.store(cancel, 0, 1);
    await expect(at.preview(path, { cancel, onProgress })).rejects.toMatchObject({ code: 'IMPORT_CANCELLED' });
    await expect(at.preview(path, { cancel, threadFromBytes: 1 })).rejects.toMatchObject({ code: 'IMPORT_CANCELLED' });
    expect(existsSync(officePaths(at.office.writer.dir).staging)).toBe(false);
  });

  it('a cancelled commit changes nothing and can be done afterwards', async () => {
    const path = at.file('dtsen.xlsx');
    await writeWorkbook(path, 'dtsen', sample('batal', 60));
    const { staging, regions: found } = await at.preview(path);
    await confirmRegions(at.office.writer, at.key, regions, staging, found.map(({ bpsCode }) => ({ bpsCode, region })), actor);
    const cancel = new Int32Array(new SharedArrayBuffer(4));
    const changes = at.count('SELECT count(*) FROM change');
    const stopped = commitImport(at.office.writer, at.key, staging, { regions, actor, cancel, onProgress: () => void Atomics.store(cancel, 0, 1) });
    await expect(stopped).rejects.toMatchObject({ code: 'IMPORT_CANCELLED' });
    expect([at.count('SELECT count(*) FROM family'), at.count('SELECT count(*) FROM change'), at.count('SELECT count(*) FROM batch')]).toEqual([0, changes, 0]);
    expect(readdirSync(officePaths(at.office.writer.dir).snapshots)).toEqual([]);
    const result = await commitImport(at.office.writer, at.key, staging, { regions, actor });
    expect(result.created.families).toBeGreaterThan(50);
    expect(await commitImport(at.office.writer, at.key, staging, { regions, actor })).toMatchObject({ batchId: staging, created: result.created });
  });

  it('the rows of the file stored last stay to be read, not to be changed, until another is stored', async () => {
    const first = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    await confirmRegions(at.office.writer, at.key, regions, first.staging, first.regions.map(({ bpsCode }) => ({ bpsCode, region })), actor);
    await commitImport(at.office.writer, at.key, first.staging, { regions, actor });
    const kept = await importPreview(at.office.writer, at.key, regions, first.staging);
    expect(kept.tally).toEqual(first.tally);
    const { rows } = await importRows(at.office.writer, at.key, { staging: first.staging, entity: 'person', state: 'new', after: 0, limit: 500 });
    expect(rows).toHaveLength(first.tally.people.new);
    expect((await listImports(at.office.writer, at.key)).staged).toEqual([]);
    const cell = { sheet: first.sheets[0]?.name ?? '', row: rows[0]?.row ?? 0, column: 'A', value: 'x' };
    await expect(fixCell({ office: at.office.writer, databaseKey: at.key, regions, staging: first.staging }, actor, cell)).rejects.toMatchObject({ code: 'IMPORT_NOT_STAGED' });

    const second = await at.preview(at.file('a.xlsx'));
    await commitImport(at.office.writer, at.key, second.staging, { regions, actor });
    await expect(importPreview(at.office.writer, at.key, regions, first.staging)).rejects.toMatchObject({ code: 'IMPORT_NOT_STAGED' });
    expect((await importPreview(at.office.writer, at.key, regions, second.staging)).tally).toEqual(second.tally);
  });

  it('a staged file waits, and goes without a trace when it is discarded', async () => {
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    expect((await listImports(at.office.writer, at.key)).staged).toMatchObject([{ staging: opened.staging, file: 'a.xlsx', questions: 0 }]);
    expect(await importPreview(at.office.writer, at.key, regions, opened.staging)).toEqual(opened);
    await discardImport(at.office.writer, at.key, opened.staging);
    expect(existsSync(officePaths(at.office.writer.dir).staging)).toBe(false);
  });

  it('a damaged staging file is no more than a lost preview', async () => {
    const path = await writeSheets(at.file('a.xlsx'), smallDtsen());
    writeFileSync(officePaths(at.office.writer.dir).staging, Buffer.alloc(8192, 7));
    expect((await at.preview(path)).tally.families.new).toBe(2);
  });

  it('is not checked anew for what was handed over since the preview', async () => {
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    const hand = (phase: string): void => writeChanges(at.office.writer, { user: actor, kind: 'deliver' }, (log) => void log.create('delivery', { owner: region, phase }));
    const phases = new Set<string>();
    const seen = { everyMs: 0, onProgress: ({ phase }: { phase: string }) => void phases.add(phase) };
    hand('1');
    await confirmRegions(at.office.writer, at.key, regions, opened.staging, [{ bpsCode: '6474030002', region }], actor, seen);
    hand('2');
    const result = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor, ...seen });
    expect(result.created).toEqual({ families: 2, people: 3 });
    expect([...phases]).toEqual(['write']);
  });

  it('says when the register changed under the preview', async () => {
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    await confirmRegions(at.office.writer, at.key, regions, opened.staging, [{ bpsCode: '6474030002', region }], actor);
    writeChanges(at.office.writer, { user: actor, kind: 'edit' }, (log) => void log.create('family', { noKk: '6474030505120003', owner: region, status: 1 }));
    await expect(commitImport(at.office.writer, at.key, opened.staging, { regions, actor })).rejects.toMatchObject({ code: 'IMPORT_STALE' });
    const result = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect(result).toMatchObject({ created: { families: 1, people: 3 }, updated: { families: 1, people: 0 } });
  });
});
