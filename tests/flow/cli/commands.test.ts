import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminal } from '../../helpers/terminal.ts';

const { root, at, tepat, json } = terminal('cli');

let file = '';
beforeAll(() => {
  json(0, 'office', 'create', '--office', at('telihan'), '--code', '64.74.03.1002', '--user', 'siti');
  json(0, 'office', 'create', '--office', at('kota'), '--code', '64.74', '--user', 'wali');
  file = json<{ file: string }>(0, 'generate', '--families', '60', '--seed', '5', '--out', at('berkas')).file;
}, 240_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the terminal', () => {
  it('says what an import would do, does it, says the same file changes nothing, and undoes it', () => {
    const planned = json(0, 'import', '--office', at('telihan'), file, '--dry-run');
    expect(planned.batchId).toBeNull();
    expect(json<{ families: number }[]>(0, 'call', 'family.count', '--office', at('telihan'))).toEqual({ families: 0, people: 0 });
    const done = json<{ batchId: string; created: unknown; rows: number }>(0, 'import', '--office', at('telihan'), file);
    expect(done).toMatchObject({ profile: 'dtsen', created: planned.created, updated: { families: 0, people: 0 }, rejected: { families: 0, people: 0 }, questions: 0, findings: expect.any(Array) });
    const again = json<{ created: unknown; unchanged: unknown; batchId: string }>(0, 'import', '--office', at('telihan'), file);
    expect(again).toMatchObject({ created: { families: 0, people: 0 }, unchanged: done.created });
    expect(json(0, 'import', '--office', at('telihan'), '--undo', done.batchId)).toMatchObject({ undone: done.created, kept: [] });
    expect(json(0, 'call', 'family.count', '--office', at('telihan'))).toEqual({ families: 0, people: 0 });
    expect(json(1, 'import', '--office', at('telihan'), '--undo', done.batchId)).toMatchObject({ error: { code: 'BATCH_UNDONE' } });
  }, 240_000);

  it('names the columns of a list that it does not read', () => {
    writeFileSync(at('kolom.csv'), 'NIK;NAMA;GOLONGAN ISTIMEWA\r\n6474035708480002;AMINAH;IV\r\n');
    expect(tepat(['import', '--office', at('telihan'), at('kolom.csv'), '--dry-run']).out).toContain('kolom yang tidak dibaca: C (GOLONGAN ISTIMEWA)');
  });

  it('searches with masked identifiers, shows, and tells the history', () => {
    json(0, 'import', '--office', at('telihan'), json<{ file: string }>(0, 'generate', '--families', '40', '--seed', '6', '--out', at('berkas'), '--code', '64.74.03.1002').file);
    const [hit] = json<{ kind: string; id: string; family: string; nik: string | null }[]>(0, 'search', '--office', at('telihan'), 'jl', '--limit', '3');
    expect(hit).toMatchObject({ kind: expect.stringMatching(/^(family|person)$/), id: expect.any(String), name: expect.any(String), score: expect.any(Number) });
    expect(hit?.nik ?? '••••').toContain('••••');
    const family = json<{ kind: string; people: unknown[] }>(0, 'show', '--office', at('telihan'), hit?.family ?? hit?.id ?? '');
    expect(family.kind).toBe('family');
    expect(family.people.length).toBeGreaterThan(0);
    expect(json<unknown[]>(0, 'history', '--office', at('telihan'), hit?.family ?? hit?.id ?? '').length).toBeGreaterThan(0);
    expect(json(1, 'show', '--office', at('telihan'), 'tidak-ada')).toMatchObject({ error: { code: 'NOT_FOUND' } });
  }, 240_000);

  it('exports, receives, answers, and takes the answer; repeats change nothing; a cut file is refused', () => {
    const card = json<{ file: string; fingerprint: string }>(0, 'office', 'card', '--office', at('telihan'), '--out', at('telihan.tepatcard'));
    json(0, 'office', 'card', '--office', at('kota'), '--out', at('kota.tepatcard'));
    expect(json(1, 'office', 'trust', '--office', at('kota'), card.file, '--fingerprint', 'salah satu dua tiga')).toMatchObject({ error: { code: 'FINGERPRINT_DIFFERS' } });
    json(0, 'office', 'trust', '--office', at('kota'), card.file, '--fingerprint', card.fingerprint);
    expect(json(1, 'export', '--office', at('telihan'), '--to', '64.74', '--out', at('stik'))).toMatchObject({ error: { code: 'NO_CARD' } });
    json(0, 'office', 'trust', '--office', at('telihan'), at('kota.tepatcard'), '--unchecked');
    const sent = json<{ file: string; changes: number }>(0, 'export', '--office', at('telihan'), '--to', '64.74', '--out', at('stik'));
    expect(sent).toMatchObject({ kind: 'LAPORAN', epoch: 1, sequence: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const [row] = json<{ outcome: string; applied: number; receipt: string }[]>(0, 'receive', '--office', at('kota'), at('stik'), '--receipts', at('stik/jawab'));
    expect(row).toMatchObject({ outcome: 'accepted', applied: sent.changes, conflicts: 0, quarantined: 0, missing: [] });
    expect(json<{ outcome: string }[]>(0, 'receive', '--office', at('kota'), sent.file)[0]?.outcome).toBe('duplicate');
    expect(json<{ outcome: string }[]>(0, 'receive', '--office', at('telihan'), at('stik/jawab'))[0]?.outcome).toBe('accepted');
    writeFileSync(at('potong.tepat'), readFileSync(sent.file).subarray(0, -1024));
    expect(json<{ outcome: string; code: string }[]>(1, 'receive', '--office', at('kota'), at('potong.tepat'))[0]).toMatchObject({ outcome: 'refused', code: 'PACKAGE_TRUNCATED' });
    expect(json<{ totals: unknown }>(0, 'report', 'recap', '--office', at('kota')).totals).toEqual(json<{ totals: unknown }>(0, 'report', 'recap', '--office', at('telihan')).totals);
  }, 300_000);

  it('writes reports to files and refuses what it cannot write', () => {
    expect(json(0, 'report', 'named-list', '--office', at('telihan'), '--out', at('bnba.csv'))).toMatchObject({ rows: expect.any(Number) });
    expect(readFileSync(at('bnba.csv'), 'utf8').charCodeAt(0)).toBe(0xfeff);
    expect(json(1, 'report', 'recap', '--office', at('telihan'), '--format', 'odt', '--out', at('x.odt'))).toMatchObject({ error: { code: 'REPORT_FORMAT' } });
    expect(json<{ name: string }[]>(0, 'report', 'list', '--office', at('telihan')).map((one) => one.name)).toEqual(expect.arrayContaining(['recap', 'named-list']));
  }, 240_000);

  it('backs up, restores into an empty folder, and verifies', () => {
    const backup = json<{ families: number; changes: number }>(0, 'backup', '--office', at('telihan'), '--out', at('kantor.tepatbackup'));
    const restored = json(0, 'restore', '--office', at('pulih'), at('kantor.tepatbackup'));
    expect(restored).toMatchObject({ families: backup.families, changes: backup.changes });
    expect(json(0, 'verify', '--office', at('pulih'))).toMatchObject({ ok: true, integrity: 'ok', auditOk: true, auditHead: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(readdirSync(root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }, 240_000);

  it('tells wrong usage by 2, refusals by 1, and a busy office by its own code', () => {
    expect(tepat(['tidak-ada']).code).toBe(2);
    expect(tepat(['search', '--office', at('telihan')]).code).toBe(2);
    expect(tepat(['verify', '--office', at('telihan'), '--clock', '2027-01-01']).code).toBe(2);
    expect(json(1, 'verify', '--office', at('kosong'))).toMatchObject({ error: { code: 'NO_OFFICE' } });
    const wrong = tepat(['verify', '--office', at('telihan'), '--json'], { TEPAT_PASSPHRASE: 'bukan ini' });
    expect([wrong.code, (JSON.parse(wrong.out) as { error: { code: string } }).error.code]).toEqual([1, 'WRONG_PASSPHRASE']);
  }, 240_000);

  it('generates each layout in the format that offices get it in, or in the one that is asked for', () => {
    const make = (...words: string[]) => json<{ file: string; format: string; files: { file: string; sha256: string }[] }>(0, 'generate', '--families', '8', '--seed', '3', '--out', at('bentuk'), ...words);
    const first = (path: string, bytes: number): string => readFileSync(path).subarray(0, bytes).toString('latin1');
    const old = make('--layout', 'bip-2016');
    expect([old.format, first(old.file, 4)]).toEqual(['xls', '\xd0\xcf\x11\xe0']);
    const open = make('--layout', 'siak', '--format', 'ods');
    expect([open.file.endsWith('.ods'), first(open.file, 90)]).toEqual([true, expect.stringContaining('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')]);
    const text = make('--layout', 'dtsen', '--format', 'csv');
    expect(text.files.map(({ file }) => file.slice(file.lastIndexOf('-')))).toEqual(['-Keluarga.csv', '-Anggota.csv']);
    expect(first(text.file, 16)).toBe('\xef\xbb\xbfkode_provinsi');
    expect(make('--layout', 'dtsen', '--format', 'csv').files).toEqual(text.files);
    expect(tepat(['generate', '--families', '8', '--seed', '3', '--out', at('bentuk'), '--format', 'pdf']).code).toBe(2);
    expect(tepat(['generate', '--families', '8', '--seed', '3', '--out', at('bentuk'), '--code', '99.99.99.9999']).code).toBe(2);
    // An office of its own: people of two seeds may have one NIK, which would be asked about.
    json(0, 'office', 'create', '--office', at('lama'), '--code', '64.74.03.1002', '--user', 'siti');
    expect(json(0, 'import', '--office', at('lama'), old.file, '--dry-run')).toMatchObject({ profile: 'bip-2016' });
  }, 240_000);

  it('generates the same bytes for the same seed, and lists every call with its schema', () => {
    const twice = ['a', 'b'].map((folder) => json<{ sha256: string }>(0, 'generate', '--families', '20', '--seed', '9', '--out', at(folder)).sha256);
    expect(twice[0]).toBe(twice[1]);
    const calls = json<{ name: string; input: unknown; output: unknown }[]>(0, 'call', '--list');
    expect(calls.length).toBeGreaterThan(60);
    expect(calls.every((call) => call.input && call.output)).toBe(true);
  }, 240_000);
});
