import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { openImport } from '../../../db/intake/open-import.ts';
import type { Progress } from '../../../db/intake/types.ts';
import { startDeriveHelper } from '../../../db/registry/derive-helper.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { withStaging } from '../../../db/intake/staging-store.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import type { Connection } from '../../../db/store/connection.ts';
import { actor, importOffice, region, regions } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;

/** The same files for every test: to write them takes as long as to import them. */
const folder = mkdtempSync(join(tmpdir(), 'tepat-cancel-'));
const [earlier, path] = [join(folder, 'dulu.xlsx'), join(folder, 'baru.xlsx')];
beforeAll(async () => {
  await writeWorkbook(earlier, 'dtsen', { seed: 'dulu', families: 30, region, today: '2026-11-22' });
  await writeWorkbook(path, 'dtsen', { seed: 'baru', families: 450, region, today: '2026-11-22' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  at = importOffice();
  // Something is there already: stopping must leave it alone, and matching has work to do.
  await at.take(earlier);
});
afterEach(() => at.close());

/** Rows of every table of the register and of staging, and the files of the office without those that SQLite keeps beside a database. */
async function everything() {
  const files = readdirSync(at.office.writer.dir, { recursive: true, encoding: 'utf8' }).filter((name) => !/-(wal|shm|journal)$/.test(name)).sort();
  const staged = await withStaging(at.office.writer.dir, at.key, rowsOf);
  return { rows: rowsOf(at.office.writer.db), staged, sum: at.count("SELECT group_concat(uid || coalesce(noKk, '') || coalesce(address, '')) FROM family"), files };
}

function rowsOf(db: Connection): [table: string, rows: unknown][] {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all() as string[];
  return tables.map((name) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]);
}

/** Stops a job as soon as its progress says so. */
function stopWhen(reached: (progress: Progress) => boolean) {
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  let stopped = 0;
  const onProgress = (progress: Progress): void => {
    if (!reached(progress)) return;
    stopped += 1;
    Atomics.store(cancel, 0, 1);
  };
  return { job: { cancel, onProgress, everyMs: 0 }, stopped: () => stopped };
}

const openings: readonly (readonly [name: string, threadFromBytes: number, reached: (progress: Progress) => boolean])[] = [
  ['while the file is read', 1e9, ({ phase, done }) => phase === 'read' && done > 100],
  ['while the file is read in its thread', 1, ({ phase, done }) => phase === 'read' && done > 100],
  ['while rows are checked', 1e9, ({ phase, done, total }) => phase === 'check' && done > 0 && done <= total / 2],
  ['while rows are matched', 1e9, ({ phase, done, total }) => phase === 'check' && done > total * 0.6],
];

describe('stopping an import at any moment', () => {
  it.each(openings)('%s leaves nothing', async (_name, threadFromBytes, reached) => {
    const before = await everything();
    const stop = stopWhen(reached);
    await expect(openImport(at.office.writer, at.key, path, { regions, threadFromBytes, ...stop.job })).rejects.toMatchObject({ code: 'IMPORT_CANCELLED' });
    expect(stop.stopped()).toBeGreaterThan(0);
    expect(await everything()).toEqual(before);
    expect((await at.take(path)).created.families).toBeGreaterThan(400);
  });

  /** Opens the file, so that it can be committed. */
  async function opened(): Promise<string> {
    const { staging, regions: found } = await at.preview(path);
    const open = found.flatMap((one) => (one.region && !one.confirmed ? [{ bpsCode: one.bpsCode, region: one.region }] : []));
    if (open.length > 0) await confirmRegions(at.office.writer, at.key, regions, staging, open, actor);
    return staging;
  }

  it.each([['at its first row', 0], ['in the middle', 0.5]])('while rows are written, %s, writes nothing; the preview stays and can be committed', async (_name, share) => {
    const staging = await opened();
    const before = await everything();
    const stop = stopWhen(({ phase, done, total }) => phase === 'write' && done > 0 && done >= total * share);
    await expect(commitImport(at.office.writer, at.key, staging, { regions, actor, ...stop.job })).rejects.toMatchObject({ code: 'IMPORT_CANCELLED' });
    expect(stop.stopped()).toBeGreaterThan(0);
    expect(withoutSnapshots(await everything())).toEqual(withoutSnapshots(before));
    expect((await commitImport(at.office.writer, at.key, staging, { regions, actor })).created.families).toBeGreaterThan(400);
  });

  it('leaves no file with the words that a large first import gathers beside the register', async () => {
    at.close();
    const { writer } = (at = importOffice()).office;
    const scratch = (): string[] => readdirSync(writer.dir).filter((name) => name.startsWith('~words'));
    writeChanges(writer, { user: actor, kind: 'import' }, ({ tx }) => {
      const helper = startDeriveHelper(writer, tx);
      for (const until = Date.now() + 10_000; scratch().length === 0 && Date.now() < until;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      expect(scratch()).toContainEqual(expect.stringMatching(/^~words\d+\.tmp$/));
      helper.stop();
    });
    await expect.poll(scratch).toEqual([]);
  });

  it('after the last row comes too late: the import stands, whole', async () => {
    const staging = await opened();
    const stop = stopWhen(({ phase, done, total }) => phase === 'write' && done >= total);
    const result = await commitImport(at.office.writer, at.key, staging, { regions, actor, ...stop.job });
    expect([stop.stopped() > 0, result.created.families > 400]).toEqual([true, true]);
  });
});

/** A snapshot is taken before anything is written, and kept: it is the register as it still is. */
function withoutSnapshots<T extends { files: string[] }>(all: T): T {
  return { ...all, files: all.files.filter((name) => !name.startsWith('snapshots')) };
}
