import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchHashes } from '../../../db/intake/batch-hashes.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { importRows } from '../../../db/intake/import-rows.ts';
import { withStaging } from '../../../db/intake/staging-store.ts';
import type { ImportPreview, Tally } from '../../../db/intake/types.ts';
import { writeErrorFile } from '../../../db/intake/write-error-file.ts';
import { writeTemplate } from '../../../db/intake/write-template.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { officePaths } from '../../../db/store/office-folder.ts';
import { listSnapshots } from '../../../db/store/snapshot.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { actor, importOffice, put, region, regions, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;
beforeEach(() => (at = importOffice()));
afterEach(() => at.close());

const sample = (seed: string, families: number) => ({ seed, families, region, today: '2026-11-22' });
const adds = (tally: Tally): void => expect(tally.new + tally.changed + tally.same + tally.rejected + tally.question + tally.left).toBe(tally.rows);
const codes = (preview: ImportPreview): string[] => [...new Set(preview.findings.map((finding) => finding.code))];
const rows = (text: string): unknown[] => at.office.writer.db.prepare(text).all();

/** What judging found out for the lists is what the rules say of the records. */
function expectDerivedAnew(): void {
  const lines = (): unknown[] => rows('SELECT * FROM familySummary ORDER BY family');
  const before = lines();
  expect(before).not.toEqual([]);
  writeChanges(at.office.writer, { user: actor, kind: 'system', detail: {} }, () => refreshDerived(at.office.writer, 'all'));
  expect(before).toEqual(lines());
}

describe('a DTSEN file', () => {
  it('is all new the first time and all the same the second', async () => {
    const path = at.file('dtsen.xlsx');
    const counts = await writeWorkbook(path, 'dtsen', sample('satu', 120));
    const first = await at.take(path);
    expect(counts).toMatchObject(first.created);
    expect(first.questions + first.rejected.families + first.rejected.people).toBe(0);
    expect(at.count('SELECT count(*) FROM family')).toBe(counts.families);
    expect(at.count('SELECT count(*) FROM familySummary')).toBe(counts.families);
    expect(at.count('SELECT count(*) FROM person WHERE nik IS NOT NULL AND length(nik) <> 16')).toBe(0);
    const before = at.count('SELECT count(*) FROM change');
    const opened = await at.preview(path);
    expect(opened.seenBefore?.batch).toBe(first.batchId);
    expect(opened.blocked).toEqual([]);
    expect(opened.tally.families.same).toBe(counts.families);
    expect(opened.tally.people.same).toBe(counts.people);
    const second = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect([second.created, second.updated]).toEqual([{ families: 0, people: 0 }, { families: 0, people: 0 }]);
    expect(at.count('SELECT count(*) FROM change')).toBe(before);
    expect(batchHashes(at.office.writer).map((batch) => batch.ok)).toEqual([true, true]);
    expect(listSnapshots(officePaths(at.office.writer.dir).snapshots).some((one) => one.why === 'import')).toBe(true);
  });

  it('is judged the same where the people do not stand in the order of their families', async () => {
    /** So many that the first were judged before the one who stands at the end is read. */
    const many = 300;
    const sheets = (isLast: boolean): ReturnType<typeof smallDtsen> => smallDtsen(({ families, people }) => {
      const family = families[1] ?? [];
      families.splice(1);
      people.splice(1);
      for (let no = 0; no < many; no += 1) {
        const [noKk, serial] = [`64740305051${20_001 + no}`, String(1000 + no)];
        families.push(family.map((cell) => (cell === '6474030505120003' ? noKk : cell)));
        people.push([`647403170848${serial}`, noKk, 'AMIN', '17-08-1948', 'Laki-laki', 'Kepala keluarga', 'Kawin'], [`647403570850${serial}`, noKk, 'AMINAH', '17-08-1950', 'Perempuan', 'Istri/suami', no === 0 ? 'Cerai mati' : 'Kawin']);
      }
      if (isLast) people.push(...people.splice(2, 1));
    });
    const inOrder = await at.preview(await writeSheets(at.file('a.xlsx'), sheets(false)));
    const mixed = await at.preview(await writeSheets(at.file('b.xlsx'), sheets(true)));
    const found = ({ kinds }: typeof mixed): unknown => kinds.map(({ sheet, code, rows: n }) => [sheet, code, n]);
    expect(inOrder.tally).toMatchObject({ families: { new: many }, people: { new: 2 * many } });
    expect(mixed.tally).toEqual(inOrder.tally);
    expect(found(mixed)).toEqual(found(inOrder));
    expect(found(inOrder)).toContainEqual(['Anggota', 'V15', 1]);
  });

  it('bridges a BPS code by the names beside it, once for all files', async () => {
    const path = await writeSheets(at.file('a.xlsx'), smallDtsen());
    const opened = await at.preview(path);
    expect(opened.regions).toEqual([{
      bpsCode: '6474030002', bpsName: 'GUNUNG TELIHAN, BONTANG BARAT, BONTANG, KALIMANTAN TIMUR', rows: 2, region, regionName: 'Gunung Telihan, Bontang Barat, Kota Bontang', confirmed: false,
    }]);
    expect(opened.blocked.map((one) => one.code)).toEqual(['REGIONS_OPEN']);
    await expect(commitImport(at.office.writer, at.key, opened.staging, { regions, actor })).rejects.toMatchObject({ code: 'IMPORT_BLOCKED' });
    expect(at.count('SELECT count(*) FROM family')).toBe(0);
    const confirmed = await confirmRegions(at.office.writer, at.key, regions, opened.staging, [{ bpsCode: '6474030002', region }], actor);
    expect(confirmed.blocked).toEqual([]);
    expect(confirmed.tally.families).toMatchObject({ rows: 2, new: 2, rejected: 0, question: 0 });
    await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect(rows('SELECT region, bpsRegion, rt, rw, address FROM family ORDER BY id')).toEqual([
      { region, bpsRegion: '6474030002', rt: '012', rw: '003', address: 'JL. FLORES' },
      { region, bpsRegion: '6474030002', rt: '007', rw: '001', address: 'JL. MADURA' },
    ]);
    const again = await at.preview(path);
    expect(again.regions[0]?.confirmed).toBe(true);
    expect(again.blocked).toEqual([]);
  });

  it('keeps a merged label, writes desil as dated rows, and shows what would change', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    const raw = at.office.writer.db.prepare('SELECT raw FROM family ORDER BY id LIMIT 1').pluck().get() as string;
    expect(JSON.parse(raw)).toMatchObject({ floor: { code: null, raw: 'Keramik/granit/marmer/ubin/tegel/teraso' } });
    expect(rows('SELECT source, scope, measure, value FROM ranking ORDER BY id')).toEqual([
      { source: 1, scope: 1, measure: 1, value: 1 }, { source: 1, scope: 1, measure: 1, value: 3 },
    ]);
    const edited = await writeSheets(at.file('b.xlsx'), smallDtsen(({ families, people }) => {
      put(families, 1, 13, 50);
      put(families, 2, 11, 2);
      put(people, 2, 2, 'BUDI SANTOSO');
      put(people, 3, 3, null);
    }));
    const opened = await at.preview(edited);
    expect(opened.tally.families).toMatchObject({ changed: 2, same: 0 });
    expect(opened.tally.people).toMatchObject({ changed: 1, same: 2 });
    const page = await importRows(at.office.writer, at.key, { staging: opened.staging, state: 'changed', after: 0, limit: 10 });
    expect(page.rows.map((row) => row.changes)).toEqual([
      [{ field: 'floorArea', old: 45, new: 50 }], [{ field: 'ranking.1', old: 3, new: 2 }], [{ field: 'name', old: 'BUDI', new: 'BUDI SANTOSO' }],
    ]);
    const result = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect(result.updated).toEqual({ families: 2, people: 1 });
    expect(at.count("SELECT count(*) FROM person WHERE birthDate = '1990-08-05'")).toBe(1);
    expect(rows('SELECT value FROM ranking ORDER BY id')).toEqual([{ value: 1 }, { value: 3 }, { value: 2 }]);
  });

  it('takes a merged label that covers the exact code here for nothing new', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen(({ families }) => (put(families, 1, 12, 'Keramik')))));
    const opened = await at.preview(await writeSheets(at.file('b.xlsx'), smallDtsen()));
    expect(opened.tally.families).toMatchObject({ same: 2, changed: 0 });
  });
});

describe('V34 and the identifiers', () => {
  it.each(['number', 'scientific'] as const)('refuses a file whose NIK column is %s', async (kind) => {
    const path = at.file('rusak.xlsx');
    await writeWorkbook(path, 'dtsen', sample('rusak', 20), { identifiers: { kind, share: 1 } });
    const opened = await at.preview(path);
    expect(opened.blocked.map((one) => one.code)).toContain('DIGITS_LOST');
    await expect(commitImport(at.office.writer, at.key, opened.staging, { regions, actor })).rejects.toMatchObject({ code: 'IMPORT_BLOCKED' });
    expect(at.count('SELECT count(*) FROM person')).toBe(0);
  });

  it.each(['trailing-space', 'apostrophe', 'spaced', 'no-break-space'] as const)('repairs what can be repaired: %s', async (kind) => {
    const path = at.file('spasi.xlsx');
    const counts = await writeWorkbook(path, 'dtsen', sample('spasi', 20), { identifiers: { kind, share: 1 } });
    expect(counts).toMatchObject((await at.take(path)).created);
    expect(at.count('SELECT count(*) FROM person WHERE nik IS NOT NULL AND length(nik) <> 16')).toBe(0);
  });

  it('flags a single number cell, rejects the one that lost its digit, and reads a Papuan NIK whole', async () => {
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen(({ people }) => {
      put(people, 1, 0, '9171015708480003');
      put(people, 2, 0, 6474030507850003);
      put(people, 3, 0, 6474034508900000);
    })));
    expect(opened.findings.map((one) => [one.code, one.severity])).toEqual(expect.arrayContaining([['NUMBER_CELL', 'warn'], ['DIGIT_LOST', 'block']]));
    expect(opened.tally.people).toMatchObject({ rows: 3, new: 2, rejected: 1 });
    await confirmRegions(at.office.writer, at.key, regions, opened.staging, [{ bpsCode: '6474030002', region }], actor);
    await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect(rows('SELECT nik FROM person ORDER BY id')).toEqual([{ nik: '9171015708480003' }, { nik: '6474030507850003' }]);
  });

  it('gives every wrong row its reason and takes the rest', async () => {
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen(({ families, people }) => {
      put(families, 2, 11, 40);
      put(people, 1, 0, '0000000000000000');
      people.push(['6474034508900001', '6474030505120003', 'SITI LAGI', '05-08-1990', 'Perempuan', 'Anak', 'Kawin']);
      people.push(['647403450890000', '6474030505120003', 'ANAK', '1999', 'Perempuan', 'Anak', 'Gaib']);
      people.push(['6474034508900009', '6474031111110001', 'TANPA KELUARGA', '05-08-1990', 'Perempuan', 'Anak', 'Kawin']);
    })));
    expect(codes(opened)).toEqual(expect.arrayContaining(['V24', 'V01', 'V02', 'FAMILY_REJECTED', 'NO_FAMILY', 'T02', 'DATE_YEAR']));
    adds(opened.tally.families);
    adds(opened.tally.people);
    expect(opened.tally.families).toMatchObject({ rows: 2, new: 1, rejected: 1 });
    const said = opened.findings.find((one) => one.code === 'V24');
    expect(said).toMatchObject({ sheet: 'Keluarga', row: 3, column: 'L', value: '40', message: 'Nilai 40 bukan desil. Apakah ini percentile BDT?' });
  });

  it('V33 asks which of two rows with one NIK is meant', async () => {
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen(({ people }) => {
      people.push(['6474034508900001', '6474030505120003', 'SITI', '05-08-1990', 'Perempuan', 'Anak', 'Kawin']);
    })));
    expect(opened.tally.people).toMatchObject({ rows: 4, new: 3, question: 1 });
    expect(codes(opened)).toContain('V33');
  });
});

describe('any file', () => {
  it.each(['a', 'b', 'c'])('adds up, whatever is wrong in it (seed %s), and a second import changes nothing', async (seed) => {
    const path = at.file('acak.xlsx');
    const counts = await writeWorkbook(path, 'dtsen', sample(seed, 60), { identifiers: { kind: 'number', share: 0.15 }, people: 0.5 });
    const opened = await at.preview(path);
    adds(opened.tally.families);
    adds(opened.tally.people);
    expect([opened.tally.families.rows, opened.tally.people.rows]).toEqual([counts.families, counts.people]);
    expect(opened.tally.people.rejected).toBeGreaterThan(0);
    const result = await at.take(path);
    const sum = (field: 'families' | 'people'): number => result.created[field] + result.updated[field] + result.unchanged[field] + result.rejected[field];
    expect(sum('families') + sum('people') + result.questions).toBe(result.rows);
    expectDerivedAnew();
    const again = await at.take(path);
    expect([again.created, again.updated]).toEqual([{ families: 0, people: 0 }, { families: 0, people: 0 }]);
  });

  it('is written the same with the help of a thread: the log verifies, and lists are as derived anew', async () => {
    const path = at.file('besar.xlsx');
    // So many that a thread derives them, with slips that the rules warn of.
    await writeWorkbook(path, 'dtsen', sample('besar', 1100), { identifiers: { kind: 'number', share: 0.02 }, people: 0.3 });
    const result = await at.take(path);
    expect(result.created.families).toBeGreaterThan(1000);
    expect(verifyOffice(at.office.writer)).toMatchObject({ auditOk: true, problems: [] });
    expect(batchHashes(at.office.writer)).toMatchObject([{ ok: true }]);
    expectDerivedAnew();
    const known = await withStaging(at.office.writer.dir, at.key, (db) => db.prepare('SELECT count(*) FROM row WHERE warned > 0').pluck().get() as number);
    expect(known).toBeGreaterThan(50);
  });

  it('is read the same in a thread as in place', async () => {
    const path = at.file('dtsen.xlsx');
    await writeWorkbook(path, 'dtsen', sample('utas', 700));
    const seen: string[] = [];
    const { staging: first, ...inPlace } = await at.preview(path);
    const { staging: second, ...inThread } = await at.preview(path, { threadFromBytes: 1, onProgress: ({ phase }) => void seen.push(phase) });
    expect(inThread).toEqual(inPlace);
    expect(first).not.toBe(second);
    expect(new Set(seen)).toEqual(new Set(['read', 'check']));
  });

  it.each([[['BUKU INDUK PENDUDUK WNI']], [['DAFTAR NOMINATIF PENERIMA MAKANAN']], [['Buah', 'Harga']]])('of no known layout (%s) is kept in staging, and cannot be committed', async (header) => {
    const opened = await at.preview(await writeSheets(at.file('lain.xlsx'), { Data: [[...header], ['1', '2']] }));
    expect(opened.blocked).toMatchObject([{ code: 'LAYOUT_UNKNOWN' }]);
    expect(opened.sheets).toMatchObject([{ name: 'Data', entity: null, rows: 2 }]);
    await expect(commitImport(at.office.writer, at.key, opened.staging, { regions, actor })).rejects.toMatchObject({ code: 'IMPORT_BLOCKED' });
  });

  it('V35 reads a doubtful date as the rest of its column does', async () => {
    const doubts = async (name: string, other: string): Promise<number> => {
      const opened = await at.preview(await writeSheets(at.file(name), smallDtsen(({ people }) => {
        put(people, 1, 0, null);
        put(people, 1, 3, '05/07/1948');
        put(people, 2, 0, null);
        put(people, 2, 3, other);
        put(people, 3, 3, null);
      })));
      return opened.findings.filter((one) => one.code === 'DATE_DOUBT').length;
    };
    expect(await doubts('hari.xlsx', '17/08/1985')).toBe(0);
    expect(await doubts('ragu.xlsx', '05/08/1985')).toBe(2);
    expect(await doubts('bulan.xlsx', '08/17/1985')).toBe(0);
    await at.take(at.file('bulan.xlsx'));
    expect(rows('SELECT birthDate FROM person ORDER BY id')).toEqual([{ birthDate: '1948-05-07' }, { birthDate: '1985-08-17' }, { birthDate: null }]);
  });
});

describe('matching', () => {
  it('asks when a NIK turns up in another family or with another name, and writes neither', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    const opened = await at.preview(await writeSheets(at.file('b.xlsx'), smallDtsen(({ people }) => {
      put(people, 3, 1, '6474030505120003');
      put(people, 1, 2, 'ZULKIFLI');
      put(people, 1, 3, '01-01-1950');
    })));
    expect(opened.tally.people).toMatchObject({ rows: 3, same: 1, question: 2 });
    expect(codes(opened)).toEqual(expect.arrayContaining(['PERSON_ELSEWHERE', 'NIK_OTHER_PERSON']));
    const result = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect(result.questions).toBe(2);
    expect(at.count("SELECT count(*) FROM person WHERE name = 'ZULKIFLI'")).toBe(0);
  });

  it('knows a person without NIK by name and birth date in the same family, and fills in the NIK', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen(({ people }) => (put(people, 3, 0, null)))));
    const result = await at.take(await writeSheets(at.file('b.xlsx'), smallDtsen()));
    expect(result.updated.people).toBe(1);
    expect(at.count("SELECT count(*) FROM person WHERE nik = '6474034508900001'")).toBe(1);
    expect(at.count('SELECT count(*) FROM person')).toBe(3);
  });

  it('finds a family by a No KK that it had before, and leaves the present one', async () => {
    await at.take(await writeSheets(at.file('a.xlsx'), smallDtsen()));
    writeChanges(at.office.writer, { user: actor, kind: 'edit' }, (log) => {
      const family = at.office.writer.db.prepare("SELECT id, uid FROM family WHERE noKk = '6474030505120003'").get() as { id: number; uid: string };
      log.create('familyNumber', { family: family.uid, noKk: '6474030505120003', until: '2026-01-01' });
      log.update('family', family.id, { noKk: '6474030101260001' });
    });
    const opened = await at.preview(at.file('a.xlsx'));
    expect(opened.tally.families.same).toBe(2);
    expect(codes(opened)).toContain('OLD_NUMBER');
  });

  it('V25 refuses families of another kelurahan', async () => {
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), smallDtsen(({ families }) => {
      put(families, 2, 6, '6474030001');
      put(families, 2, 7, 'KANAAN');
    })));
    expect(opened.tally.families).toMatchObject({ new: 1, rejected: 1 });
    expect(opened.tally.people).toMatchObject({ new: 1, rejected: 2 });
    expect(codes(opened)).toContain('V25');
  });
});

describe('files that Tepat writes', () => {
  it('imports its own template, filled by hand or by the generator', async () => {
    const path = at.file('templat.xlsx');
    const { families, people } = await writeWorkbook(path, 'template', sample('templat', 60));
    expect((await at.take(path)).created).toEqual({ families, people });
  });

  it('export → import says 0 changes, also for families without No KK', async () => {
    await writeWorkbook(at.file('t.xlsx'), 'template', sample('a', 300));
    await at.take(at.file('t.xlsx'));
    expect(at.count('SELECT count(*) FROM family WHERE noKk IS NULL')).toBeGreaterThan(0);
    const written = await writeTemplate(at.office.writer, at.file('isi.xlsx'), { filled: true });
    const opened = await at.preview(at.file('isi.xlsx'));
    expect(opened.profile).toBe('template');
    expect(opened.tally.families).toMatchObject({ rows: written.families, same: written.families });
    expect(opened.tally.people).toMatchObject({ rows: written.people, same: written.people });
  });

  it('an empty template holds nothing and is recognised', async () => {
    expect(await writeTemplate(at.office.writer, at.file('kosong.xlsx'), { filled: false })).toMatchObject({ families: 0, people: 0 });
    const opened = await at.preview(at.file('kosong.xlsx'));
    expect([opened.profile, opened.tally.families.rows, opened.blocked]).toEqual(['template', 0, []]);
  });

  it('the error file carries the reasons and imports again once mended', async () => {
    const path = await writeSheets(at.file('a.xlsx'), smallDtsen(({ people }) => (put(people, 2, 0, '647403050785'))));
    const opened = await at.preview(path);
    const written = await writeErrorFile(at.office.writer, at.key, opened.staging, at.file('salah.xlsx'));
    expect(written.rows).toBe(1);
    const again = await at.preview(at.file('salah.xlsx'));
    expect(again.profile).toBe('dtsen');
    expect(again.tally.people).toMatchObject({ rows: 1, rejected: 1 });
    expect(again.tally.families).toMatchObject({ rows: 1, new: 1 });
    // In English it says the same, and is known the same.
    await writeErrorFile(at.office.writer, at.key, opened.staging, at.file('wrong.xlsx'), 'en');
    const english = await at.preview(at.file('wrong.xlsx'));
    expect(english.sheets[1]?.columns.at(-1)).toMatchObject({ header: 'REASON REJECTED', note: 'not-kept', samples: [expect.stringMatching(/^This NIK /)] });
    expect([english.profile, english.tally]).toEqual([again.profile, again.tally]);
  });
});
