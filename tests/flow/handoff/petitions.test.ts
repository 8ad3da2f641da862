import { afterAll, beforeAll, expect, it } from 'vitest';
import { waysOf } from '../../../db/handoff/ways.ts';
import { addItems, decideItem } from '../../../db/registry/meetings/agenda.ts';
import { finaliseMeeting } from '../../../db/registry/meetings/finalise.ts';
import { meetingView } from '../../../db/registry/meetings/meeting-view.ts';
import { beginMeeting, saveGuests, saveMeeting } from '../../../db/registry/meetings/save-meeting.ts';
import { listPetitions } from '../../../db/registry/petitions/list-petitions.ts';
import type { PetitionRow } from '../../../db/registry/petitions/list-petitions.ts';
import { answerPetitions, approvePetitions, verifyPetition } from '../../../db/registry/petitions/move-petitions.ts';
import { savePetition, tellPetition } from '../../../db/registry/petitions/save-petition.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver } from './exchange.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

let world: World;
let kel: TestOffice;
let other: TestOffice;
let kec: TestOffice;
let kota: TestOffice;
const day = '2026-11-22';

beforeAll(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  other = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  for (const [a, b] of [[kel, kec], [kel, kota], [kec, kota], [other, kec]] as const) await befriend(world, a, b);
});
afterAll(() => {
  for (const one of [kel, other, kec, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const actor = (one: TestOffice, name = 'siti') => ({ user: { uid: one.session.user.uid, name }, scope: '' });
const rows = (one: TestOffice): PetitionRow[] => listPetitions(one.session.office, { lang: 'id' }, '', (steps) => waysOf(one.session.office, 'petitionStep', steps));
const standing = (one: TestOffice, id: string): string | undefined => rows(one).find((row) => row.id === id)?.standing;

it('usulan of citizens go from the musyawarah by the head to kecamatan and city, and the answer comes back to be told', async () => {
  const { office } = kel.session;
  const families = addFamilies(kel, 2);
  refreshDerived(office, 'all');
  const values = { kind: 1, subject: 1, source: 2, applicant: 'Ketua RT 004', request: 'Belum ada di data' };
  const first = savePetition(office, actor(kel), { values, family: families[0] ?? '', submit: true }).id;
  const second = savePetition(office, actor(kel), { values, family: families[1] ?? '', submit: true }).id;
  const stranger = savePetition(office, actor(kel), { values: { ...values, name: 'Warga Baru', nik: '6474030101900001', address: 'Gg. Damai', rt: '4' }, submit: true }).id;
  expect(() => savePetition(office, actor(kel), { values: { ...values, name: 'Warga Baru', nik: '6474030101900001' } })).toThrow('PETITION_TWICE');
  for (const id of [first, second, stranger]) {
    expect(() => verifyPetition(office, actor(kel), { id, result: 1, date: day, method: 1 })).toThrow('SAME_PERSON');
    verifyPetition(office, actor(kel, 'budi'), { id, result: 1, date: day, method: 1 });
  }
  const { id: meeting } = saveMeeting(office, actor(kel), { values: { title: 'Muskel triwulan IV', date: day, place: 'Balai kelurahan', quorum: 1 } });
  expect(addItems(office, actor(kel), meeting, 'all')).toEqual({ added: 3 });
  saveGuests(office, actor(kel), meeting, [{ name: 'Ibu Contoh', sex: 2, present: true, forRecipients: true, forDisabled: true }]);
  beginMeeting(office, actor(kel), meeting);
  for (const { id } of meetingView(office, meeting, '').agenda) decideItem(office, actor(kel), { id, decision: 1 });
  expect(finaliseMeeting(office, actor(kel), { id: meeting })).toEqual({ moved: 3 });
  expect(approvePetitions(office, actor(kel), { ids: [first, second, stranger], letterNo: '400.9/12/2026', letterDate: day })).toEqual({ approved: 3 });
  expect(standing(kel, first)).toBe('approved');

  // Up by package: with receipt of the kecamatan, then of the city.
  expect(await handOver(world, kel, kec)).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
  refreshDerived(kec.session.office, 'all');
  expect([standing(kel, first), standing(kec, first)]).toEqual(['atDistrict', 'approved']);
  expect(await handOver(world, kel, kota)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  refreshDerived(kota.session.office, 'all');
  expect(standing(kel, first)).toBe('atCity');
  expect(rows(kota).map((one) => [one.wait, one.own])).toEqual(Array.from({ length: 3 }, () => ['answer', false]));
  expect(rows(kota).find((one) => one.id === stranger)?.about).toMatchObject({ name: 'Warga Baru', rt: '004', family: null });
  // The minutes went along, locked and with whom they name.
  expect(meetingView(kota.session.office, meeting, '')).toMatchObject({ locked: true, own: false, attendance: { present: 1, women: 1 }, agenda: [{ decision: 1 }, { decision: 1 }, { decision: 1 }] });

  // The kecamatan may say that it has it, and neither grants nor forwards; the city answers each in its own way.
  expect(() => answerPetitions(kec.session.office, actor(kec), { ids: [first], answer: 'granted' })).toThrow('ANSWER_CITY');
  answerPetitions(kec.session.office, actor(kec), { ids: [first, second], answer: 'received' });
  expect(() => answerPetitions(kota.session.office, actor(kota), { ids: [second], answer: 'denied' })).toThrow('REASON_NEEDED');
  answerPetitions(kota.session.office, actor(kota), { ids: [first], answer: 'granted', reason: 'Masuk penetapan 2027', letterNo: '460/7', letterDate: day });
  answerPetitions(kota.session.office, actor(kota), { ids: [second], answer: 'denied', reason: 'desil 8' });
  answerPetitions(kota.session.office, actor(kota), { ids: [stranger], answer: 'returned', reason: 'KK belum ada' });
  // Back down, to whom they concern and to nobody else.
  expect(await handOver(world, kota, kel)).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
  expect(await handOver(world, kec, kel)).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
  expect(await handOver(world, kec, other)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  expect(other.session.office.db.prepare('SELECT count(*) FROM petitionStep').pluck().get()).toBe(0);
  expect([first, second, stranger].map((id) => standing(kel, id))).toEqual(['granted', 'denied', 'returned']);
  expect(rows(kel).find((one) => one.id === first)).toMatchObject({ wait: 'tell', said: 'Dikabulkan pada 22 November 2026. Masuk penetapan 2027.' });

  // Told, it is closed; what came back is mended and goes its way once more.
  tellPetition(office, actor(kel), { id: first, how: 'datang ke loket' });
  expect(rows(kel).find((one) => one.id === first)).toMatchObject({ standing: 'granted', wait: 'none', toldOn: day });
  savePetition(office, actor(kel), { id: stranger, values: { documents: 3 }, submit: true });
  verifyPetition(office, actor(kel, 'budi'), { id: stranger, result: 1, date: day, method: 3 });
  expect(rows(kel).find((one) => one.id === stranger)).toMatchObject({ standing: 'worthy', round: 2, wait: 'discuss' });
  expect(await handOver(world, kel, kota)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  expect([standing(kota, first), standing(kota, stranger)]).toEqual(['granted', 'worthy']);
});
