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

/** A usulan and a sanggah that were handed in, and a musyawarah that is held, with a topic and its guests. */
export async function plantPetitions(ask: Ask, families: readonly string[]): Promise<{ petition: string; meeting: string }> {
  const take = (family: string | undefined, values: object): Promise<{ id: string }> => ask('petition.save', { family, values: { kind: 1, source: 1, applicant: 'Nurhayati Wahyuningsih', ...values }, submit: true });
  const { id: petition } = await take(families[1], { subject: 1, request: 'Suami meninggal bulan Juni, tiga anak masih sekolah; belum menerima bantuan apa pun.' });
  await take(families[2], { kind: 2, subject: 11, source: 4, applicant: 'Warga RT 002', request: 'Keluarga ini sudah mampu dan punya dua kendaraan.' });
  const { today } = await ask<{ today: string }>('office.info');
  const { id: meeting } = await ask<{ id: string }>('meeting.save', { values: { title: 'Musyawarah kelurahan triwulan IV', date: today, place: 'Balai pertemuan kelurahan', leader: 'Ibu Lurah', secretary: 'Siti' } });
  await ask('meeting.addTopic', { id: meeting, title: 'Pembaruan data keluarga di RT 001 sampai RT 005' });
  await ask('meeting.saveGuests', { id: meeting, guests: [{ name: 'Ketua RT 001', element: 3, sex: 1 }, { name: 'Ketua PKK', element: 5, sex: 2 }, { name: 'Wakil penerima', element: 11, sex: 2, forRecipients: true }] });
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
