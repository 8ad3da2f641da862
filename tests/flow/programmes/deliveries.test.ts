import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldValues } from '../../../db/rules/field.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ now: () => new Date('2026-11-20T09:00:00') });
});
afterAll(() => api.remove());

const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
const family = (name: string, values: FieldValues = {}) => api.call('family.save', { values: familyValues(values), people: [{ values: personValues(name) }], acknowledged });
const programme = async (code: string): Promise<string> => (await api.call('programme.list', {})).find((one) => one.values['code'] === code)?.id ?? '';
async function enrolled(code: string, who: { family?: string; person?: string }): Promise<string> {
  return (await enrolAnyway((name, input) => api.call(name as never, input as never), { programme: await programme(code), ...who, start: '2026-01-01' })).id;
}
async function totals(by: string): Promise<{ rows: Record<string, unknown>[]; totals: Record<string, unknown> }> {
  const report = await api.call('report.run', { name: 'deliveries', params: { by } });
  return { rows: report.rows, totals: report.totals ?? {} };
}

describe('deliveries', () => {
  test('PTK-14 seedlings are handed over by number and unit, without any rupiah', async () => {
    const home = await family('Hatinya');
    const enrolment = await enrolled('LOKAL-HATINYA-PKK', { family: home.id });
    const at = { programme: await programme('LOKAL-HATINYA-PKK'), phase: '2026-11' };
    await api.call('delivery.record', { ...at, date: '2026-11-18', items: [{ enrolment, status: 1, quantity: 5, unit: 'batang', relation: 1, proof: 1 }] });
    const list = await api.call('delivery.list', at);
    expect(list).toMatchObject({ received: 1, rupiah: 0, quantities: [{ unit: 'batang', quantity: 5 }] });
    expect(list.rows).toMatchObject([{ enrolment, status: 1, rupiah: null, quantity: 5, unit: 'batang' }]);
  });

  test('PLK-10 rice of two months is summed in kilograms; a second record of a phase corrects the first', async () => {
    const [one, other] = [await family('Beras Satu'), await family('Beras Dua')];
    const enrolments = [await enrolled('BANPANG-BERAS', { family: one.id }), await enrolled('BANPANG-BERAS', { family: other.id })];
    const id = await programme('BANPANG-BERAS');
    for (const phase of ['2026-10', '2026-11']) await api.call('delivery.record', { programme: id, phase, date: `${phase}-05`, items: enrolments.map((enrolment) => ({ enrolment, status: 1, quantity: 10, unit: 'kg' })) });
    expect((await totals('programme')).rows.find((row) => row['key'] === 'Bantuan beras')).toMatchObject({ deliveries: 4, recipients: 2, families: 2, 'unit:kg': 40 });
    await api.call('delivery.record', { programme: id, phase: '2026-11', date: '2026-11-06', items: [{ enrolment: enrolments[0] ?? '', status: 2, reason: 'tidak hadir, dititip lurah' }] });
    expect((await totals('programme')).rows.find((row) => row['key'] === 'Bantuan beras')).toMatchObject({ deliveries: 3, 'unit:kg': 30 });
    expect(await api.call('delivery.phases', { programme: id })).toEqual([{ phase: '2026-11', date: '2026-11-06', received: 1, others: 1 }, { phase: '2026-10', date: '2026-10-05', received: 2, others: 0 }]);
  });

  test('a scanned card means its owner by the whole number: who shares its first and last digits is never ticked for it, and who lives in the family may bring theirs', async () => {
    const [first, second] = ['6474030507850001', '6474020112800001'];
    const card = '6474030606130001';
    const home = await api.call('family.save', { values: familyValues({ noKk: card }), people: [{ values: personValues('Rukmini', { nik: first }) }, { values: personValues('Basri', { nik: second, relationship: 3, sequence: 2, birthDate: '1980-12-01' }) }], acknowledged: [...acknowledged, ...['V03', 'V04', 'V06', 'T01', 'T02'].map((code) => ({ code, reason: 'uji' }))] });
    const [training, rice] = [await programme('LOKAL-PELATIHAN'), await programme('BANPANG-BERAS')];
    const [mine, his, ours] = [await enrolled('LOKAL-PELATIHAN', { person: home.people[0] ?? '' }), await enrolled('LOKAL-PELATIHAN', { person: home.people[1] ?? '' }), await enrolled('BANPANG-BERAS', { family: home.id })];
    const scan = async (of: string, number: string): Promise<string[]> => [...(await api.call('delivery.scan', { programme: of, number })).enrolments];
    expect(new Set((await api.call('delivery.list', { programme: training, phase: 'x' })).rows.filter((row) => [mine, his].includes(row.enrolment)).map((row) => row.identifier))).toEqual(new Set(['6474••••••••0001']));
    expect([await scan(training, first), await scan(training, second), await scan(training, '6474039999990001')]).toEqual([[mine], [his], []]);
    expect([await scan(rice, card), await scan(rice, first), await scan(rice, second), await scan(training, card)]).toEqual([[ours], [ours], [ours], [mine, his]]);
    expect(await refusal(api.call('delivery.scan', { programme: rice, number: '0001' }))).toBe('INVALID_INPUT');
  });

  test('KPS-9 totals by fund add up to the total, and credit stands beside the aid', async () => {
    const home = await family('Dana');
    const [cash, zakat, credit] = [await enrolled('PKH', { family: home.id }), await enrolled('LOKAL-BAZNAS', { family: home.id }), await enrolled('KUR', { person: home.people[0] ?? '' })];
    const give = async (code: string, enrolment: string, rupiah: number) => api.call('delivery.record', { programme: await programme(code), phase: 'Tahap 4', date: '2026-11-10', items: [{ enrolment, status: 1, rupiah }] });
    await give('PKH', cash, 750_001);
    await give('LOKAL-BAZNAS', zakat, 300_000);
    await give('KUR', credit, 10_000_000);
    const { rows, totals: all } = await totals('fund');
    expect(rows.map((row) => row['key'])).toEqual(expect.arrayContaining(['APBN', 'Baznas atau zakat', 'KUR atau perbankan']));
    for (const key of ['deliveries', 'rupiah', 'credit', 'unit:kg', 'unit:batang']) expect(rows.reduce((sum, row) => sum + Number(row[key]), 0), key).toBe(all[key]);
    expect([all['rupiah'], all['credit']]).toEqual([1_050_001, 10_000_000]);
    for (const by of ['programme', 'month', 'rt', 'agency']) expect((await totals(by)).totals).toMatchObject({ deliveries: all['deliveries'], rupiah: all['rupiah'] });
  });

  test('PLK-6 whoever died is left out of the list of a distribution, listed for follow-up, and is handed nothing', async () => {
    const home = await family('Almarhum');
    const person = home.people[0] ?? '';
    const enrolment = await enrolled('PBI-JK', { person });
    await api.call('person.death', { id: person, date: '2026-11-12' });
    const at = { programme: await programme('PBI-JK'), phase: '2026-11' };
    const list = await api.call('delivery.list', at);
    expect(list.rows.map((row) => row.enrolment)).not.toContain(enrolment);
    expect(list.followUp).toMatchObject([{ enrolment, name: 'Almarhum', cause: 'dead' }]);
    expect(await refusal(api.call('delivery.record', { ...at, date: '2026-11-20', items: [{ enrolment, status: 1 }] }))).toBe('RECIPIENT_GONE');
    expect(await refusal(api.call('delivery.record', { ...at, date: '2026-11-20', items: [{ enrolment, status: 4, reason: 'meninggal' }] }))).toBe('no error');
  });

  test('the suspended and who left stand apart with the reason and are handed nothing, by their state on that day; who received before stays on the list', async () => {
    const made = await api.call('programme.save', { values: { name: 'Beras Tunda', shortName: 'Beras Tunda', unitKind: 2 } });
    const people = await Promise.all(['Tunda', 'Tunda Dulu', 'Keluar', 'Tetap'].map(async (name) => (await family(name)).id));
    const [held = '', paid = '', left = '', stays = ''] = await Promise.all(people.map(async (id) => (await enrolAnyway((name, input) => api.call(name as never, input as never), { programme: made.id, family: id, start: '2026-01-01' })).id));
    const at = { programme: made.id, phase: '2026-11' };
    const give = (enrolment: string, date: string) => api.call('delivery.record', { ...at, date, items: [{ enrolment, status: 1, quantity: 10, unit: 'kg' }] });
    await give(paid, '2026-11-02');
    await api.call('enrolment.move', { ids: [held, paid], move: 'suspend', date: '2026-11-05', reason: 'Tidak di tempat', until: '2026-12-31' });
    await api.call('enrolment.move', { ids: [left], move: 'leave', date: '2026-11-10', exitReason: 'Pindah' });
    const list = await api.call('delivery.list', at);
    expect(list.rows.map(({ name, status, held: by }) => [name, status, by])).toEqual([['Tetap', null, null], ['Tunda Dulu', 1, 'suspended']]);
    expect(list.followUp).toMatchObject([{ enrolment: left, cause: 'ended', since: '2026-11-10', why: 'Pindah' }, { enrolment: held, cause: 'suspended', since: '2026-11-05', until: '2026-12-31', why: 'Tidak di tempat' }]);
    expect(list).toMatchObject({ received: 1, quantities: [{ unit: 'kg', quantity: 10 }] });
    expect(await refusal(give(held, '2026-11-20'))).toBe('ENROLMENT_SUSPENDED');
    expect(await refusal(give(left, '2026-11-20'))).toBe('ENROLMENT_ENDED');
    // A signed sheet of a day before can still be recorded.
    expect(await refusal(give(held, '2026-11-04'))).toBe('no error');
    const sheet = await api.call('delivery.sheet', { ...at, purpose: 'Penyaluran' });
    expect([sheet.rows.map((row) => row.name), sheet.followUp.map((one) => one.cause)]).toEqual([['Tetap', 'Tunda', 'Tunda Dulu'], []]);
    const proposed = await api.call('enrolment.create', { programme: made.id, family: (await family('Baru Diusulkan')).id, start: '2026-11-01', as: 1 });
    expect(await refusal(give(proposed.id, '2026-11-20'))).toBe('ENROLMENT_PROPOSED');
    await api.call('enrolment.move', { ids: [held], move: 'resume', date: '2026-11-19' });
    await give(stays, '2026-11-20');
    expect((await api.call('delivery.list', at)).rows.map(({ name, held: by }) => [name, by])).toEqual([['Tetap', null], ['Tunda', null], ['Tunda Dulu', 'suspended']]);
  });

  test('what was not taken needs its reason, one wrong item records none of them, and a mistake is taken back', async () => {
    const home = await family('Cek');
    const enrolment = await enrolled('SEMBAKO', { family: home.id });
    const at = { programme: await programme('SEMBAKO'), phase: '2026-11', date: '2026-11-19' };
    expect(await refusal(api.call('delivery.record', { ...at, items: [{ enrolment, status: 2 }] }))).toBe('INVALID_INPUT');
    const foreign = await enrolled('PKH', { family: home.id }).catch(() => '');
    const other = foreign === '' ? (await api.call('delivery.list', { programme: await programme('PKH'), phase: 'x' })).rows[0]?.enrolment ?? '' : foreign;
    expect(await refusal(api.call('delivery.record', { ...at, items: [{ enrolment, status: 1, rupiah: 200_000 }, { enrolment: other, status: 1, rupiah: 1 }] }))).toBe('WRONG_PROGRAMME');
    expect((await api.call('delivery.list', at)).received).toBe(0);
    await api.call('delivery.record', { ...at, items: [{ enrolment, status: 1, rupiah: 200_000, takenBy: 'Siti', relation: 2 }] });
    const [line] = (await api.call('delivery.list', at)).rows;
    expect(line).toMatchObject({ takenBy: 'Siti', relation: 2, rupiah: 200_000 });
    await api.call('delivery.void', { id: line?.delivery ?? '', reason: 'salah orang' });
    expect((await api.call('delivery.list', at)).rows).toMatchObject([{ enrolment, status: null, delivery: null }]);
    expect(await refusal(api.call('delivery.record', { ...at, items: [{ enrolment, status: 1, rupiah: 0.5 }] }))).toBe('INVALID_INPUT');
  });
});
