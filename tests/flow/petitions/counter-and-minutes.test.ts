import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pdfPages } from '../../helpers/pdf-pages.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
const day = '2026-11-20';
const nik = '6474030507850001';
beforeAll(async () => {
  api = await testApi({ now: () => new Date(`${day}T09:00:00`) });
  await api.call('user.create', { name: 'budi', displayName: 'Budi', role: 'verifikator', passphrase: TEST_PASSPHRASE });
});
afterAll(() => api.remove());

const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
const family = async (name: string, address: string, person: object = {}) => api.call('family.save', { values: familyValues({ address }), people: [{ values: { ...personValues(name), ...person } }], acknowledged });
const usulan = (more: object) => api.call('petition.save', { values: { kind: 1, subject: 1, source: 2, applicant: 'Pak Rahasia', request: 'Rumah tidak layak' }, submit: true, ...more });
const verify = async (ids: readonly string[], result = 1): Promise<void> => {
  await api.signIn('budi');
  for (const id of ids) await api.call('petition.verify', { id, result, date: day, method: 1, ...(result === 1 ? {} : { reason: 'punya mobil' }) });
  await api.signIn('siti');
};
const held = async (date: string, guests: readonly object[], decide: (number: number) => { decision: number; reason?: string }) => {
  const { id } = await api.call('meeting.save', { values: { title: 'Muskel', date, place: 'Balai', leader: 'Ibu Lurah', secretary: 'Siti' } });
  await api.call('meeting.addItems', { id, petitions: 'all' });
  if (guests.length > 0) await api.call('meeting.saveGuests', { id, guests: guests as never });
  await api.call('meeting.begin', { id });
  const { agenda } = await api.call('meeting.get', { id });
  for (const [place, item] of agenda.entries()) await api.call('meeting.decide', { item: item.id, ...decide(place) });
  return id;
};

test('KLB-6 the counter answers by NIK what a family receives and why not: the state of its usulan, nobody else’s data, with the purpose logged', async () => {
  const saved = await family('Warga Contoh', 'Jl. Mawar 1', { nik, birthDate: '1985-07-05', sex: 1, nikReason: null });
  const other = await family('Tetangga Lain', 'Jl. Melati 2');
  const { id, number } = await usulan({ family: saved.id });
  await usulan({ family: other.id });
  const ask = () => api.call('aid.check', { nik, purpose: 'pertanyaan di loket' });
  expect(await ask()).toMatchObject({ found: true, receives: [], petitions: [{ number, standing: 'submitted', about: 'Warga Contoh', said: 'Diajukan pada 20 November 2026. Sekarang menunggu verifikasi petugas.' }] });
  // Who looked, at whom and what for is kept.
  const { acts } = await api.call('audit.list', { record: saved.id, kind: 'access' });
  expect(JSON.stringify(acts)).toContain('pertanyaan di loket');
  // An objection of a neighbour is not told before it was decided, and never by whom.
  const { id: objection } = await api.call('petition.save', { values: { kind: 2, subject: 11, source: 4, applicant: 'Penyanggah Rahasia', request: 'Ia mampu' }, family: saved.id, submit: true });
  const text = JSON.stringify(await ask());
  expect(text).not.toMatch(/Rahasia|Tetangga|Melati|Ia mampu/);
  // Nor by what is read out of it: a text that names who objected is not kept.
  expect(await refusal(api.call('petition.save', { id: objection, values: { request: 'Menurut Bu Rahasia ia mampu' } }))).toBe('PETITION_SECRET');
  expect((await ask()).petitions).toHaveLength(1);
  // Found by name as well, as the desk does it; who is not in the data but was proposed is answered too.
  const hit = (await api.call('search', { text: 'Warga Contoh' })).find((one) => one.kind === 'person');
  expect((await api.call('aid.check', { person: hit?.id ?? '', purpose: 'loket' })).petitions.map((one) => one.id)).toEqual([id]);
  await usulan({ values: { kind: 1, subject: 1, source: 1, applicant: 'Orang Baru', request: 'baru pindah', name: 'Orang Baru', nik: '6474030507850099' } });
  expect(await api.call('aid.check', { nik: '6474030507850099', purpose: 'loket' })).toMatchObject({ found: false, family: null, petitions: [{ about: 'Orang Baru', standing: 'submitted' }] });
  expect((await api.call('aid.check', { nik: '6474030507850098', purpose: 'loket' })).petitions).toEqual([]);
  expect(await refusal(api.call('aid.check', { nik, purpose: ' ' }))).toBe('INVALID_INPUT');
  await api.call('petition.void', { id: objection, reason: 'contoh uji' });
  // Registered meanwhile, the stranger is answered all the same; who moves into a family of their own takes their usulan along.
  await family('Orang Baru', 'Jl. Kenanga 4', { nik: '6474030507850099', birthDate: '1985-07-05', sex: 1, nikReason: null });
  expect(await api.call('aid.check', { nik: '6474030507850099', purpose: 'loket' })).toMatchObject({ found: true, petitions: [{ about: 'Orang Baru', standing: 'submitted' }] });
  const home = await api.call('family.save', { values: familyValues({ address: 'Jl. Dahlia 5' }), people: [{ values: personValues('Ayah Contoh') }, { values: { ...personValues('Anak Contoh'), relationship: 4 } }], acknowledged });
  const [father = '', child = ''] = home.people;
  const { number: own } = await usulan({ person: child });
  const { id: apart } = await api.call('family.split', { family: home.id, people: [child], noKk: null, noKkReason: 1, head: child, date: day, reason: 'kawin' });
  expect((await api.call('aid.check', { person: child, purpose: 'loket' })).petitions.map((one) => one.number)).toEqual([own]);
  expect((await api.call('aid.check', { person: father, purpose: 'loket' })).petitions).toEqual([]);
  expect((await api.call('petition.list', { family: apart })).map((one) => one.number)).toEqual([own]);
  expect((await api.call('home', {})).items.find((one) => one.kind === 'petition')?.count).toBe(4);
});

test('PLK-7 a musyawarah counts who came, warns of a missing quorum, locks its minutes, and a new version stands beside the old', async () => {
  const open = (await api.call('petition.list', { wait: 'verify' })).map((one) => one.id);
  expect(await refusal(api.call('petition.verify', { id: open[0] ?? '', result: 1, date: day, method: 1 }))).toBe('SAME_PERSON');
  await verify(open.slice(0, 1), 2);
  await verify(open.slice(1));
  const id = await held(day, [{ name: 'Bapak RT', element: 3, sex: 1 }, { name: 'Ibu PKK', element: 5, sex: 2, present: false }, { name: 'Ibu Penerima', element: 11, sex: 2, present: false, forRecipients: true }], (place) => (place === 0 ? { decision: 2, reason: 'punya mobil' } : { decision: 1 }));
  const before = await api.call('meeting.get', { id });
  expect(before).toMatchObject({ locked: false, attendance: { invited: 3, present: 1, women: 0, recipients: 0, disabled: 0, quorum: 2 }, missing: ['quorum', 'women', 'recipients', 'disabled'], parts: { refused: 1, added: open.length - 1 } });
  expect(await refusal(api.call('meeting.finalise', { id }))).toBe('MEETING_MISSING');
  await api.call('meeting.decide', { item: before.agenda[1]?.id ?? '', decision: null });
  expect(await refusal(api.call('meeting.finalise', { id, reason: 'banjir' }))).toBe('MEETING_UNDECIDED');
  await api.call('meeting.decide', { item: before.agenda[1]?.id ?? '', decision: 1 });
  await api.call('meeting.saveGuests', { id, guests: [{ name: 'Bapak Disabilitas', element: 11, sex: 1, forDisabled: true }] });
  await api.call('meeting.close', { id, endTime: '21:30' });
  expect(await api.call('meeting.finalise', { id, reason: 'banjir, undangan lain tidak dapat datang' })).toEqual({ moved: open.length });
  // What was turned down is to be told, as what the city answers is.
  expect((await api.call('petition.list', { wait: 'tell' })).map((one) => one.id)).toEqual([before.agenda[0]?.petition]);
  // Locked: nothing of it can be changed any more.
  for (const change of [
    api.call('meeting.save', { id, values: { place: 'lain' } }), api.call('meeting.decide', { item: before.agenda[0]?.id ?? '', decision: 1 }), api.call('meeting.saveGuests', { id, guests: [{ name: 'x' }] }), api.call('meeting.removeItem', { item: before.agenda[0]?.id ?? '' }), api.call('meeting.finalise', { id, reason: 'x' }),
  ]) expect(await refusal(change)).toBe('MEETING_LOCKED');

  // The printed minutes say the counts; a draft would say that it is one.
  const path = join(api.root, 'ba.pdf');
  const written = await api.call('meeting.document', { id, format: 'pdf', path, purpose: 'arsip' });
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  expect(written.pages).toBeGreaterThanOrEqual(3);
  const said = (await pdfPages(readFileSync(path))).map((page) => page.text).join(' ').replaceAll(/\s+/g, ' ');
  for (const words of ['Diundang 4 orang', 'Hadir 2 orang', 'Perempuan yang hadir 0 orang', 'Wakil penerima manfaat 0 orang', 'Wakil penyandang disabilitas 1 orang']) expect(said.replaceAll(' : ', ' ')).toContain(words);
  await api.call('meeting.document', { id, format: 'docx', path: join(api.root, 'ba.docx'), purpose: 'arsip' });
  expect((await api.call('report.run', { name: 'exports' })).rows.length).toBeGreaterThanOrEqual(2);

  // What is mended in the register later leaves what was signed as it was; a new version may decide otherwise.
  const [first] = (await api.call('meeting.get', { id })).agenda;
  const { id: next } = await api.call('meeting.revise', { id, reason: 'salah mencatat putusan' });
  expect(await refusal(api.call('meeting.revise', { id, reason: 'x' }))).toBe('MEETING_STATE');
  const revised = await api.call('meeting.get', { id: next });
  expect(revised).toMatchObject({ version: 2, locked: false, attendance: { invited: 4, present: 2 } });
  await api.call('meeting.decide', { item: revised.agenda[0]?.id ?? '', decision: 1 });
  expect(await api.call('meeting.finalise', { id: next, reason: 'sama' })).toEqual({ moved: 1 });
  expect((await api.call('petition.get', { id: first?.petition ?? '' })).standing).toBe('accepted');
  expect((await api.call('meeting.get', { id })).agenda[0]).toMatchObject({ decision: 2, reason: 'punya mobil' });
  expect((await api.call('meeting.list', {})).map((one) => [one.id, one.version])).toEqual([[next, 2]]);
  expect((await api.call('meeting.get', { id })).versions.map((one) => [one.version, one.revisedFor])).toEqual([[1, null], [2, 'salah mencatat putusan']]);
});

test('a sanggah is decided, carried out and told; who called a musyawarah off leaves its items to the next', async () => {
  const saved = await family('Penerima Mampu', 'Jl. Anggrek 3');
  const { id } = await api.call('petition.save', { values: { kind: 2, subject: 11, source: 4, applicant: 'Tetangga', request: 'mampu' }, family: saved.id });
  expect(await refusal(api.call('petition.finish', { id, reason: 'x' }))).toBe('PETITION_STATE');
  await api.call('petition.submit', { id });
  await verify([id]);
  const { id: off } = await api.call('meeting.save', { values: { title: 'Batal', date: day } });
  await api.call('meeting.addItems', { id: off, petitions: [id] });
  expect(await api.call('meeting.pending', {})).toEqual([]);
  await api.call('meeting.cancel', { id: off, reason: 'banjir' });
  expect((await api.call('meeting.pending', {})).map((one) => one.id)).toEqual([id]);
  const { id: planned } = await api.call('meeting.save', { values: { title: 'Muskel susulan', date: day } });
  expect((await api.call('meeting.inviteAsBefore', { id: planned })).ids).toHaveLength(4);
  await api.call('meeting.cancel', { id: planned, reason: 'uji' });
  const meeting = await held(day, [{ name: 'Ibu', sex: 2, forRecipients: true, forDisabled: true }], () => ({ decision: 1 }));
  await api.call('meeting.finalise', { id: meeting });
  await api.call('petition.approve', { ids: [id], letterNo: '1/SK', letterDate: day });
  expect((await api.call('aid.check', { person: saved.people[0] ?? '', purpose: 'loket' })).petitions).toMatchObject([{ kind: 2, standing: 'approved' }]);
  await api.call('petition.finish', { id, reason: 'Dikeluarkan dari daftar' });
  // The answer is owed to who objected; whom it is about hears it and is not who was told.
  expect(await api.call('petition.get', { id })).toMatchObject({ standing: 'done', wait: 'tell' });
  expect((await api.call('aid.check', { person: saved.people[0] ?? '', purpose: 'loket' })).petitions).toMatchObject([{ standing: 'done', toTell: false }]);
  await api.call('petition.tell', { id, how: 'surat' });
  const { steps, ...one } = await api.call('petition.get', { id });
  expect(one).toMatchObject({ standing: 'done', wait: 'none', said: 'Selesai ditangani pada 20 November 2026. Dikeluarkan dari daftar.', toldOn: day });
  expect(steps.map((step) => step.state)).toEqual([2, 3, 4, 5, 10]);
});
