import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldValues } from '../../../db/rules/field.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ now: () => new Date('2026-11-20T09:00:00') });
});
afterAll(() => api.remove());

const acknowledged = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));
const home = '64.74.03.1002';

async function family(name: string, more: { values?: FieldValues; desil?: number; people?: FieldValues[] } = {}): Promise<{ id: string; people: string[] }> {
  const saved = await api.call('family.save', { values: familyValues(more.values ?? {}), people: [personValues(name), ...(more.people ?? [])].map((values) => ({ values })), acknowledged });
  if (more.desil !== undefined) await api.call('ranking.add', { family: saved.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: more.desil, date: '2026-06-30' });
  return saved;
}
async function programme(name: string, values: Record<string, string | number> = {}): Promise<string> {
  return (await api.call('programme.save', { values: { name, shortName: name, unitKind: 2, ...values } })).id;
}
const enrol = (input: Record<string, unknown> & { programme: string; start: string }) => enrolAnyway((name, given) => api.call(name as never, given as never), input);
const statusOf = async (programmeId: string, id: string) => (await api.call('programme.recipients', { programme: programmeId, status: 'all' })).rows.find((row) => row.id === id);
async function report(name: string, params: Record<string, string | number> = {}): Promise<{ rows: Record<string, unknown>[]; totals: Record<string, unknown> }> {
  const { rows, totals } = await api.call('report.run', { name, params });
  return { rows, totals: totals ?? {} };
}

describe('the states of a part in a programme', () => {
  test('from proposal to exit: each move dated, with its document, by the machine alone; the history is whole', async () => {
    const [id, one] = [await programme('Beras Warga'), await family('Langkah')];
    const part = (await api.call('enrolment.create', { programme: id, family: one.id, start: '2026-10-01', as: 1, source: 'Usulan RT 01' })).id;
    expect(await refusal(api.call('enrolment.create', { programme: id, family: one.id, start: '2026-10-02', as: 1 }))).toBe('ALREADY_PROPOSED');
    const move = (kind: 'decide' | 'activate' | 'suspend' | 'resume' | 'leave' | 'finish', date: string, more: Record<string, string> = {}) => api.call('enrolment.move', { ids: [part], move: kind, date, ...more });
    expect(await refusal(move('activate', '2026-10-10'))).toBe('MOVE_NOT_ALLOWED');
    expect(await refusal(move('decide', '2026-10-10', { decisionNo: 'SK 12/2026' }))).toBe('DECISION_NEEDED');
    await move('decide', '2026-10-10', { decisionNo: 'SK 12/2026', decisionDate: '2026-10-09' });
    expect(await refusal(move('activate', '2026-10-01'))).toBe('DATE_ORDER');
    await move('activate', '2026-10-15');
    expect(await refusal(move('suspend', '2026-10-20'))).toBe('SUSPEND_REASON');
    await move('suspend', '2026-10-20', { reason: 'Tidak di tempat saat dikunjungi', until: '2026-11-01' });
    expect(await statusOf(id, part)).toMatchObject({ status: 'Ditunda', until: '2026-11-01', statusReason: 'Tidak di tempat saat dikunjungi' });
    await move('resume', '2026-11-02');
    expect(await refusal(move('leave', '2026-11-10'))).toBe('EXIT_REASON');
    await move('leave', '2026-11-10', { exitReason: 'Mampu (graduasi)', note: 'Usaha warungnya sudah jalan' });
    expect(await refusal(move('resume', '2026-11-11'))).toBe('ENROLMENT_ENDED');
    expect((await api.call('enrolment.history', { id: part })).map(({ from, to, date, decisionNo, reason, exitReason, by }) => [from, to, date, decisionNo, reason, exitReason, by])).toEqual([
      [null, 1, '2026-10-01', null, 'Usulan RT 01', null, null],
      [1, 2, '2026-10-10', 'SK 12/2026', null, null, 'siti'],
      [2, 3, '2026-10-15', null, null, null, 'siti'],
      [3, 4, '2026-10-20', null, 'Tidak di tempat saat dikunjungi', null, 'siti'],
      [4, 3, '2026-11-02', null, null, null, 'siti'],
      [3, 6, '2026-11-10', null, 'Usaha warungnya sudah jalan', 'Mampu (graduasi)', 'siti'],
    ]);
    expect(await statusOf(id, part)).toMatchObject({ status: 'Keluar', start: '2026-10-15', end: '2026-11-10', decisionNo: 'SK 12/2026' });
  });

  test('one decision for many proposals is all or none, and can be taken back whole', async () => {
    const id = await programme('Sembako Warga');
    const parts = await Promise.all(['Satu', 'Dua', 'Tiga'].map(async (name) => (await api.call('enrolment.create', { programme: id, family: (await family(name)).id, start: '2026-10-01', as: 1 })).id));
    const [first = ''] = parts;
    await api.call('enrolment.move', { ids: [first], move: 'leave', date: '2026-10-02', exitReason: 'Pindah' });
    const decide = (ids: string[]) => api.call('enrolment.move', { ids, move: 'decide', date: '2026-10-10', decisionNo: 'SK 13', decisionDate: '2026-10-10' });
    expect(await refusal(decide(parts))).toBe('ENROLMENT_ENDED');
    expect((await api.call('programme.recipients', { programme: id, status: 'active' })).total).toBe(0);
    const check = await api.call('enrolment.moveCheck', { ids: parts, move: 'decide', date: '2026-10-10', decisionNo: 'SK 13', decisionDate: '2026-10-10' });
    expect(check.map((one) => one.refusal)).toEqual(['ENROLMENT_ENDED', null, null]);
    const done = await decide(parts.slice(1));
    expect(done).toMatchObject({ moved: 2, batch: expect.any(String) as string });
    expect((await api.call('programme.recipients', { programme: id, status: 'active' })).total).toBe(2);
    expect(await api.call('enrolment.bulkUndo', { batch: done.batch ?? '', reason: 'SK salah nomor' })).toEqual({ undone: 2, kept: [] });
    expect((await api.call('programme.recipients', { programme: id, status: 'proposed' })).rows.map((row) => [row.status, row.decisionNo])).toEqual([['Diusulkan', null], ['Diusulkan', null]]);
    expect((await api.call('enrolment.history', { id: parts[1] ?? '' })).map(({ to }) => to)).toEqual([1]);
    expect(await refusal(api.call('enrolment.bulkUndo', { batch: done.batch ?? '', reason: 'lagi' }))).toBe('BATCH_UNDONE');
  });
});

describe('quota and waiting list', () => {
  test('places run out, the rest waits in an order that is explained, and whoever leaves is followed by the next only when somebody decides so', async () => {
    const id = await programme('Kursi Roda');
    expect(await api.call('quota.save', { programme: id, places: { [home]: 1, '64.74.03': 5 } })).toEqual({ regions: 2 });
    expect(await refusal(api.call('quota.save', { programme: id, places: { '64.74.03.1002': -1 } }))).toBe('INVALID_INPUT');
    expect(await refusal(api.call('programme.save', { id, values: { quota: '{}' } }))).toBe('INVALID_INPUT');
    const [a, b, c, d] = await Promise.all([family('Penuh A', { desil: 4 }), family('Penuh B', { desil: 3 }), family('Penuh C', { desil: 1 }), family('Penuh D', { desil: 3 })]);
    const first = await api.call('enrolment.create', { programme: id, family: a?.id ?? '', start: '2026-10-01' });
    const [against] = await api.call('enrolment.check', { programme: id, family: b?.id ?? '', start: '2026-10-02' });
    expect(against).toMatchObject({ kind: 'quota', result: 'forbid', facts: '64.74.03.1002: 1 dari 1 tempat terpakai' });
    expect(await refusal(api.call('enrolment.create', { programme: id, family: b?.id ?? '', start: '2026-10-02' }))).toBe('RULES_AGAINST');
    const propose = (one: { id: string } | undefined, start: string) => api.call('enrolment.create', { programme: id, family: one?.id ?? '', start, as: 1 });
    await propose(b, '2026-10-05');
    const poorest = await propose(c, '2026-10-09');
    await propose(d, '2026-10-03');
    expect((await api.call('quota.waiting', { programme: id })).map(({ place, name, why }) => [place, name, why])).toEqual([
      [1, 'Penuh C', 'desil 1, diusulkan 2026-10-09'], [2, 'Penuh D', 'desil 3, diusulkan 2026-10-03'], [3, 'Penuh B', 'desil 3, diusulkan 2026-10-05'],
    ]);
    const view = await api.call('quota.get', { programme: id });
    expect(view).toMatchObject({ places: 5, used: 1, waiting: 3, editable: true });
    expect(view.rows.map(({ region, places, used, free, waiting }) => [region, places, used, free, waiting])).toEqual([['64.74.03', 5, 1, 4, 3], [home, 1, 1, 0, 3]]);
    const decide = () => api.call('enrolment.move', { ids: [poorest.id], move: 'decide', date: '2026-11-02', decisionNo: 'SK 9', decisionDate: '2026-11-01', replaces: first.id });
    expect(await refusal(decide())).toBe('RULES_AGAINST');
    const gone = await api.call('enrolment.end', { id: first.id, end: '2026-11-01', exitReason: 'Mundur sukarela' });
    expect(gone.next).toMatchObject({ enrolment: poorest.id, name: 'Penuh C', place: 1 });
    expect(await statusOf(id, poorest.id)).toMatchObject({ status: 'Diusulkan' });
    await decide();
    expect(await statusOf(id, poorest.id)).toMatchObject({ status: 'Ditetapkan' });
    expect((await report('exits', { programme: id })).rows).toMatchObject([{ recipient: 'Penuh A', replacedBy: 'Penuh C' }]);
    expect((await report('quotas', { programme: id })).rows).toMatchObject([{ region: '64.74.03', used: 1 }, { region: home, places: 1, used: 1, free: 0, waiting: 2 }]);
  });
});

describe('who died, left, or was enrolled in a hurry', () => {
  test('PLK-5 after the pengurus died the app asks for another of the family; aid and history stay with the family', async () => {
    const [id, one] = [await programme('PKH Uji'), await family('Kepala Uji', { people: [personValues('Ibu Uji', { sex: 2, relationship: 2, sequence: 2 }), personValues('Anak Uji', { birthDate: '2005-02-02', relationship: 3, sequence: 3, maritalStatus: 1 })] })];
    const [, mother = '', child = ''] = one.people;
    const part = (await enrol({ programme: id, family: one.id, start: '2026-01-01', pengurus: mother })).id;
    await api.call('delivery.record', { programme: id, phase: 'Tahap 1', date: '2026-02-01', items: [{ enrolment: part, status: 1, rupiah: 750_000 }] });
    const death = await api.call('person.death', { id: mother, date: '2026-03-12' });
    expect(death).toMatchObject({ pengurus: [{ enrolment: part, programmeName: 'PKH Uji', pengurus: 'Ibu Uji' }] });
    const [asked] = await api.call('enrolment.pengurusLost', { family: one.id });
    expect(asked).toMatchObject({ enrolment: part, programmeName: 'PKH Uji', name: 'Kepala Uji', pengurus: 'Ibu Uji', cause: 'dead', since: '2026-03-12' });
    expect(asked?.members.map(({ name }) => name).sort()).toEqual(['Anak Uji', 'Kepala Uji']);
    expect(await refusal(api.call('enrolment.setPengurus', { id: part, person: mother }))).toBe('RECIPIENT_GONE');
    expect(await refusal(api.call('enrolment.setPengurus', { id: part, person: (await family('Orang Lain')).people[0] ?? '' }))).toBe('NOT_IN_FAMILY');
    await api.call('enrolment.setPengurus', { id: part, person: child, reason: 'Ibu meninggal' });
    expect(await api.call('enrolment.pengurusLost', { family: one.id })).toEqual([]);
    expect(await statusOf(id, part)).toMatchObject({ status: 'Aktif', start: '2026-01-01', name: 'Kepala Uji' });
    expect((await api.call('delivery.list', { programme: id, phase: 'Tahap 1' })).rows).toMatchObject([{ enrolment: part, rupiah: 750_000 }]);
    const changes = await api.call('record.history', { id: one.id });
    expect(changes.filter((change) => change.field === 'pengurus').map(({ old, new: now, reason }) => [old, now, reason])).toContainEqual([expect.stringContaining('Ibu Uji'), expect.stringContaining('Anak Uji'), 'Ibu meninggal']);
  });

  test('whoever died or moved is found with a reason that fits, and many are ended at once', async () => {
    const [aid, id] = [await programme('Lansia Uji', { unitKind: 1 }), await programme('Rumah Uji')];
    const [dead, moved, stays] = [await family('Meninggal Uji', { people: [personValues('Istri M', { sex: 2, relationship: 2, sequence: 2 })] }), await family('Pindah Uji'), await family('Tetap Uji')];
    const one = await enrol({ programme: aid, person: dead.people[0] ?? '', start: '2026-01-01' });
    const other = await enrol({ programme: id, family: moved.id, start: '2026-01-01' });
    await enrol({ programme: id, family: stays.id, start: '2026-01-01' });
    await api.call('person.death', { id: dead.people[0] ?? '', date: '2026-10-03' });
    await api.call('person.move', { family: moved.id, people: moved.people, date: '2026-10-05', destination: 'Samarinda' });
    const mine = (await api.call('enrolment.exits', {})).filter(({ programme: of }) => of === aid || of === id);
    expect(mine.map(({ enrolment, cause, since, suggested }) => [enrolment, cause, since, suggested])).toEqual([[one.id, 'dead', '2026-10-03', 1], [other.id, 'family', '2026-10-05', 2]]);
    const items = mine.map(({ enrolment, suggested, since }) => ({ id: enrolment, exitReason: String(suggested), end: since ?? '' }));
    expect(await api.call('enrolment.acceptExits', { items, note: 'Usulan keluar November' })).toMatchObject({ ended: 2 });
    expect(await statusOf(aid, one.id)).toMatchObject({ status: 'Keluar', exitReason: 'Meninggal', end: '2026-10-03' });
    expect(await statusOf(id, other.id)).toMatchObject({ status: 'Keluar', exitReason: 'Pindah' });
    expect((await api.call('enrolment.exits', {})).filter(({ programme: of }) => of === aid || of === id)).toEqual([]);
  });

  test('KPS-6 an emergency enrolment stands in the list with its day, is overdue after it, and is never removed silently', async () => {
    const [id, late, soon] = [await programme('Darurat Banjir'), await family('Banjir Satu'), await family('Banjir Dua')];
    expect(await refusal(api.call('enrolment.create', { programme: id, family: late.id, start: '2026-10-01', emergency: 1 }))).toBe('VERIFY_BY_NEEDED');
    expect(await refusal(api.call('enrolment.create', { programme: id, family: late.id, start: '2026-10-01', emergency: 1, verifyBy: '2026-09-01' }))).toBe('VERIFY_BY_NEEDED');
    const [a, b] = [await enrol({ programme: id, family: late.id, start: '2026-10-01', emergency: 1, verifyBy: '2026-11-01' }), await enrol({ programme: id, family: soon.id, start: '2026-11-10', emergency: 4, verifyBy: '2026-12-01' })];
    expect((await api.call('enrolment.unverified', { programme: id })).map(({ enrolment, verifyBy, overdue, emergency }) => [enrolment, verifyBy, overdue, emergency])).toEqual([[a.id, '2026-11-01', true, 1], [b.id, '2026-12-01', false, 4]]);
    expect(await statusOf(id, a.id)).toMatchObject({ status: 'Aktif' });
    const told = async () => (await api.call('home', {})).items.find((one) => one.kind === 'emergencyOverdue')?.count;
    expect(await told()).toBe(1);
    expect((await api.call('programme.printCheck', { programme: id })).map(({ enrolment, level, why }) => [enrolment, level, why])).toEqual([[a.id, 'warned', 'kepesertaan darurat, lewat batas verifikasi 2026-11-01']]);
    expect(await api.call('enrolment.verify', { ids: [a.id], date: '2026-11-20', decisionNo: 'BA 4', decisionDate: '2026-11-19' })).toEqual({ verified: 1 });
    expect(await refusal(api.call('enrolment.verify', { ids: [a.id], date: '2026-11-20' }))).toBe('NOT_EMERGENCY');
    expect((await api.call('enrolment.unverified', { programme: id })).map(({ enrolment }) => enrolment)).toEqual([b.id]);
    expect(await told()).toBeUndefined();
    expect(await statusOf(id, a.id)).toMatchObject({ status: 'Aktif', decisionNo: 'BA 4' });
  });

  test('KPS-4 who withdraws counts as graduasi mandiri, and is enrolled again only with a reason that is kept', async () => {
    const [id, one] = [await programme('Mandiri Uji'), await family('Mandiri')];
    const part = await enrol({ programme: id, family: one.id, start: '2026-01-01' });
    await api.call('enrolment.end', { id: part.id, end: '2026-06-01', exitReason: 'Mundur sukarela' });
    expect(await report('exits', { programme: id })).toMatchObject({ totals: { rows: 1, graduated: 1 }, rows: [{ recipient: 'Mandiri', reason: 'Mundur sukarela', graduated: 'ya' }] });
    expect(await refusal(api.call('enrolment.create', { programme: id, family: one.id, start: '2026-10-01' }))).toBe('RULES_AGAINST');
    const [said] = await api.call('enrolment.check', { programme: id, family: one.id, start: '2026-10-01' });
    expect(said).toMatchObject({ kind: 'left', facts: 'keluar 2026-06-01, alasan: Mundur sukarela' });
    const preview = await api.call('enrolment.bulkPreview', { programme: id, filter: { text: 'Mandiri', headNamed: true }, start: '2026-10-01' });
    expect(preview.counts).toMatchObject({ enrol: 0, left: 1 });
    await api.call('enrolment.create', { programme: id, family: one.id, start: '2026-10-01', overrides: [{ rule: said?.rule ?? '', reason: 'Usaha tutup' }] });
    expect((await report('overrides')).rows).toContainEqual(expect.objectContaining({ recipient: 'Mandiri', reason: 'Usaha tutup', rule: 'Pernah keluar dari program ini' }));
  });
});

describe('many at once', () => {
  test('a bulk enrolment counts each once, fills the quota with the poorest, and is taken back as one', async () => {
    const id = await programme('Massal Uji');
    const rt = { rt: '044', rw: '009' };
    const [seven] = [await family('Massal G', { values: rt, desil: 7 }), await family('Massal A', { values: rt, desil: 2 }), await family('Massal B', { values: rt, desil: 1 }), await family('Massal C', { values: rt, desil: 3 })];
    const gone = await family('Massal Pergi', { values: rt });
    await api.call('person.move', { family: gone.id, people: gone.people, date: '2026-10-05', destination: 'Samarinda' });
    await enrol({ programme: id, family: seven?.id ?? '', start: '2026-01-01' });
    await api.call('quota.save', { programme: id, places: { [home]: 3 } });
    const choice = { programme: id, filter: { rt: '044', rw: '009', status: 'all' as const }, start: '2026-11-01' };
    const preview = await api.call('enrolment.bulkPreview', choice);
    expect(preview.candidates).toBe(5);
    expect(preview.counts).toEqual({ enrol: 2, wait: 1, already: 1, unsure: 0, left: 0, warned: 0, forbidden: 0, gone: 1, foreign: 0 });
    expect(preview.rows.map(({ name, outcome }) => [name, outcome])).toEqual([['Massal B', 'enrol'], ['Massal A', 'enrol'], ['Massal C', 'wait'], ['Massal G', 'already'], ['Massal Pergi', 'gone']]);
    expect(await refusal(api.call('enrolment.bulk', { ...choice, expect: { enrol: 3, wait: 0 } }))).toBe('BULK_CHANGED');
    const done = await api.call('enrolment.bulk', { ...choice, decisionNo: 'SK 20', decisionDate: '2026-10-30', expect: { enrol: 2, wait: 1 } });
    expect(done).toMatchObject({ enrolled: 2, waiting: 1 });
    expect((await api.call('quota.waiting', { programme: id })).map(({ name }) => name)).toEqual(['Massal C']);
    expect(await refusal(api.call('enrolment.bulk', { ...choice, expect: { enrol: 0, wait: 0 } }))).toBe('BULK_NOTHING');
    expect((await api.call('enrolment.bulks', {}))[0]).toMatchObject({ batch: done.batch, what: 'enrol', programmeName: 'Massal Uji', count: 2, waiting: 1, undoneAt: null });
    const [kept] = (await api.call('programme.recipients', { programme: id, status: 'active' })).rows.filter((row) => row.name === 'Massal A');
    await api.call('delivery.record', { programme: id, phase: '2026-11', date: '2026-11-10', items: [{ enrolment: kept?.id ?? '', status: 1, rupiah: 1 }] });
    expect(await api.call('enrolment.bulkUndo', { batch: done.batch, reason: 'salah RT' })).toEqual({ undone: 2, kept: [{ enrolment: kept?.id, name: 'Massal A' }] });
    expect((await api.call('programme.recipients', { programme: id, status: 'active' })).rows.map((row) => row.name).sort()).toEqual(['Massal A', 'Massal G']);
    expect(await api.call('quota.waiting', { programme: id })).toEqual([]);
  });

  test('a programme for people takes the chosen people of the families; who a rule warns of only with a reason', async () => {
    const people = (await api.call('programme.list', {})).find((one) => one.values['code'] === 'LOKAL-PELATIHAN')?.id ?? '';
    const rt = { rt: '045', rw: '009' };
    await family('Latih Bapak', { values: rt, people: [personValues('Latih Anak', { birthDate: '2004-02-02', relationship: 3, sequence: 2, maritalStatus: 1 }), personValues('Latih Bungsu', { birthDate: '2016-02-02', relationship: 3, sequence: 3, maritalStatus: 1 })] });
    const choice = { programme: people, filter: { rt: '045', rw: '009' }, start: '2026-11-01', people: { who: 'members' as const } };
    const preview = await api.call('enrolment.bulkPreview', choice);
    expect(preview.rows.map(({ name, outcome }) => [name, outcome]).sort()).toEqual([['Latih Anak', 'enrol'], ['Latih Bapak', 'enrol'], ['Latih Bungsu', 'warned']]);
    expect([preview.families, preview.rules.map(({ title, count }) => [title, count])]).toEqual([1, [['Pelatihan kerja untuk usia 16 sampai 59 tahun', 1]]]);
    expect((await api.call('enrolment.bulkPreview', { ...choice, people: { who: 'members', ageFrom: 16, ageTo: 30 } })).rows.map(({ name }) => name)).toEqual(['Latih Anak']);
    expect((await api.call('enrolment.bulkPreview', { ...choice, warnedReason: 'Ikut orang tua' })).counts).toMatchObject({ enrol: 3, warned: 0 });
    const done = await api.call('enrolment.bulk', { ...choice, warnedReason: 'Ikut orang tua', emergency: 4, verifyBy: '2026-12-31', expect: { enrol: 3, wait: 0 } });
    expect((await report('overrides')).rows.filter((row) => row['reason'] === 'Ikut orang tua').map((row) => row['recipient'])).toEqual(['Latih Bungsu']);
    expect((await api.call('enrolment.unverified', { programme: people })).length).toBe(3);
    await api.call('enrolment.bulkUndo', { batch: done.batch, reason: 'uji' });
    expect((await report('overrides')).rows.filter((row) => row['reason'] === 'Ikut orang tua')).toEqual([]);
  });
});

test('PLK-6 before a list is printed the dead and the suspended are excluded, the forbidden blocked, the doubtful named, each with why', async () => {
  const list = await api.call('programme.list', {});
  const id = list.find((one) => one.values['code'] === 'SEMBAKO')?.id ?? '';
  const bumil = [await family('Cetak Aman', { desil: 1 }), await family('Cetak Mampu', { desil: 8 }), await family('Cetak Tunda', { desil: 1 }), await family('Cetak Wafat', { desil: 1 })];
  const parts: string[] = [];
  for (const one of bumil) parts.push((await enrol({ programme: id, family: one.id, start: '2026-01-01' })).id);
  await api.call('enrolment.move', { ids: [parts[2] ?? ''], move: 'suspend', date: '2026-10-01', reason: 'pemeriksaan' });
  await api.call('person.death', { id: bumil[3]?.people[0] ?? '', date: '2026-10-02' });
  const said = (await api.call('programme.printCheck', { programme: id })).filter(({ enrolment }) => parts.includes(enrolment));
  expect(said.map(({ name, level, why }) => [name, level, why]).sort()).toEqual([
    ['Cetak Mampu', 'warned', expect.stringContaining('desil 8 > 5')], ['Cetak Tunda', 'excluded', 'kepesertaannya ditunda'], ['Cetak Wafat', 'excluded', 'tidak ada lagi anggota keluarga yang hidup di sini'],
  ]);
  // The rule forbids from now on: nobody gets round the reason, whichever list is asked for.
  const rule = (await api.call('aidRule.list', {})).find((one) => one.title === 'Sembako untuk desil 1 sampai 5');
  if (rule?.content.kind !== 'eligibility') throw new Error('no such rule');
  await api.call('aidRule.save', { id: rule.uid, title: rule.title, basis: rule.basis, from: null, to: null, content: { ...rule.content, result: 'forbid' } });
  const printed = async (more: { anyway?: string } = {}): Promise<string[]> => (await api.call('programme.printList', { programme: id, purpose: 'penyaluran November', ...more })).rows.filter((row) => parts.includes(row.id)).map((row) => row.name);
  expect(await printed()).toEqual(['Cetak Aman']);
  expect(await printed({ anyway: 'Putusan musyawarah' })).toEqual(['Cetak Aman', 'Cetak Mampu']);
  const sheet = await api.call('delivery.sheet', { programme: id, phase: '2026-11', purpose: 'tanda terima' });
  expect([sheet.rows.filter((row) => parts.includes(row.enrolment)).map((row) => row.name), sheet.held.filter((one) => parts.includes(one.enrolment)).map((one) => one.name).sort()]).toEqual([['Cetak Aman'], ['Cetak Mampu', 'Cetak Tunda', 'Cetak Wafat']]);
  expect((await api.call('delivery.sheet', { programme: id, phase: '2026-11', purpose: 'tanda terima', anyway: 'Putusan musyawarah' })).rows.filter((row) => parts.includes(row.enrolment)).map((row) => row.name)).toEqual(['Cetak Aman', 'Cetak Mampu']);
  const { acts: [last] } = await api.call('audit.list', { limit: 1 });
  expect(JSON.stringify(await api.call('audit.show', { tx: last?.tx ?? 0 }))).toContain('Putusan musyawarah');
});

test('who may not enrol may not move, decide or take back; the office tells what it may', async () => {
  await api.call('user.create', { name: 'vera', displayName: 'Vera', role: 'verifikator', passphrase: TEST_PASSPHRASE });
  await api.signIn('vera');
  for (const call of [api.call('enrolment.move', { ids: ['x'], move: 'activate', date: '2026-11-01' }), api.call('enrolment.bulkUndo', { batch: 'x', reason: 'y' }), api.call('quota.save', { programme: 'x', places: {} })]) expect(await refusal(call)).toBe('NOT_ALLOWED');
  await api.signIn('siti');
});
