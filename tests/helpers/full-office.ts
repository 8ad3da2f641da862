import { mkdirSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { approve } from './approve.ts';
import { askOf, saveFamilyAt, trustEachOther } from './by-api.ts';
import type { Ask } from './by-api.ts';
import type { LaunchedApp, LaunchOptions } from './app.ts';
import { plantDeliveries } from './plant-deliveries.ts';
import { plantQuestions } from './questions.ts';
import { launchOffice } from './ready-office.ts';
import { callBridge } from './shell-app.ts';
import { testApi } from './test-api.ts';

/** Records of a full office that screens lead to. */
export interface FullOffice {
  readonly app: LaunchedApp;
  readonly passphrase: string;
  readonly family: string;
  readonly person: string;
  readonly programme: string;
  /** A file that waits to be checked, with errors in it. */
  readonly staging: string;
  /** An import that was stored. */
  readonly batch: string;
  /** A file whose columns nothing explains. */
  readonly unknown: string;
  /** A list with a row that may be somebody of the register. */
  readonly asking: string;
  /** A list that enrols whom it names, and says who receives another programme. */
  readonly enrolling: string;
  /** A period with visits in it. */
  readonly round: string;
  /** A usulan with a visit under way, and a musyawarah that decides on another. */
  readonly petition: string;
  readonly meeting: string;
  /** A kelompok with a member and a report. */
  readonly group: string;
  /** A family that is offered to the kelurahan beside and may only be read. */
  readonly travelling: string;
  /** A partner outside government, and its agreement in force. */
  readonly partner: string;
  readonly agreement: string;
}

interface Preview {
  readonly staging: string;
  readonly regions: readonly { readonly bpsCode: string; readonly region: string | null }[];
}

/** Opens the practice office in the window, with work in every area: imports, a neighbour, packages both ways, a draft. */
export async function openFullOffice(folder: string, options: LaunchOptions = {}): Promise<FullOffice> {
  mkdirSync(folder, { recursive: true });
  const sticks = path.join(folder, 'usb');
  mkdirSync(path.join(sticks, 'KINGSTON'), { recursive: true });
  const { app, passphrase, user } = await launchOffice(undefined, { ...options, env: { ...options.env, TEPAT_DRIVES: sticks } });
  const ask = <T>(name: string, input: unknown = {}): Promise<T> => callBridge(app, name, input).then((answer) => {
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as T;
  });
  const { office, offices } = await ask<{ office: { code: string }; offices: { dir: string; current: boolean }[] }>('office.status');
  const stored = await stage(ask, path.join(folder, 'DTSEN-1.xlsx'), office.code, '11', {});
  const { batchId } = await ask<{ batchId: string }>('import.commit', { staging: stored });
  const staging = await stage(ask, path.join(folder, 'DTSEN-2.xlsx'), office.code, '12', { people: 0.1, identifiers: { kind: 'scientific', share: 0.05 } });
  const unknown = await openList(ask, path.join(folder, 'rekap kegiatan.xlsx'), ['Urutan', 'Sebutan', 'Identitas', 'Hari jadi'], (name) => name);
  const asking = await openList(ask, path.join(folder, 'daftar dinas.xlsx'), ['No', 'Nama', 'NIK', 'Tgl lahir'], () => 'ROSMINI WAHYUNINGTYAS KUSUMANEGARA PUTRI');
  const enrolling = await openList(ask, path.join(folder, 'daftar penerima.xlsx'), ['No', 'Nama', 'NIK', 'Tgl lahir'], (name) => name);
  await plantTwins(ask, office.code);
  await exchange(ask, folder, office.code, path.join(sticks, 'KINGSTON'));
  const travelling = await offerBothWays(ask, folder, office.code);
  await plantQuestions(ask, { folder: path.join(folder, 'pertanyaan'), dir: offices.find((one) => one.current)?.dir ?? '', code: office.code, user, passphrase, withWork: true });
  const sent = await ask<{ packageId: string; kind: string }[]>('package.outbox');
  await ask('upload.queue', { packageIds: sent.filter(({ kind }) => kind === 'LAPORAN').map(({ packageId }) => packageId) });
  await ask('draft.save', { kind: 'family-new', target: null, title: 'Keluarga baru: Jl. Kapal Selam 12', content: '{}' });
  const { rows } = await ask<{ rows: { id: string }[] }>('family.list', { limit: 20 });
  const family = await withProgramme(ask, rows.map((row) => row.id));
  await plantDeliveries(ask, family.person);
  const programmes = await ask<{ id: string; values: Record<string, unknown> }[]>('programme.list');
  const food = programmes.find(({ values }) => values['code'] === 'LOKAL-MAKAN-LANSIA');
  await ask('import.setOptions', { staging: enrolling, programme: food?.id ?? '', start: '2026-11-01', decisionNo: '460/12/2026' });
  const group = await plantGroup(ask, family.person);
  const round = await plantRound(ask, rows.map((row) => row.id));
  const asked = await plantPetitions(ask, rows.map((row) => row.id));
  return { app, passphrase, group, round, ...asked, ...family, programme: programmes[0]?.id ?? '', staging, batch: batchId, unknown, asking, enrolling, travelling, ...(await plantPartner(ask, programmes)) };
}

/** A company with an agreement in force and one that has run out. */
async function plantPartner(ask: Ask, programmes: readonly { id: string; values: Record<string, unknown> }[]): Promise<{ partner: string; agreement: string }> {
  const partner = (await ask<{ id: string }>('partner.save', { name: 'PT Muara Jaya Bontang', kind: 7, contact: 'Hendra Saputra', phone: '0812-3456-7890' })).id;
  const about = { partner, date: '2026-01-05', purpose: 'CSR pangan', programmes: programmes.filter(({ values }) => values['code'] === 'SEMBAKO').map(({ id }) => id), from: '2026-01-05' };
  await ask('agreement.save', { ...about, number: '3/PKS/2025', fields: [], from: '2025-01-05', until: '2025-12-31' });
  const agreement = (await ask<{ id: string }>('agreement.save', { ...about, number: '12/PKS/2026', until: '2099-12-31' })).id;
  return { partner, agreement };
}

async function stage(ask: Ask, file: string, region: string, seed: string, damage: Parameters<typeof writeWorkbook>[3]): Promise<string> {
  await writeWorkbook(file, 'dtsen', { seed, families: 25, region, today: '2026-11-01' }, damage);
  const { staging, regions } = await ask<Preview>('import.open', { path: file });
  if (regions.length > 0) await ask('import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region: code }) => ({ bpsCode, region: code ?? region })) });
  return staging;
}

/** Opens a list of people of the register under these headers; the first of them bears the name that is made of his own. */
async function openList(ask: Ask, file: string, headers: readonly string[], nameOf: (name: string) => string): Promise<string> {
  const { rows } = await ask<{ rows: { id: string }[] }>('family.list', { limit: 12 });
  const lines: string[][] = [];
  for (const { id } of rows) {
    const { people } = await ask<{ people: { values: Record<string, unknown> }[] }>('family.forEdit', { id });
    for (const { values } of people) if (typeof values['nik'] === 'string') lines.push([String(lines.length + 1), lines.length === 0 ? nameOf(String(values['name'])) : String(values['name']), values['nik'], lines.length === 0 && nameOf('') !== '' ? '1950-01-01' : String(values['birthDate'])]);
  }
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Lembar1').addRows([['REKAPITULASI KEGIATAN TAHUN 2026'], [], [...headers], ...lines]);
  await book.xlsx.writeFile(file);
  return (await ask<Preview>('import.open', { path: file })).staging;
}

/** The same person twice, spelt a little differently, and found. */
async function plantTwins(ask: Ask, region: string): Promise<void> {
  for (const [name, address] of [['Muhammad Syafruddin Daeng Mattawang Puang', 'Jl. Kapal Selam 12'], ['Moh. Safrudin Dg. Mattawang', 'Jl Kapal Selam No 12']] as const) {
    await saveFamilyAt(ask, region, name, address);
  }
  await ask('duplicate.scan');
}

/** A kecamatan beside it: cards exchanged, one package taken, its receipt read, one change not yet sent, and a stick with a package that nobody took. */
async function exchange(ask: Ask, folder: string, ownCode: string, waiting: string): Promise<void> {
  const code = ownCode.slice(0, 8);
  const stick = path.join(folder, 'stik');
  mkdirSync(path.join(stick, 'tanda-terima'), { recursive: true });
  const above = await testApi({ code, practice: true });
  await trustEachOther(ask, askOf(above), folder, 'kecamatan');
  await approve(ask, [code]);
  const { file } = await ask<{ file: string }>('package.export', { to: [code], folder: stick });
  await above.call('package.receive', { paths: [file], receiptsFolder: path.join(stick, 'tanda-terima') });
  await ask('package.receive', { paths: [path.join(stick, 'tanda-terima')] });
  await above.call('package.export', { to: [ownCode], folder: waiting });
  await above.remove();
}

/** The kelurahan beside offers a family, and is offered one; answers the latter. */
async function offerBothWays(ask: Ask, folder: string, ownCode: string): Promise<string> {
  const code = ownCode === '64.74.03.1001' ? '64.74.03.1003' : '64.74.03.1001';
  const beside = await testApi({ code, practice: true });
  const there = askOf(beside);
  await trustEachOther(ask, there, folder, 'tetangga');
  await saveFamilyAt(there, code, 'SITI AMINAH WAHYUNINGSIH CONTOH', 'Jl. Guntung 8');
  const [arriving] = (await there<{ rows: { id: string }[] }>('family.list', { limit: 1 })).rows;
  await there('transfer.start', { family: arriving?.id, to: ownCode, reason: 'Pindah mengikuti orang tua sejak Oktober 2026' });
  const offer = await there<{ file: string }>('package.export', { to: [ownCode], folder, kind: 'PINDAH' });
  await ask('package.receive', { paths: [offer.file] });
  await beside.remove();
  const leaving = (await ask<{ rows: { id: string }[] }>('family.list', { limit: 20 })).rows.at(-1)?.id ?? '';
  await ask('transfer.start', { family: leaving, to: code, reason: 'Pindah ke rumah anak' });
  return leaving;
}

/** A kelompok that somebody leads and that reported once. */
async function plantGroup(ask: Ask, person: string): Promise<string> {
  const { id } = await ask<{ id: string }>('group.save', { values: { name: 'Kelompok Usaha Bersama Ibu-ibu Sepakat Maju Jaya', kind: 1, business: 'Kerupuk ikan dan amplang', decisionNo: '460/7/2026', decisionDate: '2026-02-01' } });
  await ask('group.addMember', { group: id, person, role: 1, joined: '2026-02-01' });
  await ask('group.report', { group: id, date: '2026-06-30', capital: 2_500_000, loans: 1_000_000, turnover: 71_200_000, source: 'Buku kas' });
  return id;
}

/** A period given to a kader, with a result that waits to be checked. */
async function plantRound(ask: Ask, ids: readonly string[]): Promise<string> {
  await ask('enumerator.save', { name: 'Ibu Rukmini Wahyuningtyas Kusumanegara', role: 4, rt: '1', rw: '1' });
  const { id } = await ask<{ id: string }>('round.save', { name: 'Pemutakhiran semester II 2026', from: '2026-07-01', until: '2099-12-31', olderThan: 30, doubts: true });
  await ask('verval.plan', { round: id, families: ids.slice(0, 8) });
  const family = ids[0] ?? '';
  await ask('verval.record', { family, round: id, date: '2026-11-01', result: 8, effects: [{ kind: 'values', entity: 'family', id: family, values: { landmark: 'Di belakang musala' } }] });
  return id;
}

/** A usulan with a visit under way, one of somebody with a long name, and a musyawarah under way that decides on a third. */
async function plantPetitions(ask: Ask, ids: readonly string[]): Promise<{ petition: string; meeting: string }> {
  const values = { kind: 1, subject: 1, source: 2, applicant: 'Ketua RT 004', request: 'Dinding lapuk, lantai tanah, tidak punya jamban; mohon dimasukkan ke daftar penerima tahun depan' };
  const { id: petition } = await ask<{ id: string }>('petition.save', { values, family: ids[9], submit: true });
  await ask('petition.visit', { id: petition, plannedOn: '2026-12-01' });
  await ask('petition.save', { values: { ...values, name: 'ROSMINI WAHYUNINGTYAS KUSUMANEGARA PUTRI', address: 'Jl. Gunung Telihan Gg. Mawar No. 17B' }, submit: true });
  const { id: ready } = await ask<{ id: string }>('petition.save', { values, family: ids[10], submit: true });
  // One user does all here.
  await ask('setting.set', { key: 'check.twoPersons', value: 'off' });
  const { today } = await ask<{ today: string }>('office.info');
  await ask('petition.verify', { id: ready, result: 1, method: 3, date: today });
  await ask('setting.set', { key: 'check.twoPersons', value: 'on' });
  const { id: meeting } = await ask<{ id: string }>('meeting.save', { values: { title: 'Musyawarah Kelurahan Penetapan Usulan Penerima Bantuan Triwulan IV', date: today, place: 'Balai Pertemuan Umum' } });
  await ask('meeting.addItems', { id: meeting, petitions: 'all' });
  await ask('meeting.saveGuests', { id: meeting, guests: [{ name: 'Ibu Sumiati', position: 'Kader PKK', element: 5, sex: 2, forRecipients: true }] });
  await ask('meeting.begin', { id: meeting });
  return { petition, meeting };
}

/** The first family with a programme, and its first person. */
async function withProgramme(ask: Ask, ids: readonly string[]): Promise<{ family: string; person: string }> {
  for (const id of ids) {
    const family = await ask<{ enrolments: unknown[]; people: { id: string }[] }>('family.get', { id });
    if (family.enrolments.length > 0) return { family: id, person: family.people[0]?.id ?? '' };
  }
  throw new Error('No family of the practice office is in a programme');
}
