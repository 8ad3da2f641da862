import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerRow } from '../../../db/intake/answer-row.ts';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { importRows } from '../../../db/intake/import-rows.ts';
import type { ImportPreview, ImportRow } from '../../../db/intake/types.ts';
import { undoImport } from '../../../db/intake/undo-import.ts';
import { actor, importOffice, regions, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

/** People as they really stand in files, beside a register that knows some of them. One office; what a test writes it takes back. */

let at: ImportOffice;
let files = 0;
const header = ['Nomor KK', 'NIK', 'Nama Penduduk', 'Status', 'Tempat Lahir', 'Tanggal Lahir', 'Kelamin', 'Ayah', 'Ibu', 'Status Kawin', 'SHDK', 'Agama', 'Kecamatan', 'Desa/Kel', 'Alamat', 'RW', 'RT'];

interface Line { kk?: string | null; nik?: string; name: string; born?: string | null; status?: string; sex?: string; father?: string; mother?: string; married?: string; as?: string; rt?: string }
const cells = (one: Line): (string | null)[] => [
  one.kk === undefined ? '6474030101110001' : one.kk, one.nik ?? null, one.name, one.status ?? 'Hidup', 'BONTANG', one.born === undefined ? '13-01-1970' : one.born, one.sex ?? 'L', one.father ?? 'AHMAD', one.mother ?? 'MARYAM',
  one.married ?? 'Kawin', one.as ?? 'KEPALA KELUARGA', 'ISLAM', 'BONTANG BARAT', 'GUNUNG TELIHAN', 'JL. FLORES', '003', one.rt ?? '012',
];
const file = (...lines: Line[]): Promise<string> => writeSheets(at.file(`f${files++}.xlsx`), { Data: [header, ...lines.map(cells)] });

const child = { as: 'ANAK', married: 'Belum Kawin', sex: 'P', born: '25-03-2010', father: 'SUPARDI', mother: 'AMINAH' } as const;
const wife = { as: 'ISTRI', sex: 'P' } as const;
const sulastri: Line = { ...wife, kk: '6474030101110005', nik: '6474036606650001', name: 'SULASTRI', born: '26-06-1965' };
const kartono: Line = { kk: '6474030101110005', nik: '6474031505600001', name: 'KARTONO WIRYO', born: '15-05-1960' };
const rusmini: Line = { ...wife, kk: '6474030101110006', name: 'RUSMINI', born: '07-08-1951', as: 'KEPALA KELUARGA', married: 'Cerai Mati' };
/** Known by name and card alone, as SIKS-NG may bring somebody. */
const mariati: Line = { kk: '6474030101110007', name: 'MARIATI', born: null, as: 'KEPALA KELUARGA', sex: 'P', married: 'Cerai Mati' };
const yusuf = { kk: '6474030101110002', born: '27-08-1955', father: 'ABDULLAH', mother: 'ZUBAIDAH' } as const;
const register: readonly Line[] = [
  { nik: '6474031301700001', name: 'SUPARDI' }, { ...wife, nik: '6474036202720001', name: 'AMINAH', born: '22-02-1972' }, { ...child, name: 'NABILA SARI' }, { ...child, name: 'NABILA PUTRI' },
  { ...yusuf, name: 'H. MUHAMMAD YUSUF BIN ABDULLAH' },
  { kk: '6474030101110003', nik: '6474032303800001', name: 'BUDI SANTOSO', born: '23-03-1980' }, { kk: '6474030101110004', nik: '6474032303800002', name: 'BUDI SANTOSO', born: '23-03-1980', father: 'HASAN', rt: '001' },
  kartono, sulastri, rusmini, mariati,
];

beforeAll(async () => {
  at = importOffice();
  await at.take(await file(...register));
});
afterAll(() => at.close());

const rowsOf = async ({ staging }: ImportPreview): Promise<readonly ImportRow[]> => (await importRows(at.office.writer, at.key, { staging, after: 0, limit: 50 })).rows;
/** What becomes of each person: the state, and what blocks or asks. */
async function judged(...lines: Line[]): Promise<string[]> {
  const rows = await rowsOf(await at.preview(await file(...lines)));
  return rows.filter(({ entity }) => entity === 'person').map(({ state, findings }) => [state, ...findings.filter(({ code }) => code !== 'NAME_LATE' && code !== 'DATE_YEAR').map(({ code }) => code)].join(' '));
}

describe('a person in the own family', () => {
  it.each<[string, Line, string]>([
    ['one word, without NIK', { name: 'SUPARDI' }, 'same'],
    ['titles, BIN and ALM. left out or written otherwise', { ...yusuf, name: 'MUH. YUSUF, S.Pd (ALM)' }, 'question PERSON_DOUBT'],
    ['day and month exchanged, no NIK to tell', { ...yusuf, name: 'H. MUHAMMAD YUSUF BIN ABDULLAH', born: '08-07-1955' }, 'question SAME_NAME DATE_DOUBT'],
    ['day and month in doubt, as the register has them', rusmini, 'same'],
    ['day and month in doubt, exchanged: the register says which is which', { ...rusmini, born: '08-07-1951' }, 'same'],
    ['day and month in doubt, and neither way is the register’s', { ...rusmini, born: '09-07-1951' }, 'question SAME_NAME DATE_DOUBT'],
    ['no birth date, nearly the same name', { ...yusuf, father: 'AHMAD', mother: 'MARYAM', name: 'MUHAMMAD YUSUF', born: null }, 'question SAME_NAME'],
    ['only the year of birth', { ...yusuf, father: 'AHMAD', mother: 'MARYAM', name: 'MUHAMMAD YUSUF', born: '1955' }, 'question SAME_NAME'],
    ['no NIK and no birth date on either side, the same name and card', mariati, 'same'],
    ['the same, but another name by a letter', { ...mariati, name: 'MARYATI' }, 'question PERSON_DOUBT'],
    ['the same, but of the other sex', { ...mariati, sex: 'L' }, 'question SAME_NAME'],
    ['a name alone, where the register knows a NIK', { name: 'SUPARDI', born: null }, 'question SAME_NAME'],
    ['a twin by the name that both have', { ...child, name: 'NABILA' }, 'question PERSON_DOUBT'],
    ['a third of the same day and first name', { ...child, name: 'NABILA RAHMADANI' }, 'new'],
    ['a NIK of 15 digits', { nik: '647403130170001', name: 'SUPARDI' }, 'rejected V01'],
    ['a NIK that somebody else has', { nik: '6474036606650001', name: 'RATNA DEWI', born: '21-12-1999', sex: 'P', as: 'ANAK' }, 'question NIK_OTHER_PERSON'],
    ['no No KK, but a NIK that is known', { kk: null, nik: '6474031301700001', name: 'SUPARDI' }, 'same'],
  ])('%s', async (_name, line, expected) => {
    const [found = ''] = await judged(line);
    expect(found.split(' ').sort()).toEqual(expected.split(' ').sort());
  });

  it('twins stay two, each the same as before', async () => {
    expect(await judged({ ...child, name: 'NABILA PUTRI' }, { ...child, name: 'NABILA SARI' })).toEqual(['same', 'same']);
  });

  it('the head died and the wife heads the family: both change, nobody is added, no rule is broken', async () => {
    const opened = await at.preview(await file({ ...kartono, status: 'Meninggal' }, { ...sulastri, as: 'KEPALA KELUARGA', married: 'Cerai Mati' }));
    expect(opened.tally).toMatchObject({ families: { same: 1 }, people: { changed: 2, new: 0 } });
    expect(opened.findings).toEqual([]);
    const { batchId } = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect(at.office.writer.db.prepare("SELECT head, members FROM familySummary WHERE noKk = '6474030101110005'").get()).toEqual({ head: 'SULASTRI', members: 1 });
    undoImport(at.office.writer, batchId, actor);
    expect(at.office.writer.db.prepare("SELECT head, members FROM familySummary WHERE noKk = '6474030101110005'").get()).toEqual({ head: 'KARTONO WIRYO', members: 2 });
  });
});

describe('a person under another card', () => {
  it.each<[string, Line, string]>([
    ['the same name, birth date and parents, without NIK', { kk: '6474030101118888', name: 'BUDI SANTOSO', born: '23-03-1980' }, 'question PERSON_ELSEWHERE'],
    ['the same name and birth date, another NIK and other parents', { kk: '6474030101118888', nik: '6474032303800077', name: 'BUDI SANTOSO', born: '23-03-1980', father: 'LAIN', mother: 'LAIN' }, 'question PERSON_DOUBT'],
    ['one word and other parents', { kk: '6474030101118888', name: 'SUPARDI', father: 'KASIM', mother: 'RUMINI', born: '14-09-1988' }, 'new'],
  ])('%s', async (_name, line, expected) => {
    expect(await judged(line)).toEqual([expected]);
  });

  it('husband and wife with one NIK, and a wife on two cards, are asked about once', async () => {
    const joko: Line = { kk: '6474030101117777', nik: '6474032111900001', name: 'JOKO', born: '21-11-1990' };
    expect(await judged(joko, { ...joko, ...wife, name: 'WATI', born: '22-11-1992' })).toEqual(['new', 'question V33']);
    expect(await judged(sulastri, { ...sulastri, kk: '6474030101114444', as: 'KEPALA KELUARGA' })).toEqual(['same', 'question V33']);
  });

  it('without No KK and unknown is refused with what to do', async () => {
    const [row] = (await rowsOf(await at.preview(await file({ kk: null, nik: '6474031909990001', name: 'ORANG BARU', born: '19-09-1999' })))).filter(({ state }) => state === 'rejected');
    expect(row?.findings.map(({ message }) => message)).toEqual([expect.stringContaining('Isi No KK')]);
  });

  it('a new family whose only person is asked about waits for the answer and leaves no empty family', async () => {
    const path = await file({ ...sulastri, kk: '6474030101115555', as: 'KEPALA KELUARGA', married: 'Cerai Hidup' });
    const opened = await at.preview(path);
    expect(opened.tally).toMatchObject({ families: { left: 1, new: 0 }, people: { question: 1 } });
    // That it has no head is no finding while the answer may bring one.
    expect(opened.findings.map(({ code }) => code).sort()).toEqual(['FAMILY_WAITS', 'PERSON_ELSEWHERE']);
    const unanswered = await commitImport(at.office.writer, at.key, opened.staging, { regions, actor });
    expect([unanswered.effect, at.count('SELECT count(*) FROM familySummary WHERE members = 0')]).toEqual(['none', 0]);
    const again = await at.preview(path);
    const [asked] = (await rowsOf(again)).filter(({ state }) => state === 'question');
    const answered = await answerRow({ office: at.office.writer, databaseKey: at.key, regions, staging: again.staging }, { sheet: 'Data', row: 2, answer: 'same', record: asked?.candidates[0]?.record });
    expect(answered.tally).toMatchObject({ families: { new: 1 }, people: { changed: 1 } });
    const { batchId } = await commitImport(at.office.writer, at.key, again.staging, { regions, actor });
    expect(at.office.writer.db.prepare("SELECT head, members FROM familySummary WHERE noKk IN ('6474030101115555', '6474030101110005') ORDER BY noKk").all()).toEqual([{ head: 'KARTONO WIRYO', members: 1 }, { head: 'SULASTRI', members: 1 }]);
    undoImport(at.office.writer, batchId, actor);
  });
});
