import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { familyValues, madeUpNik, personValues } from '../registry/office.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { writeSheets } from '../intake/import-office.ts';

/** Merges of records that carry something on both sides, their undoing after later work, and what a decision outlives. One office for all. */

let api: TestApi;
beforeAll(async () => void (api = await testApi({ practice: true })));
afterAll(() => api.remove());

const why = 'kartu keluarganya sudah dilihat';
type Changes = Record<string, unknown>;

async function family(people: readonly (readonly [name: string, changes: Changes])[], of: Changes = {}): Promise<{ id: string; people: string[] }> {
  const input = { values: familyValues(of as never), people: people.map(([name, changes], place) => ({ values: personValues(name, { sequence: place + 1, ...changes } as never) })) };
  const findings = await api.call('family.check', input);
  return api.call('family.save', { ...input, acknowledged: findings.filter((one) => one.severity === 'warn').map(({ code }) => ({ code, reason: 'diketahui' })) });
}

async function pairOf(...people: readonly (string | undefined)[]): Promise<string> {
  await api.call('duplicate.scan', {});
  const { rows } = await api.call('duplicate.list', { kind: 'person' });
  const found = rows.find(({ left, right }) => people.includes(left.record) && people.includes(right.record));
  if (!found) throw new Error('no such pair');
  return found.id;
}

const noNik = { nik: null, nikReason: 6 };

describe('a wife on two cards', () => {
  test('is one person in the family chosen; the other family is named as headless, and nothing of hers stays there', async () => {
    const born = { sex: 2, birthDate: '1965-06-26' };
    const home = await family([['KARTONO WIRYO', { birthDate: '1960-05-15' }], ['SULASTRI HANDAYANI', { ...born, nik: madeUpNik('1965-06-26', 2), relationship: 2, maritalStatus: 2 }]]);
    const other = await family([['SULASTRI HANDAYANI', { ...born, ...noNik, maritalStatus: 3 }], ['RINI', { relationship: 3, birthDate: '2001-02-03', maritalStatus: 1 }]]);
    const [single] = (await api.call('programme.list', {})).filter((one) => one.values.unitKind === 1);
    const [shared] = (await api.call('programme.list', {})).filter((one) => one.values.unitKind === 2);
    await api.call('enrolment.create', { programme: single?.id ?? '', person: other.people[0], start: '2026-01-01' });
    await api.call('enrolment.create', { programme: shared?.id ?? '', family: other.id, start: '2026-01-01' });
    await api.call('ranking.add', { family: other.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 2, date: '2026-01-31' });
    const pair = await pairOf(home.people[1], other.people[0]);
    const done = await api.call('duplicate.decide', { id: pair, decision: 'same', values: { family: 'left' }, reason: why });
    expect(done).toMatchObject({ merged: true, survivor: home.people[1], headless: [other.id] });
    const [kept, left] = [await api.call('family.get', { id: home.id }), await api.call('family.get', { id: other.id })];
    expect(kept.people.filter((one) => one.active).map((one) => one.values.name)).toEqual(['KARTONO WIRYO', 'SULASTRI HANDAYANI']);
    expect(kept.people[1]?.programmes).toHaveLength(1);
    expect(kept.enrolments.map((one) => one.programme)).toEqual([single?.id]);
    // What the other family received as a family stays with it.
    expect(left.people.filter((one) => one.active).map((one) => one.values.name)).toEqual(['RINI']);
    expect(left.enrolments.map((one) => one.programme)).toEqual([shared?.id]);
    expect(left.findings.map((one) => one.code)).toContain('V09');
    const recipients = await api.call('programme.recipients', { programme: single?.id ?? '' });
    expect(recipients.rows).toMatchObject([{ family: home.id }]);
    await api.call('duplicate.undo', { id: pair, reason: 'ternyata dua orang' });
    expect((await api.call('family.get', { id: other.id })).people.filter((one) => one.active)).toHaveLength(2);
    expect((await api.call('programme.recipients', { programme: single?.id ?? '' })).rows).toMatchObject([{ family: other.id }]);
  });
});

describe('a merge that is undone after later work', () => {
  test('keeps and names what was changed since, and brings back the rest', async () => {
    const born = { birthDate: '1977-07-17' };
    const a = await family([['RAHMAT SUGIARTO', { ...born, nik: madeUpNik('1977-07-17', 1), phone: '0811000111' }]]);
    const b = await family([['RAHMAT SUGIARTA', { ...born, ...noNik, notes: 'nelayan' }]]);
    const pair = await pairOf(a.people[0], b.people[0]);
    await api.call('duplicate.decide', { id: pair, decision: 'same', values: { name: 'right' }, reason: why });
    await api.call('record.change', { entity: 'person', id: a.people[0] ?? '', values: { phone: '0822000222', name: 'RAHMAT SUGIARTO' }, reason: 'KTP' });
    const undone = await api.call('duplicate.undo', { id: pair, reason: 'ternyata dua orang' });
    expect(undone.kept).toEqual([expect.objectContaining({ record: a.people[0], entity: 'person', field: 'name' })]);
    expect(await api.call('record.show', { id: a.people[0] ?? '' })).toMatchObject({ values: { name: 'RAHMAT SUGIARTO', phone: '0822000222', notes: null } });
    expect(await api.call('record.show', { id: b.people[0] ?? '' })).toMatchObject({ id: b.people[0], values: { name: 'RAHMAT SUGIARTA', notes: 'nelayan', status: 1 } });
    expect(await api.call('verify', {})).toMatchObject({ ok: true, auditOk: true });
    await api.call('duplicate.decide', { id: pair, decision: 'different', reason: 'sudah jelas' });
  });

  test('a death recorded since stays, and the other lives again', async () => {
    const born = { birthDate: '1950-03-13' };
    const a = await family([['MARKUS TINGANG', { ...born, ...noNik }]]);
    const b = await family([['MARKUS TINGANG', { ...born, ...noNik }]]);
    const pair = await pairOf(a.people[0], b.people[0]);
    await api.call('duplicate.decide', { id: pair, decision: 'same', reason: why });
    await api.call('person.death', { id: a.people[0] ?? '', date: '2026-01-02', reason: 'surat kematian' });
    await api.call('duplicate.undo', { id: pair, reason: 'ternyata dua orang' });
    expect(await api.call('record.show', { id: a.people[0] ?? '' })).toMatchObject({ values: { status: 2 } });
    expect(await api.call('record.show', { id: b.people[0] ?? '' })).toMatchObject({ values: { status: 1 } });
  });
});

describe('"orang berbeda"', () => {
  test('outlives a re-import of the file that brought them, and a whole look', async () => {
    const header = ['Nomor KK', 'NIK', 'Nama Penduduk', 'Tanggal Lahir', 'Kelamin', 'Ayah', 'Ibu', 'SHDK', 'Alamat', 'RW', 'RT'];
    const row = (noKk: string, name: string): (string | null)[] => [noKk, null, name, '19-09-1991', 'P', 'YOHANES', 'MARTHA', 'KEPALA KELUARGA', 'JL. RAYA', '001', '002'];
    const path = await writeSheets(`${api.root}/kembar.xlsx`, { Data: [header, row('6474030101110021', 'DEWI LESTARI'), row('6474030101110022', 'DEWI LESTARI')] });
    const take = async () => {
      const { staging, tally } = await api.call('import.open', { path });
      const [asked] = (await api.call('import.rows', { staging, state: 'question' })).rows;
      if (asked) await api.call('import.answer', { staging, sheet: asked.sheet, row: asked.row, entity: asked.entity, answer: 'different' });
      return { tally, result: await api.call('import.commit', { staging }) };
    };
    const first = await take();
    expect(first.result.created.people).toBe(2);
    await api.call('duplicate.scan', { all: true });
    const twins = async (state: 'open' | 'different') => (await api.call('duplicate.list', { kind: 'person', state })).rows.filter(({ left }) => left.name === 'DEWI LESTARI');
    const [pair] = await twins('open');
    if (pair) await api.call('duplicate.decide', { id: pair.id, decision: 'different', reason: 'dua orang' });
    expect(await twins('different')).toHaveLength(1);
    const again = await take();
    expect([again.tally.people.same, again.tally.people.question, again.result.effect]).toEqual([2, 0, 'none']);
    await api.call('duplicate.scan', { all: true });
    expect([await twins('open'), await twins('different')]).toMatchObject([[], [{ state: 'different' }]]);
  });
});
