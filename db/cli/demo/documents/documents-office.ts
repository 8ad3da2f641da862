import { join } from 'node:path';
import { writeWorkbook } from '../../../sample/workbooks.ts';
import type { Call } from '../../session.ts';
import { demoOffice } from '../demo-office.ts';
import type { DemoOffice } from '../demo-office.ts';
import { exchangeCards } from '../exchange-cards.ts';
import { importFile } from '../import-file.ts';
import { emblem } from './emblem.ts';
import { practiceFamilies, RECIPIENTS } from './practice-families.ts';

const KELURAHAN = '64.74.03.1002';
const KOTA = '64.74';
/** A fixed day, so that the same documents are the same bytes. */
export const DOCUMENTS_DAY = '2026-11-20';
const VERIFIER = { user: 'pemeriksa', passphrase: 'latihan periksa 123' };

/** Two practice offices, of a kelurahan and its city, with everything that their documents are about. */
export interface DocumentsOffice {
  readonly kelurahan: DemoOffice;
  readonly kota: DemoOffice;
  readonly programme: string;
  readonly meeting: string;
  /** The head of a family with more dependants than a letter's body holds, and the families of the list. */
  readonly person: string;
  readonly families: readonly string[];
  readonly packageId: string;
}

/** Makes both offices under `root` and lives a week in them through the same calls as the window. */
export async function documentsOffice(root: string, seed: string, kdfCost?: number): Promise<DocumentsOffice> {
  const surroundings = { now: () => new Date(`${DOCUMENTS_DAY}T09:00:00`), ...(kdfCost !== undefined && { kdfCost }) };
  const kelurahan = await demoOffice(root, 'kelurahan', KELURAHAN, surroundings);
  const kota = await demoOffice(root, 'kota', KOTA, surroundings);
  await exchangeCards([kelurahan, kota], root);
  await headLetters(kelurahan.call, { short: 'Kel-GT', lines: ['Jalan Contoh Nomor 1, Gunung Telihan, Kota Bontang 75313', 'Telepon (0548) 000000, pos-el kantor@contoh.invalid'], name: 'Hj. SITI CONTOH RAHMAWATI, S.Sos., M.Si.', title: '' });
  await headLetters(kota.call, { short: 'TKPK', lines: ['Jalan Contoh Nomor 100, Kota Bontang 75311'], name: 'Dr. H. BUDI CONTOH WIJAYA, S.T., M.T.', title: '' });
  const register = join(root, 'dtsen.xlsx');
  const families = practiceFamilies({ seed, region: KELURAHAN, today: DOCUMENTS_DAY });
  await writeWorkbook(register, 'dtsen', () => families);
  await importFile(kelurahan, register);
  const held = await heldFamilies(kelurahan.call);
  const programme = await enrolRecipients(kelurahan.call, held.filter(({ address }) => address.includes('LETJEN S. PARMAN')).map(({ id }) => id));
  const meeting = await holdMeeting(kelurahan, programme, held.map(({ id }) => id));
  await followNeeds(kelurahan.call);
  await planYear(kota.call);
  const { digest } = await kelurahan.call('approval.review', { to: [KOTA] });
  await kelurahan.call('approval.give', { to: [KOTA], digest });
  const sent = await kelurahan.call('package.export', { to: [KOTA], folder: root });
  await kota.call('package.receive', { paths: [sent.file] });
  const largest = held.reduce((most, one) => (one.members > most.members ? one : most));
  const head = (await kelurahan.call('family.get', { id: largest.id })).people[0]?.id ?? '';
  const [newest] = await kelurahan.call('package.outbox', {});
  return { kelurahan, kota, programme, meeting, person: head, families: held.map(({ id }) => id), packageId: newest?.packageId ?? '' };
}

async function headLetters(call: Call, { short, lines, name, title }: { short: string; lines: string[]; name: string; title: string }): Promise<void> {
  const { settings } = await call('letter.settings', {});
  const head = { name, rank: 'Pembina', nip: '19700101 199003 1 001', title };
  await call('letter.settings.save', { ...settings, logo: emblem, short, lines, head, place: 'Bontang' });
}

async function heldFamilies(call: Call): Promise<{ id: string; address: string; members: number }[]> {
  const { rows } = await call('family.list', { filter: {}, after: null, limit: 500 });
  return rows.map(({ id, address, members }) => ({ id, address: address ?? '', members }));
}

async function enrolRecipients(call: Call, families: readonly string[]): Promise<string> {
  const { id } = await call('programme.save', { values: { code: 'BLTD-2026', name: 'Bantuan Langsung Tunai Daerah bagi Keluarga Rentan', shortName: 'BLT Daerah', provider: 'Dinas Sosial', unitKind: 2, form: 1, amount: 600_000, amountUnit: 'rupiah', year: 2026, active: 1 } });
  for (const family of families.slice(0, RECIPIENTS)) {
    const start = '2026-10-01';
    const against = await call('enrolment.check', { programme: id, family, start });
    await call('enrolment.create', { programme: id, family, start, decisionNo: '100.3.3.3/45/2026', decisionDate: '2026-09-21', overrides: against.map(({ rule }) => ({ rule, reason: 'Sudah diputuskan musyawarah kelurahan' })) });
  }
  return id;
}

const guests = [
  ['LPM Contoh Satu', 'Ketua LPM', 2, 1], ['Ketua RT Contoh Dua', 'Ketua RT 01', 3, 1], ['Ketua RW Contoh Tiga', 'Ketua RW 02', 4, 1], ['Kader Contoh Empat', 'Ketua PKK', 5, 2], ['Ustaz Contoh Lima', 'Imam musala', 6, 1],
  ['Pemuka Contoh Enam', 'Ketua adat', 7, 1], ['Pemuda Contoh Tujuh', 'Karang Taruna', 8, 1], ['Babinsa Contoh Delapan', 'Babinsa', 9, 1], ['Pendamping Contoh Sembilan', 'Pendamping PKH', 10, 2], ['Ibu Contoh Sepuluh', 'Warga RT 03', 11, 2],
  ['Bapak Contoh Sebelas', 'Warga RT 04', 11, 1], ['Ibu Contoh Dua Belas', 'Kader posyandu', 5, 2],
] as const;

/** Five usulan and sanggah, verified by a second person, and the musyawarah that decides on them. */
async function holdMeeting({ call, signIn, signInFirst }: DemoOffice, programme: string, families: readonly string[]): Promise<string> {
  await call('user.create', { name: VERIFIER.user, displayName: 'Petugas Pemeriksa Peraga', role: 'verifikator', passphrase: VERIFIER.passphrase });
  const ids: string[] = [];
  for (const [place, family] of families.slice(-6).entries()) {
    const sanggah = place === 4;
    const values = { kind: sanggah ? 2 : 1, subject: sanggah ? 11 : place % 2 === 0 ? 2 : 1, source: sanggah ? 4 : 2, applicant: 'Ketua RT Contoh Dua', request: sanggah ? 'Dinilai warga sudah mampu' : 'Belum pernah menerima bantuan apa pun', ...(place % 2 === 0 && { programme }) };
    ids.push((await call('petition.save', { values, family, submit: true })).id);
  }
  await signIn(VERIFIER.user, VERIFIER.passphrase);
  for (const [place, id] of ids.entries()) await call('petition.verify', { id, result: place === 3 ? 2 : 1, date: DOCUMENTS_DAY, method: 1, ...(place === 3 && { reason: 'Mempunyai usaha dan dua kendaraan' }) });
  await signInFirst();
  const { id } = await call('meeting.save', { values: { title: 'Verifikasi dan penetapan usulan penerima bantuan tahun 2027', date: DOCUMENTS_DAY, number: '400.9/12/Kel-GT/XI/2026', place: 'Balai Pertemuan Umum Kelurahan', startTime: '19:30', leader: 'LPM Contoh Satu', secretary: 'Operator Peraga', legalBasis: 'Peraturan Menteri Sosial tentang Data Terpadu dan surat edaran Wali Kota tentang musyawarah kelurahan.' } });
  await call('meeting.addItems', { id, petitions: 'all' });
  await call('meeting.saveGuests', { id, guests: guests.map(([name, position, element, sex], place) => ({ name, position, element, sex, present: place !== 7, forRecipients: place === 9, forDisabled: place === 10 })) });
  await call('meeting.begin', { id });
  const { agenda } = await call('meeting.get', { id });
  for (const [place, item] of agenda.entries()) await call('meeting.decide', { item: item.id, ...(place === 3 ? { decision: 2, reason: 'Sudah menerima program lain' } : place === 5 ? { decision: 3, reason: 'Menunggu surat keterangan domisili' } : { decision: 1 }) });
  await call('meeting.close', { id, endTime: '21:45' });
  await call('meeting.finalise', { id });
  return id;
}

async function followNeeds(call: Call): Promise<void> {
  const { rows } = await call('case.list', { view: 'proposed', limit: 14 });
  const taken = [];
  for (const { family, need, agency } of rows) taken.push({ id: (await call('case.accept', { family, need, plan: 'Diusulkan ke instansi dengan surat rujukan', dueOn: '2027-03-31' })).id, agency });
  for (const [agency, own] of Map.groupBy(taken, (one) => one.agency ?? 'Dinas Sosial')) await call('case.refer', { ids: own.map(({ id }) => id), agency, number: '400.9/21/Kel-GT/XI/2026' });
}

/** What the annexes of the city show: a row of the yearly plan, a published figure and its target. */
async function planYear(call: Call): Promise<void> {
  await call('plan.save', { values: { year: 2026, activity: 'Penyaluran bantuan langsung tunai daerah', agency: 'Dinas Sosial', target: 40, measure: 2, unitKind: 2, budget: 24_000_000 } });
  await call('plan.save', { values: { year: 2026, activity: 'Pembangunan jamban keluarga', agency: 'Dinas Pekerjaan Umum', target: 12, measure: 1, unitKind: 2, budget: 96_000_000 } });
  const { id } = await call('indicator.save', { values: { name: 'Persentase penduduk miskin', unit: '%', lower: 1, beside: 2 } });
  await call('indicator.saveValue', { indicator: id, area: KOTA, year: 2025, kind: 'published', value: 4.11, source: 'BPS', document: 'Bontang Dalam Angka 2026' });
  await call('indicator.saveValue', { indicator: id, area: KOTA, year: 2026, kind: 'target', value: 3.75, source: 'RPJMD', document: 'RPJMD Kota Bontang' });
}
