import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFailure } from '../../../db/rules/failure.ts';
import type { TargetContent } from '../../../db/rules/schemes/target-set.ts';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

const [telihan, kanaan] = ['64.74.03.1002', '64.74.03.1001'];
const findings = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));
type Row = Record<string, unknown>;

let city: TestApi;
let kelurahan: TestApi;
let folder: string;
let steps = 0;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tepat-sasaran-'));
  let at = new Date('2026-11-20T09:00:00').getTime();
  const now = (): Date => new Date((at += 1000));
  [city, kelurahan] = [await testApi({ code: '64.74', now }), await testApi({ code: telihan, now })];
  await trustEachOther(askOf(city), askOf(kelurahan), folder, 'kartu');
});
afterAll(async () => {
  for (const office of [city, kelurahan]) await office.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function family(office: TestApi, name: string, desil: number, region = telihan): Promise<{ id: string; people: string[] }> {
  const saved = await office.call('family.save', { values: familyValues({ region }), people: [{ values: personValues(name) }], acknowledged: findings });
  await office.call('ranking.add', { family: saved.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: desil, date: '2026-06-30' });
  return saved;
}
async function programme(office: TestApi, code: string): Promise<string> {
  return (await office.call('programme.list', {})).find((one) => one.values['code'] === code)?.id ?? '';
}
async function send(from: TestApi, to: TestApi, code: string, kind?: 'SASARAN' | 'ACUAN'): Promise<Row[]> {
  steps += 1;
  const stick = path.join(folder, `stik${steps}`);
  mkdirSync(stick);
  if (kind === undefined) {
    const { digest } = await from.call('approval.review', { to: [code] });
    await from.call('approval.give', { to: [code], digest });
  }
  await from.call('package.export', { to: [code], folder: stick, ...(kind && { kind }) });
  return to.call('package.receive', { paths: [stick] }) as Promise<Row[]>;
}
async function report(office: TestApi, name: string, params: Record<string, string | number> = {}): Promise<{ rows: Row[]; totals: Row }> {
  const { rows, totals } = await office.call('report.run', { name, params });
  return { rows, totals: totals ?? {} };
}

describe('target lists', () => {
  let poor: { id: string; people: string[] };
  let middle: { id: string; people: string[] };
  let content: TargetContent;
  let set: string;

  test('the city chooses families by a rule, and sends each kelurahan its part of it only', async () => {
    [poor, middle] = [await family(kelurahan, 'Rahmat', 1), await family(kelurahan, 'Hasan', 4)];
    expect(await send(kelurahan, city, '64.74')).toMatchObject([{ outcome: 'accepted' }]);
    const elsewhere = await family(city, 'Jauh', 1, kanaan);
    const food = [await programme(city, 'SEMBAKO'), await programme(city, 'KUR')];
    content = { kind: 'missed', programmes: { uids: food }, test: { desil: { to: 2 } }, result: 'warn' };
    expect(await city.call('targetSet.try', { content })).toEqual({ families: 2, untold: 0, placeless: 0, offices: [{ code: kanaan, families: 1 }, { code: telihan, families: 1 }] });
    // Whoever a test cannot tell of is not chosen, and is counted: no family has a ranking of P3KE.
    const { families, untold } = await city.call('targetSet.try', { content: { ...content, test: { all: [{ desil: { to: 2 } }, { desil: { to: 2, source: 2 } }] } } });
    expect([families, untold]).toEqual([0, 2]);
    const made = await city.call('targetSet.issue', { title: 'Sasaran 2026', content });
    set = made.id;
    expect(made).toMatchObject({ version: 1, families: 2 });
    for (const version of [2, 3]) expect(await city.call('targetSet.issue', { id: set, title: 'Sasaran 2026', content })).toMatchObject({ id: set, version });
    expect(await city.call('targetSet.list', {})).toMatchObject([{ id: set, version: 3, own: true, families: 2, offices: [{ code: kanaan, sent: false }, { code: telihan, name: 'Gunung Telihan', sent: false, families: 1 }] }]);
    expect(await send(city, kelurahan, telihan, 'SASARAN')).toMatchObject([{ outcome: 'accepted', quarantined: 0 }]);
    expect((await city.call('targetSet.list', {}))[0]?.offices.find((one) => one.code === telihan)).toMatchObject({ sent: true });
    expect(await kelurahan.call('targetSet.list', {})).toMatchObject([{ id: set, title: 'Sasaran 2026', version: 3, own: false, families: 1, offices: [{ code: telihan }] }]);
    // It says who is meant, and is no work to be done.
    expect((await kelurahan.call('task.list', { state: 'all' })).total).toBe(0);
    expect((await report(kelurahan, 'coverage', { target: set })).rows.map((row) => row['id'])).toEqual([poor.id]);
    expect(elsewhere.id).not.toBe('');
    expect(await refusal(kelurahan.call('targetSet.issue', { title: 'Sendiri', content }))).toBe('TARGET_FROM_ABOVE');
    expect(await refusal(city.call('targetSet.issue', { title: 'Kosong', content: { ...content, test: { desil: { from: 10 } } } }))).toBe('TARGET_EMPTY');
    expect(await refusal(city.call('targetSet.try', { content: { kind: 'anomaly', programmes: {}, test: { need: '' }, result: 'warn' } as never }))).toBe('INVALID_INPUT');
  });

  test('BTG-1 of list v3 a family that is not on it is enrolled only with the reason "di luar sasaran", and the share is told per programme', async () => {
    const sembako = await programme(kelurahan, 'SEMBAKO');
    await kelurahan.call('enrolment.create', { programme: sembako, family: poor.id, start: '2026-10-01' });
    const against = await kelurahan.call('enrolment.check', { programme: sembako, family: middle.id, start: '2026-10-01' });
    expect(against).toMatchObject([{ rule: set, title: 'Di luar sasaran', version: 3, result: 'warn', facts: 'keluarga ini tidak ada dalam daftar sasaran Sasaran 2026 (versi 3)' }]);
    const refused = await kelurahan.call('enrolment.create', { programme: sembako, family: middle.id, start: '2026-10-01' }).catch((error: unknown) => error);
    expect(isFailure(refused) && [refused.code, refused.params['rule']]).toEqual(['RULES_AGAINST', 'Di luar sasaran']);
    const { id } = await kelurahan.call('enrolment.create', { programme: sembako, family: middle.id, start: '2026-10-01', overrides: [{ rule: set, reason: 'Rumah terbakar bulan lalu' }] });
    // A programme that does not draw from the list asks nothing.
    expect(await kelurahan.call('enrolment.check', { programme: await programme(kelurahan, 'PKH'), family: middle.id, start: '2026-10-01' })).not.toContainEqual(expect.objectContaining({ rule: set }));
    expect((await report(kelurahan, 'overrides')).rows).toMatchObject([{ rule: 'Di luar sasaran', ruleVersion: 3, reason: 'Rumah terbakar bulan lalu', enrolment: id }]);

    // Many at once: who is outside the list is warned of there too.
    const bulk = await kelurahan.call('enrolment.bulkPreview', { programme: await programme(kelurahan, 'KUR'), filter: {}, people: { who: 'head' }, start: '2026-10-01' });
    expect(bulk.rules).toContainEqual(expect.objectContaining({ rule: set, title: 'Di luar sasaran', count: 1 }));
    // A programme draws from the list: its families, and nobody else, are enrolled at once.
    const drawn = await kelurahan.call('enrolment.bulkPreview', { programme: await programme(kelurahan, 'KUR'), filter: { target: set }, people: { who: 'head' }, start: '2026-10-01' });
    expect(drawn.rows.map((row) => row.family)).toEqual([poor.id]);
    expect(drawn.rules).not.toContainEqual(expect.objectContaining({ rule: set }));
    expect(await send(kelurahan, city, '64.74')).toMatchObject([{ outcome: 'accepted' }]);
    const share = await report(city, 'target-share', { target: set });
    expect(share.rows).toMatchObject([{ name: 'Sembako', recipients: 2, onList: 1, outside: 1, answered: 1, unanswered: 0, outsidePercent: 50 }]);
    expect(share.totals).toMatchObject({ recipients: 2, outside: 1 });
    expect((await report(city, 'outside-target', { target: set, programme: sembako })).rows).toMatchObject([{ id: middle.id, recipient: 'Hasan', reason: 'Rumah terbakar bulan lalu', decidedBy: 'siti' }]);
  });

  test('the city gets back family × programme, with what each family of the list has and lacks per strategy', async () => {
    const { rows, totals } = await report(city, 'coverage', { target: set });
    const sembako = await programme(city, 'SEMBAKO');
    expect(rows).toHaveLength(2);
    expect(rows.find((row) => row['id'] === poor.id)).toMatchObject({ regionName: 'Gunung Telihan', [sembako]: 1, 'has:beban': 'ya', lackNames: 'Peningkatan pendapatan, Penurunan kantong kemiskinan' });
    expect(rows.find((row) => row['id'] !== poor.id)).toMatchObject({ programmes: 0, 'has:beban': 'tidak' });
    expect(totals).toMatchObject({ families: 2, [sembako]: 1, 'has:beban': 1, 'has:pendapatan': 0 });
  });

  test('a family that a newer version leaves out is outside from then on; a list taken out of force asks nothing more', async () => {
    await city.call('targetSet.issue', { id: set, title: 'Sasaran 2027', content: { ...content, test: { desil: { to: 4 } } } });
    await send(city, kelurahan, telihan, 'SASARAN');
    expect(await kelurahan.call('targetSet.list', {})).toMatchObject([{ title: 'Sasaran 2027', version: 4, families: 2 }]);
    const kur = await programme(kelurahan, 'KUR');
    const asked = async (): Promise<string[]> => (await kelurahan.call('enrolment.check', { programme: kur, person: (await family(kelurahan, 'Baru', 7)).people[0] ?? '', start: '2026-10-01' })).map((one) => one.title);
    expect(await asked()).toContain('Di luar sasaran');
    await city.call('targetSet.end', { id: set, reason: 'diganti' });
    await send(city, kelurahan, telihan, 'SASARAN');
    expect(await kelurahan.call('targetSet.list', {})).toEqual([]);
    expect(await asked()).not.toContain('Di luar sasaran');
    expect(await city.call('targetSet.list', {})).toMatchObject([{ id: set, ended: '2026-11-20', families: 0 }]);
  });

  test('schemes, patterns and the plan go down with the reference data, and bind', async () => {
    const scheme = (await city.call('scheme.list', {})).find((one) => one.title === 'Kapuas Bersinar');
    if (!scheme) throw new Error('no such scheme');
    await city.call('scheme.save', { id: scheme.uid, title: 'Kapuas Bersinar 2027', source: 'RPJMD', content: scheme.content });
    const pattern = await city.call('template.save', { values: { name: 'Bedah rumah CSR', unitKind: 5, strategy: 3 } });
    const plan = await city.call('plan.save', { values: { year: 2026, activity: 'Sembako kota', target: 10, place: telihan }, programmes: [await programme(city, 'SEMBAKO')] });
    await send(city, kelurahan, telihan, 'ACUAN');
    expect((await kelurahan.call('scheme.list', {})).find((one) => one.uid === scheme.uid)).toMatchObject({ title: 'Kapuas Bersinar 2027', version: 2, seeded: false });
    expect((await kelurahan.call('template.list', {})).find((one) => one.id === pattern.id)).toMatchObject({ values: { name: 'Bedah rumah CSR' } });
    expect((await kelurahan.call('plan.list', {})).output).toMatchObject([{ id: plan.id, own: false, realised: 2, percent: 20 }]);
    expect(await refusal(kelurahan.call('scheme.save', { id: scheme.uid, title: 'x', content: scheme.content }))).toBe('SET_ABOVE');
    expect(await refusal(kelurahan.call('template.save', { values: { name: 'x', unitKind: 2 } }))).toBe('SET_ABOVE');
    expect(await refusal(kelurahan.call('plan.save', { id: plan.id, values: { target: 1 } }))).toBe('NOT_OWNER');
  });
});
