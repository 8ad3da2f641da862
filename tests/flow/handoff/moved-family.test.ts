import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { photoFile } from '../../helpers/photo-file.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

const now = () => new Date('2026-11-20T09:00:00');
const [from, to] = ['64.74.03.1002', '64.74.03.1001'];
let old: TestApi;
let fresh: TestApi;

beforeAll(async () => {
  old = await testApi({ code: from, now });
  fresh = await testApi({ code: to, root: old.root, folder: 'kanaan', now });
  await trustEachOther(askOf(old), askOf(fresh), old.root, 'tetangga');
  for (const one of [old, fresh]) await one.call('user.create', { name: 'wati', displayName: 'Wati', role: 'verifikator', passphrase: 'kata sandi uji' });
});
afterAll(async () => {
  for (const one of [old, fresh]) expect(await one.call('verify', {})).toMatchObject({ ok: true });
  await fresh.close();
  await old.remove();
});

const bring = async (sender: TestApi, receiver: TestApi, kind: 'PINDAH' | 'FOTO') => {
  const { file } = await sender.call('package.export', { to: [receiver === fresh ? to : from], folder: old.root, kind });
  return (await receiver.call('package.receive', { paths: [file] }))[0];
};

test('a family that moves takes its case, visits, photos and usulan along: nothing is lost, what is open goes on, the history is readable', async () => {
  const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
  const save = async (address: string) => (await old.call('family.save', { values: familyValues({ address, toilet: 6 }), people: [{ values: personValues(`Warga ${address}`) }], acknowledged })).id;
  const [family, stays] = [await save('Jl. Pindah 1'), await save('Jl. Tetap 2')];
  const { id: need } = await old.call('case.accept', { family, need: 'sanitasi', plan: 'Bangun jamban', agency: 'Dinas PU', dueOn: '2027-06-30' });
  await old.call('case.refer', { ids: [need], agency: 'Dinas PU', number: '600/1/2026' });
  const { id: visit } = await old.call('verval.record', { family, date: '2026-11-10', result: 1 });
  const picture = photoFile({ seed: 3 });
  const { id: photo } = await old.call('photo.add', { visit, image: picture.toString('base64') });
  const kept = (await old.call('photo.get', { id: photo })).image;
  const { id: other } = await old.call('verval.record', { family: stays, date: '2026-11-10', result: 1 });
  await old.call('photo.add', { visit: other, image: photoFile({ seed: 4 }).toString('base64') });
  const { id: usulan, number } = await old.call('petition.save', { values: { kind: 1, subject: 2, source: 2, applicant: 'Ketua RT 001', request: 'Belum menerima apa pun' }, family, submit: true });
  await old.signIn('wati', 'kata sandi uji');
  await old.call('petition.verify', { id: usulan, result: 1, date: '2026-11-20', method: 3 });
  await old.signIn('siti', TEST_PASSPHRASE);

  const { id: transfer } = await old.call('transfer.start', { family, to, reason: 'pindah alamat' });
  expect(await refusal(old.call('case.close', { id: need, evidence: 'x' }))).toBe('TRANSFER_UNDERWAY');
  expect(await bring(old, fresh, 'PINDAH')).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  await fresh.call('transfer.accept', { id: transfer });
  expect(await bring(fresh, old, 'PINDAH')).toMatchObject({ outcome: 'accepted' });

  // The open case goes on where the family lives now, with its referral; the letter's answer is still the old office's to write.
  const there = await fresh.call('case.family', { family });
  expect(there).toMatchObject({ own: true, proposed: [], items: [{ id: need, state: 1, plan: 'Bangun jamban', dueOn: '2027-06-30', own: true, referrals: [{ agency: 'Dinas PU', number: '600/1/2026' }] }] });
  expect((await fresh.call('case.list', {})).counts).toMatchObject({ proposed: 0, open: 1 });
  // The visit with its photo's facts, and the usulan where it stood, with who verified it.
  expect(await fresh.call('verval.list', { family })).toMatchObject([{ id: visit, date: '2026-11-10', result: 1, own: true, photos: [{ id: photo }] }]);
  expect(await fresh.call('petition.list', { family })).toMatchObject([{ id: usulan, number, standing: 'worthy', wait: 'discuss', own: true, about: { family } }]);
  expect((await fresh.call('petition.get', { id: usulan })).steps.map(({ state, by, office }) => [state, by, office])).toEqual([[2, 'siti', to], [3, 'wati', to]]);
  // The picture follows with a photo package, and that of nobody else does.
  expect(await bring(old, fresh, 'FOTO')).toMatchObject({ outcome: 'accepted', applied: 1 });
  expect((await fresh.call('photo.get', { id: photo })).image).toBe(kept);
  // Both go on: the usulan into a musyawarah, the case to its end, by the picture that came along.
  const { id: meeting } = await fresh.call('meeting.save', { values: { title: 'Muskel', date: '2026-11-20', place: 'Balai' } });
  expect(await fresh.call('meeting.addItems', { id: meeting, petitions: 'all' })).toEqual({ added: 1 });
  const [photoOf] = (await fresh.call('case.family', { family })).photos;
  await fresh.call('case.close', { id: need, date: '2026-11-20', photo: photoOf?.sha256 ?? '' });
  expect((await fresh.call('case.family', { family })).items).toMatchObject([{ stateLabel: 'Terpenuhi', photo: photoOf?.sha256 }]);
  // The history says what was done at the old office, and by whom.
  const told = await fresh.call('record.history', { id: need });
  expect(told.map((one) => one.by)).toContain('siti');
  // The old office keeps a stub that it may read and not write, and lists none of it as its own work.
  expect(await old.call('case.family', { family })).toMatchObject({ own: false, items: [{ id: need, own: false }] });
  expect(await refusal(old.call('case.plan', { id: need, plan: 'lain' }))).toBe('NOT_OWNER');
  expect((await old.call('petition.count', {})).discuss).toBe(0);
  expect((await old.call('home', {})).items.filter(({ kind }) => kind.startsWith('case'))).toEqual([]);
});
