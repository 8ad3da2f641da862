import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFailure } from '../../../db/rules/failure.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { writeSheets } from '../intake/import-office.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ now: () => new Date('2026-11-20T09:00:00') });
});
afterAll(() => api.remove());

const findings = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));

async function family(people: FieldValues[], values: FieldValues = {}, desil?: number): Promise<{ id: string; people: string[] }> {
  const saved = await api.call('family.save', { values: familyValues(values), people: people.map((one) => ({ values: one })), acknowledged: findings });
  if (desil !== undefined) await api.call('ranking.add', { family: saved.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: desil, date: '2026-06-30' });
  return saved;
}
async function programme(code: string): Promise<string> {
  return (await api.call('programme.list', {})).find((one) => one.values['code'] === code)?.id ?? '';
}
async function enrol(code: string, of: { family?: string; person?: string }, overrides: { rule: string; reason: string }[] = [], start = '2026-10-01'): Promise<string> {
  return (await api.call('enrolment.create', { programme: await programme(code), ...of, start, overrides })).id;
}
async function refused(work: Promise<unknown>): Promise<{ code: string; params: Record<string, unknown> }> {
  try {
    await work;
  } catch (error) {
    if (isFailure(error)) return { code: error.code, params: { ...error.params } };
    throw error;
  }
  return { code: 'no error', params: {} };
}
type Row = Record<string, unknown>;
async function report(name: string, params: Record<string, string | number> = {}, period?: string): Promise<{ rows: Row[]; data: Row }> {
  const { rows, data } = await api.call('report.run', { name, params, period });
  return { rows, data: data as Row };
}
const about = (rows: Row[], id: string): Row[] => rows.filter((row) => row['id'] === id);

describe('rules of aid', () => {
  test('PLK-3 a candidate of desil 7 is told why, needs a reason, and stands in the report', async () => {
    const poor = await family([personValues('Rahmat')], {}, 7);
    const said = await refused(enrol('SEMBAKO', { family: poor.id }));
    expect(said).toMatchObject({ code: 'RULES_AGAINST', params: { count: 1, facts: 'desil 7 > 5' } });
    const [objection] = await api.call('enrolment.check', { programme: await programme('SEMBAKO'), family: poor.id, start: '2026-10-01' });
    expect(objection).toMatchObject({ kind: 'eligibility', result: 'warn', facts: 'desil 7 > 5', title: 'Sembako untuk desil 1 sampai 5', version: 1 });
    const id = await enrol('SEMBAKO', { family: poor.id }, [{ rule: objection?.rule ?? '', reason: 'Rumah terbakar bulan lalu' }]);
    expect(about((await report('ineligible')).rows, poor.id)).toMatchObject([{ enrolment: id, programme: 'Sembako', facts: 'desil 7 > 5', result: 'peringatan' }]);
    const overridden = await report('overrides');
    expect(about(overridden.rows, String(overridden.rows[0]?.['id']))).toMatchObject([{ enrolment: id, reason: 'Rumah terbakar bulan lalu', facts: 'desil 7 > 5', rule: 'Sembako untuk desil 1 sampai 5', ruleVersion: 1, decidedBy: 'siti' }]);
    expect(overridden.data['totals']).toEqual({ rows: 1, forbidden: 0 });
  });

  test('PTK-7 a child of twelve is warned of in a training for 16 to 59, and cannot be enrolled without a reason', async () => {
    const home = await family([personValues('Yusuf'), personValues('Rizky', { birthDate: '2014-03-01', relationship: 3, sequence: 2, maritalStatus: 1 })]);
    const said = await refused(enrol('LOKAL-PELATIHAN', { person: home.people[1] ?? '' }));
    expect(said).toMatchObject({ code: 'RULES_AGAINST', params: { rule: 'Pelatihan kerja untuk usia 16 sampai 59 tahun', facts: 'Rizky: usia 12 < 16 tahun' } });
    expect(await refusal(enrol('LOKAL-PELATIHAN', { person: home.people[0] ?? '' }))).toBe('no error');
  });

  test('PTK-10 PKH and Sembako are silent, Sembako and local food warn once and name both agencies', async () => {
    const home = await family([personValues('Hasan')], {}, 2);
    await enrol('PKH', { family: home.id });
    await enrol('SEMBAKO', { family: home.id });
    const against = await api.call('enrolment.check', { programme: await programme('LOKAL-PANGAN'), family: home.id, start: '2026-10-01' });
    expect(against).toMatchObject([{ kind: 'overlap', result: 'warn', title: 'Dua bantuan pangan pada bulan yang sama diperiksa dahulu' }]);
    await enrol('LOKAL-PANGAN', { family: home.id }, [{ rule: against[0]?.rule ?? '', reason: 'Keputusan rapat TKPK' }]);
    const rows = about((await report('overlap')).rows, home.id);
    expect(rows).toHaveLength(1);
    expect([rows[0]?.['agency'], rows[0]?.['otherAgency']].sort()).toEqual(['Dinas Sosial', 'Kementerian Sosial']);
    expect([rows[0]?.['programme'], rows[0]?.['otherProgramme']].sort()).toEqual(['Pangan daerah', 'Sembako']);
  });

  test('BTG-7 two programmes of the same kind in the same month warn; in different months they do not', async () => {
    const [same, apart] = [await family([personValues('Budi')], {}, 1), await family([personValues('Anton')], {}, 1)];
    const before = await enrol('LOKAL-PANGAN', { family: apart.id }, [], '2026-01-01');
    await api.call('enrolment.end', { id: before, end: '2026-07-31', exitReason: 'Selesai' });
    expect(await refusal(enrol('BANPANG-BERAS', { family: apart.id }, [], '2026-08-01'))).toBe('no error');
    await enrol('LOKAL-PANGAN', { family: same.id });
    expect((await refused(enrol('BANPANG-BERAS', { family: same.id }))).code).toBe('RULES_AGAINST');
  });

  test('a forbidding rule is set aside by a pengesah or admin only', async () => {
    const home = await family([personValues('Lukman', { healthInsurance: 4 })], {}, 1);
    const rule = (await refused(enrol('PBI-JK', { person: home.people[0] ?? '' }))).params['rule'];
    expect(rule).toBe('PBI tidak untuk peserta JKN mandiri atau dari pemberi kerja');
    await api.call('user.create', { name: 'operator1', displayName: 'Operator Satu', role: 'operator', passphrase: 'perahu biru di muara 7' });
    const [objection] = await api.call('enrolment.check', { programme: await programme('PBI-JK'), person: home.people[0], start: '2026-10-01' });
    const overrides = [{ rule: objection?.rule ?? '', reason: 'Perusahaannya tutup' }];
    await api.signIn('operator1', 'perahu biru di muara 7');
    expect((await refused(enrol('PBI-JK', { person: home.people[0] ?? '' }, overrides))).code).toBe('RULE_FORBIDS');
    await api.signIn('siti');
    expect(await refusal(enrol('PBI-JK', { person: home.people[0] ?? '' }, overrides))).toBe('no error');
    expect((await report('overrides')).data['totals']).toMatchObject({ forbidden: 1 });
  });

  test('a row of a list that a rule forbids is let through in the preview with a reason, by whoever may, and counts as an override', async () => {
    const nik = '6474030507850003';
    const home = await family([personValues('Junaidi', { nik, healthInsurance: 4 }), personValues('Wahyudi', { nik: '6474030507870004', birthDate: '1987-07-05', healthInsurance: 4, relationship: 3, sequence: 2 })], { noKk: '6474030606130004' }, 1);
    const path = await writeSheets(join(api.root, 'pbi.xlsx'), { Daftar: [['NO', 'NIK', 'NAMA'], [1, nik, 'JUNAIDI'], [2, '6474030507870004', 'WAHYUDI']] });
    const { staging } = await api.call('import.open', { path });
    await api.call('import.setMapping', { staging, sheet: 'Daftar', headerRow: 1, shape: 'list', columns: [{ index: 1, target: 'person.nik' }, { index: 2, target: 'person.name' }] });
    const held = await api.call('import.setOptions', { staging, programme: await programme('PBI-JK'), start: '2026-10-01', decisionNo: 'SK 9/2026', decisionDate: '2026-09-30' });
    expect(held.tally.recipients).toMatchObject({ rows: 2, new: 0, rejected: 2 });
    const given = { staging, sheet: 'Daftar', row: 2, reason: 'Perusahaannya tutup bulan lalu' };
    await api.signIn('operator1', 'perahu biru di muara 7');
    expect(await refusal(api.call('import.letThrough', given))).toBe('OVERRIDE_SECOND');
    expect(await refusal(api.call('import.letThrough', { ...given, second: { user: 'siti', passphrase: 'bukan kata sandinya 1' } }))).toBe('SECOND_WRONG');
    expect(await refusal(api.call('import.letThrough', { ...given, second: { user: 'operator1', passphrase: 'perahu biru di muara 7' } }))).toBe('SECOND_SAME');
    const aside = await api.call('import.letThrough', { ...given, second: { user: 'siti', passphrase: TEST_PASSPHRASE } });
    expect(aside.tally.recipients).toMatchObject({ rows: 2, new: 1, rejected: 1 });
    const back = await api.call('import.letThrough', { ...given, reason: null });
    expect(back.tally.recipients).toMatchObject({ new: 0, rejected: 2 });
    await api.call('import.letThrough', { ...given, second: { user: 'siti', passphrase: TEST_PASSPHRASE } });
    const { rows: seen } = await api.call('import.rows', { staging, entity: 'recipient', code: 'RULE_SET_ASIDE' });
    expect(seen.map((one) => [one.row, one.state, one.findings.find((finding) => finding.code === 'RULE_SET_ASIDE')?.message])).toEqual([[2, 'new', expect.stringContaining('siti: Perusahaannya tutup bulan lalu')]]);
    expect(await refusal(api.call('import.letThrough', { ...given, row: 9, second: { user: 'siti', passphrase: TEST_PASSPHRASE } }))).toBe('IMPORT_NOT_FORBIDDEN');
    await api.call('import.commit', { staging });
    await api.signIn('siti');
    const listed = (await report('overrides')).rows.filter((row) => row['family'] === home.id);
    expect(listed).toMatchObject([{ recipient: 'Junaidi', resultCode: 'forbid', reason: 'Perusahaannya tutup bulan lalu', decidedBy: 'siti' }]);
    expect((await api.call('family.get', { id: home.id })).enrolments.map((one) => one.status)).toEqual(['Aktif']);
  });

  test('PTK-11 of families of desil 1 to 9 exactly those of desil 1 and 2 without aid are missed', async () => {
    const region = { rt: '077' };
    const homes = await Promise.all([1, 2, 3, 6, 9].map((desil) => family([personValues(`Kepala ${desil}`)], region, desil)));
    await enrol('KUR', { person: homes[1]?.people[0] ?? '' });
    const missed = await report('missed', { rt: '077' });
    expect(missed.rows.map((row) => row['name'])).toEqual(['Kepala 1', 'Kepala 2']);
    expect(missed.data['totals']).toEqual({ rows: 2, families: 2 });
    await enrol('PKH', { family: homes[0]?.id ?? '' });
    const later = await report('missed', { rt: '077', months: 2 });
    expect(later.rows.map((row) => row['name'])).toEqual(['Kepala 2']);
    // At the end of September nobody received anything yet.
    expect(later.data['trend']).toEqual([{ day: '2026-09-30', rows: 2, families: 2 }, { day: '2026-10-31', rows: 1, families: 1 }, { day: '2026-11-20', rows: 1, families: 1 }]);
  });

  test('PLK-6 a dead recipient and one in the family of an official are pointed out with the facts', async () => {
    const home = await family([personValues('Ismail', { workPosition: 5 }), personValues('Siti', { birthDate: '1950-01-02', sex: 2, relationship: 6, sequence: 2 })], {}, 3);
    await enrol('LOKAL-MAKAN-LANSIA', { person: home.people[1] ?? '' }, [{ rule: (await api.call('enrolment.check', { programme: await programme('LOKAL-MAKAN-LANSIA'), person: home.people[1], start: '2026-10-01' }))[0]?.rule ?? '', reason: 'Tinggal sendiri di belakang' }]);
    await api.call('person.death', { id: home.people[1] ?? '', date: '2026-11-02' });
    const rows = about((await report('anomalies')).rows, home.id);
    expect(rows.map((row) => [row['cause'], row['recipient'], row['causeCode']])).toEqual(expect.arrayContaining([
      ['Meninggal', 'Siti', 'person'], ['Keluarga ASN, TNI, Polri, BUMN, atau pejabat menerima bantuan', 'Siti', 'rule'],
    ]));
    expect(rows.find((row) => row['causeCode'] === 'rule')?.['facts']).toContain('Ismail');
  });

  test('a rule that changes in the middle of a year holds from its day; lists and counts of the days before go by the version before', async () => {
    const [rule] = (await api.call('aidRule.list', {})).filter((one) => one.title === 'Pelatihan kerja untuk usia 16 sampai 59 tahun');
    if (rule?.content.kind !== 'eligibility') throw new Error('no such rule');
    const home = await family([personValues('Mahmud')], { rt: '089' });
    await enrol('LOKAL-PELATIHAN', { person: home.people[0] ?? '' }, [], '2026-01-05');
    const upTo = (to: number) => ({ id: rule.uid, title: rule.title, basis: rule.basis, content: { ...rule.content, test: { recipient: { age: { from: 16, to } } } } as typeof rule.content });
    const listed = async (period?: string): Promise<unknown[]> => about((await report('ineligible', { rt: '089' }, period)).rows, home.id).map((row) => [row['facts'], row['ruleVersion']]);
    await api.call('aidRule.save', { ...upTo(35), since: '2026-11-01', reason: 'Perwali baru' });
    expect([await listed('2026-10-31'), await listed('2026-11-01'), await listed()]).toEqual([[], [['Mahmud: usia 46 > 35 tahun', 2]], [['Mahmud: usia 46 > 35 tahun', 2]]]);
    expect((await report('ineligible', { rt: '089', months: 2 })).data['trend']).toEqual([{ day: '2026-09-30', rows: 0, families: 0 }, { day: '2026-10-31', rows: 0, families: 0 }, { day: '2026-11-20', rows: 1, families: 1 }]);
    // What comes into force later counts for nobody yet; a correction is told of the past too, as far as its version goes back.
    await api.call('aidRule.save', { ...upTo(20), since: '2027-01-01' });
    expect(await listed()).toEqual([['Mahmud: usia 46 > 35 tahun', 2]]);
    expect((await api.call('aidRule.list', {})).find((one) => one.uid === rule.uid)).toMatchObject({ version: 3, from: '2027-01-01', earlier: [{ version: 1, from: null, to: '2026-10-31' }, { version: 2, from: '2026-11-01', to: '2026-12-31' }] });
    await api.call('aidRule.end', { id: rule.uid, reason: 'dicabut' });
    expect([await listed(), await listed('2026-11-19'), await listed('2026-10-31')]).toEqual([[], [['Mahmud: usia 46 > 35 tahun', 4]], []]);
    await api.call('aidRule.save', { ...upTo(30), from: null, to: null });
    expect([await listed('2026-10-31'), await listed()]).toEqual([[['Mahmud: usia 46 > 30 tahun', 5]], [['Mahmud: usia 46 > 30 tahun', 5]]]);
    await api.call('aidRule.save', { ...upTo(59), from: null, to: null });
  });

  test('a rule is a new version each time, tried before it is saved, and ended with a reason; what it says changes at once', async () => {
    const [rule] = (await api.call('aidRule.list', {})).filter((one) => one.title === 'Sembako untuk desil 1 sampai 5');
    if (rule?.content.kind !== 'eligibility') throw new Error('no such rule');
    expect(rule).toMatchObject({ version: 1, seeded: true });
    const home = await family([personValues('Taufik')], { rt: '088' }, 4);
    await enrol('SEMBAKO', { family: home.id });
    const content = { ...rule.content, test: { desil: { to: 3 } } };
    const trial = await api.call('aidRule.try', { id: rule.uid, content });
    expect(trial.examples.map((one) => one.name)).toContain('Taufik');
    expect(trial).toMatchObject({ against: 2, untold: 0, enrolled: 3 });
    expect(about((await report('ineligible')).rows, home.id)).toEqual([]);
    expect(await api.call('aidRule.save', { id: rule.uid, title: rule.title, basis: 'SK Wali Kota 12/2026', content, reason: 'keputusan baru' })).toEqual({ id: rule.uid, version: 2 });
    expect(about((await report('ineligible')).rows, home.id)).toMatchObject([{ facts: 'desil 4 > 3', ruleVersion: 2 }]);
    await api.call('aidRule.end', { id: rule.uid, reason: 'dicabut' });
    expect(about((await report('ineligible')).rows, home.id)).toEqual([]);
    expect(about((await report('ineligible', {}, '2026-11-19')).rows, home.id)).toHaveLength(1);
    expect(await refusal(api.call('aidRule.save', { title: 'Terbalik', from: '2026-05-01', to: '2026-04-01', content }))).toBe('DATE_ORDER');
    expect(await refusal(api.call('aidRule.save', { title: 'Tak dikenal', content: { kind: 'eligibility', programmes: {}, test: { weather: 1 }, result: 'warn' } as never }))).toBe('INVALID_INPUT');
  });
});
