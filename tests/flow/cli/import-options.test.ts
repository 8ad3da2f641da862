import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { terminal } from '../../helpers/terminal.ts';
import { testApi } from '../../helpers/test-api.ts';
import { put, smallDtsen, writeSheets } from '../intake/import-office.ts';

/** What the terminal can say about a file that is to be imported: its sheet, its mapping, the mode, erasing, the programme. */

const { root, at, tepat, json } = terminal('cli-impor', TEST_PASSPHRASE);
const call = <T = Record<string, unknown>>(name: string, input: object): T => json<T>(0, 'call', name, '--office', at('telihan'), JSON.stringify(input));
const bring = (expected: number, file: string, ...words: string[]): Record<string, unknown> => json(expected, 'import', '--office', at('telihan'), file, ...words);
/** Each run of the terminal opens the office anew. */
const PATIENCE = 180_000;
const none = { families: 0, people: 0 };

beforeAll(async () => {
  // An office whose passphrase is quickly tried; `commands` makes its own by the terminal.
  await (await testApi({ root, folder: 'telihan' })).close();
  bring(0, await writeSheets(at('awal.xlsx'), smallDtsen()));
}, 240_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('import', () => {
  it('--mode new and --mode update do only their part', async () => {
    const file = await writeSheets(at('kedua.xlsx'), smallDtsen(({ families, people }) => {
      put(families, 1, 13, 50);
      families.push([...(families[1] ?? []).slice(0, 9), '6474030707140005', 'DEWI', 2, null, 30]);
      people.push(['6474034111800001', '6474030707140005', 'DEWI', '01-11-1980', 'Perempuan', 'Kepala keluarga', 'Kawin']);
    }));
    expect(bring(0, file, '--mode', 'new', '--dry-run')).toMatchObject({ created: { families: 1, people: 1 }, updated: none, left: { families: 1, people: 0 } });
    expect(bring(0, file, '--mode', 'update')).toMatchObject({ created: none, updated: { families: 1, people: 0 }, left: { families: 1, people: 1 } });
    expect(tepat(['import', '--office', at('telihan'), file, '--mode', 'semua']).code).toBe(2);
  }, PATIENCE);

  it('--erase clears what the file has empty, and without it nothing is cleared', async () => {
    const file = await writeSheets(at('kosong.xlsx'), smallDtsen(({ families }) => {
      put(families, 1, 13, 50);
      put(families, 2, 12, null);
    }));
    expect(bring(0, file)).toMatchObject({ updated: none });
    expect(bring(0, file, '--erase')).toMatchObject({ updated: { families: 1, people: 0 } });
  }, PATIENCE);

  it('--sheet reads that sheet only, and names the sheets there are when it is none of them', async () => {
    const list = [['NIK', 'NAMA', 'PEKERJAAN', 'NO KK'], ['6474035708480002', 'AMINAH', 'Pedagang', '6474030505120003']];
    const file = await writeSheets(at('dua.xlsx'), { Januari: list, Februari: [...list, ['6474030507850003', 'BUDI', 'Nelayan', '6474030606130004']] });
    expect(bring(0, file, '--sheet', 'Januari', '--dry-run')).toMatchObject({ rows: 1 });
    expect(bring(0, file, '--sheet', 'Februari', '--dry-run')).toMatchObject({ rows: 2 });
    const wrong = tepat(['import', '--office', at('telihan'), file, '--sheet', 'Maret']);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('Januari, Februari');
  }, PATIENCE);

  it('--mapping reads by a saved mapping, and names the columns that it does not know', async () => {
    const columns = [{ header: 'KODEA', target: 'person.nik' }, { header: 'SEBUTAN', target: 'person.name' }, { header: 'KODEB', target: '@noKk' }];
    writeFileSync(at('dinas.json'), JSON.stringify({ format: 'tepat-mapping/1', name: 'Dinas Uji', savedAt: '2026-11-22T02:00:00Z', savedBy: 'Uji', sheets: [{ layout: 'list', shape: 'list', columns }] }));
    expect(call<{ name: string }[]>('import.importMapping', { path: at('dinas.json') })).toMatchObject([{ name: 'Dinas Uji', columns: 3 }]);
    const next = await writeSheets(at('kode2.xlsx'), { Lembar: [['SEBUTAN', 'KODE B', 'KODE A', 'HAL BARU'], ['AMINAH', '6474030505120003', '6474035708480002', 'x']] });
    const read = bring(0, next, '--mapping', 'Dinas Uji', '--dry-run') as { profile: string; unchanged: unknown; findings: { code: string; message: string }[] };
    expect([read.profile, read.unchanged]).toEqual(['mapped:Dinas Uji', { families: 0, people: 1 }]);
    expect(read.findings.find(({ code }) => code === 'MAPPING_OPEN')?.message).toContain('HAL BARU');
    expect(tepat(['import', '--office', at('telihan'), next, '--mapping', 'Lain']).code).toBe(1);
  }, PATIENCE);

  it('--programme enrols whom a list names', async () => {
    call('programme.save', { values: { name: 'Bantuan Uji', shortName: 'UJI', unitKind: 1 } });
    const file = await writeSheets(at('daftar.xlsx'), { Daftar: [['NO', 'NIK', 'NAMA', 'NO KK', 'ALAMAT'], [1, '6474035708480002', 'AMINAH', '6474030505120003', 'JL. FLORES'], [2, '6474030101010009', 'TIDAK ADA', '6474030101010001', 'JL. LAIN']] });
    expect(bring(1, file, '--programme', 'Bantuan Uji')).toMatchObject({ questions: 1, recipients: { rows: 2, new: 1, question: 1 } });
    expect(tepat(['import', '--office', at('telihan'), file, '--programme', 'Tidak Ada']).code).toBe(2);
  }, PATIENCE);
});
