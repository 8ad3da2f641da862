import type { Ask } from './by-api.ts';

/** A company with an agreement in force and one that has run out. */
export async function plantPartner(ask: Ask, programmes: readonly { id: string; values: Record<string, unknown> }[]): Promise<{ partner: string; agreement: string }> {
  const partner = (await ask<{ id: string }>('partner.save', { name: 'PT Muara Jaya Bontang', kind: 7, contact: 'Hendra Saputra', phone: '0812-3456-7890' })).id;
  const about = { partner, date: '2026-01-05', purpose: 'CSR pangan', programmes: programmes.filter(({ values }) => values['code'] === 'SEMBAKO').map(({ id }) => id), from: '2026-01-05' };
  await ask('agreement.save', { ...about, number: '3/PKS/2025', fields: [], from: '2025-01-05', until: '2025-12-31' });
  const agreement = (await ask<{ id: string }>('agreement.save', { ...about, number: '12/PKS/2026', until: '2099-12-31' })).id;
  return { partner, agreement };
}

/** A period given to a kader, with a result that waits to be checked. */
export async function plantRound(ask: Ask, ids: readonly string[]): Promise<string> {
  await ask('enumerator.save', { name: 'Ibu Rukmini Wahyuningtyas Kusumanegara', role: 4, rt: '1', rw: '1' });
  const { id } = await ask<{ id: string }>('round.save', { name: 'Pemutakhiran semester II 2026', from: '2026-07-01', until: '2099-12-31', olderThan: 30, doubts: true });
  await ask('verval.plan', { round: id, families: ids.slice(0, 8) });
  const family = ids[0] ?? '';
  await ask('verval.record', { family, round: id, date: '2026-11-01', result: 8, effects: [{ kind: 'values', entity: 'family', id: family, values: { landmark: 'Di belakang musala' } }] });
  return id;
}

/** A usulan with a visit under way, one of somebody with a long name, a sanggah, and a musyawarah under way that decides on a third. */
export async function plantPetitions(ask: Ask, ids: readonly string[]): Promise<{ petition: string; meeting: string }> {
  const values = { kind: 1, subject: 1, source: 2, applicant: 'Ketua RT 004', request: 'Dinding lapuk, lantai tanah, tidak punya jamban; mohon dimasukkan ke daftar penerima tahun depan' };
  const { id: petition } = await ask<{ id: string }>('petition.save', { values, family: ids[9], submit: true });
  await ask('petition.visit', { id: petition, plannedOn: '2026-12-01' });
  await ask('petition.save', { values: { ...values, name: 'ROSMINI WAHYUNINGTYAS KUSUMANEGARA PUTRI', address: 'Jl. Gunung Telihan Gg. Mawar No. 17B' }, submit: true });
  await ask('petition.save', { values: { kind: 2, subject: 11, source: 4, applicant: 'Warga RT 002', request: 'Keluarga ini sudah mampu dan punya dua kendaraan.' }, family: ids[2], submit: true });
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

/** Two needs that the answers show, taken up with a plan; one of them is due today. Answers the family of the first. */
export async function plantCases(ask: Ask): Promise<string> {
  const { today } = await ask<{ today: string }>('office.info');
  const { rows } = await ask<{ rows: { family: string; need: string; agency: string | null }[] }>('case.list', { view: 'proposed', limit: 2 });
  for (const [place, { family, need, agency }] of rows.entries()) await ask('case.accept', { family, need, agency, plan: 'Dirujuk ke dinas, menunggu survei lapangan', dueOn: place === 0 ? today : '2099-12-31' });
  return rows[0]?.family ?? '';
}

/** A letter for somebody, with its number. */
export async function plantLetter(ask: Ask, person: string): Promise<void> {
  await ask('letter.issue', { kind: 'sktm', person, purpose: 'Keringanan biaya sekolah' });
}
