import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, madeUpNik, personValues } from '../registry/office.ts';

const codes = { a: '64.74.03.1001', b: '64.74.03.1002', kecamatan: '64.74.03' } as const;
const root = mkdtempSync(join(tmpdir(), 'tepat-kps7-'));
let a: TestApi, b: TestApi, kecamatan: TestApi;
const nik = madeUpNik('1980-05-17', 1);
const why = 'pindah tanpa surat';
const people: Record<string, string> = {};

async function trust(from: TestApi, to: TestApi, name: string): Promise<void> {
  const path = join(root, `${name}.tepatcard`);
  const { fingerprint } = await from.call('card.export', { path });
  await to.call('card.trust', { path, fingerprint });
}

async function send(from: TestApi, name: string): Promise<void> {
  const folder = join(root, `stik-${name}`);
  mkdirSync(folder, { recursive: true });
  const made = await from.call('package.export', { to: [codes.kecamatan], folder });
  expect(await kecamatan.call('package.receive', { paths: [made.file] })).toMatchObject([{ outcome: 'accepted', conflicts: 0, quarantined: 0 }]);
}

beforeAll(async () => {
  const one = (code: string, folder: string) => testApi({ root, code, folder, practice: true });
  [a, b, kecamatan] = [await one(codes.a, 'a'), await one(codes.b, 'b'), await one(codes.kecamatan, 'kecamatan')];
  for (const [office, name] of [[a, 'a'], [b, 'b']] as const) {
    const region = codes[name];
    const saved = await office.call('family.save', { values: familyValues({ region }), people: [{ values: personValues('RAHMAT HIDAYAT', { nik }) }] });
    people[name] = saved.people[0] ?? '';
    await trust(office, kecamatan, name);
    await trust(kecamatan, office, `kecamatan-${name}`);
    await send(office, name);
  }
}, 60_000);
afterAll(async () => {
  for (const office of [a, b, kecamatan]) await office.close();
  rmSync(root, { recursive: true, force: true });
});

describe('KPS-7: the same NIK in two kelurahan packages, received at the kecamatan', () => {
  test('KPS-7 one adjudication item names both offices, and nothing is merged silently', async () => {
    const { rows, total } = await kecamatan.call('duplicate.list', {});
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ kind: 'person', sure: true, mayMerge: false, state: 'open' });
    expect([rows[0]?.left.office, rows[0]?.right.office].sort()).toEqual([codes.a, codes.b]);
    expect(rows[0]?.left.officeName).not.toBe(rows[0]?.right.officeName);
    expect(await kecamatan.call('family.count', {})).toEqual({ families: 2, people: 2 });
  });

  test('KPS-7 a decision about records of other offices is kept as a proposal and changes none of them', async () => {
    const id = (await kecamatan.call('duplicate.list', {})).rows[0]?.id ?? '';
    expect((await kecamatan.call('duplicate.show', { id })).note).toContain('usulan');
    const before = await kecamatan.call('record.show', { id: people.a ?? '' });
    const decided = await kecamatan.call('duplicate.decide', { id, decision: 'same', reason: why });
    expect(decided).toMatchObject({ state: 'proposed', merged: false, survivor: null });
    expect(decided.message).toContain('Tidak ada data yang diubah');
    expect(await kecamatan.call('record.show', { id: people.a ?? '' })).toEqual(before);
    // The owners are told, each of its own record: the other one is not held there.
    const folder = join(root, 'stik-turun');
    mkdirSync(folder, { recursive: true });
    const { file } = await kecamatan.call('package.export', { to: [codes.a], folder });
    expect(await a.call('package.receive', { paths: [file] })).toMatchObject([{ outcome: 'accepted', conflicts: 0, quarantined: 0 }]);
    expect((await a.call('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'duplicateProposed', count: 1 }));
    expect((await kecamatan.call('home', {})).items.map((one) => one.kind)).not.toContain('duplicateProposed');
    const [line] = (await a.call('duplicate.list', { state: 'proposed' })).rows;
    expect([line?.left, line?.right].map((one) => [one?.name, one?.office, one?.own]).sort()).toEqual([['', codes.b, false], ['RAHMAT HIDAYAT', codes.a, true]]);
    const elsewhere = [line?.left, line?.right].find((one) => one?.own === false);
    expect(elsewhere).toMatchObject({ officeName: expect.stringMatching(/\D{4}/) as string, nik: null, noKk: null, address: null, birthDate: null, family: null, region: null });
    const there = await a.call('duplicate.show', { id });
    expect(there.note).toContain(elsewhere?.officeName);
    expect([there.note, there.reason, there.undoable]).toEqual([expect.stringContaining('tidak ada di sini'), why, false]);
    expect(await kecamatan.call('duplicate.scan', {})).toMatchObject({ open: 0 });
    expect(await kecamatan.call('duplicate.count', {})).toMatchObject({ proposed: 1, merged: 0, open: 0 });
    expect(await refusal(kecamatan.call('duplicate.undo', { id, reason: 'dibuka lagi' }))).toBe('no error');
    expect(await kecamatan.call('duplicate.count', {})).toMatchObject({ proposed: 0, open: 1 });
  });

  test('KPS-7 a merge in the kelurahan arrives above as one person, its undoing as two again', async () => {
    const acknowledged = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V38', 'V39', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'belum rekam' }));
    const twin = await b.call('family.save', { values: familyValues({ region: codes.b }), people: [{ values: personValues('SITI MARYAM', { nik: null, nikReason: 6 }) }], acknowledged });
    const again = await b.call('family.save', { values: familyValues({ region: codes.b }), people: [{ values: personValues('SITI MARYAM', { nik: null, nikReason: 6, phone: '0812' }) }], acknowledged });
    await b.call('duplicate.scan', {});
    const pair = (await b.call('duplicate.list', {})).rows[0]?.id ?? '';
    const { survivor } = await b.call('duplicate.decide', { id: pair, decision: 'same', reason: why });
    expect([twin.people[0], again.people[0]]).toContain(survivor);
    await send(b, 'b2');
    expect(await kecamatan.call('family.count', {})).toEqual({ families: 3, people: 3 });
    expect((await kecamatan.call('search', { text: 'siti maryam' })).map((hit) => hit.id)).toEqual([survivor]);
    expect((await kecamatan.call('duplicate.count', {})).merged).toBe(1);
    expect(await kecamatan.call('verify', {})).toMatchObject({ auditOk: true });
    await b.call('duplicate.undo', { id: pair, reason: 'ternyata dua orang' });
    await send(b, 'b3');
    expect(await kecamatan.call('family.count', {})).toEqual({ families: 4, people: 4 });
    expect(await kecamatan.call('search', { text: 'siti maryam' })).toHaveLength(2);
  });

  test('"orang berbeda" of the kelurahan is known above: not asked there, nor after a later change of one of them', async () => {
    const acknowledged = ['V01', 'V02', 'V03', 'V05', 'V06', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'belum rekam' }));
    const twin = () => b.call('family.save', { values: familyValues({ region: codes.b }), people: [{ values: personValues('DEWI LESTARI', { nik: null, nikReason: 6, birthDate: '1991-09-19' }) }], acknowledged });
    const [one] = [await twin(), await twin()];
    await b.call('duplicate.scan', {});
    const pair = (await b.call('duplicate.list', {})).rows.find(({ left, right }) => one.people.includes(left.record) || one.people.includes(right.record))?.id ?? '';
    await b.call('duplicate.decide', { id: pair, decision: 'different', reason: 'saudara kembar' });
    const before = await kecamatan.call('duplicate.count', {});
    await send(b, 'b4');
    await b.call('record.change', { entity: 'person', id: one.people[0] ?? '', values: { phone: '0813000111' }, reason: 'nomor baru' });
    await send(b, 'b5');
    expect(await kecamatan.call('duplicate.scan', { all: true })).toMatchObject({ fresh: 0 });
    expect(await kecamatan.call('duplicate.count', {})).toMatchObject({ open: before.open, different: before.different + 1 });
  });
});
