import { MessageChannel } from 'node:worker_threads';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import type { Api } from '../../../db/api/create-api.ts';
import type { Call } from '../../../db/cli/session.ts';
import { openForUser, readKeyring } from '../../../db/store/keyring.ts';
import { officePaths } from '../../../db/store/office-folder.ts';
import { joinWaiting, openWaiting } from '../../../db/store/waiting-writes.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { familyValues, personValues } from '../registry/office.ts';

const root = mkdtempSync(join(tmpdir(), 'tepat-waiting-'));
const dir = join(root, 'kantor');
const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
let lanes: { write: Api; read: Api };
let writing: Call;
let reading: Call;
let token = '';
let programme = '';
const actor = { user: { uid: null as null, name: 'siti' }, scope: '' };
const enrolments: string[] = [];

/** The two lanes of the window, in one thread: the reader tells the writer through the same channel. */
async function open(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const common = { profileDir: join(root, 'profil'), officeDir: dir, now: () => new Date('2026-11-20T09:00:00'), onEvent: () => undefined, kdfCost: TEST_KDF_COST };
  lanes = { write: createApi({ ...common, lane: 'write', peer: port1 }), read: createApi({ ...common, lane: 'read', peer: port2 }) };
  writing = caller(lanes.write, () => token);
  reading = caller(lanes.read, () => token);
}
const close = async (): Promise<void> => void (await Promise.all([lanes.write.close(), lanes.read.close()]));
const signIn = async (): Promise<void> => void ({ session: token } = await writing('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE }));
const run = (place: number, more: Record<string, unknown> = {}) => ({ programme, phase: 'Tahap 1', date: '2026-11-20', items: [{ enrolment: enrolments[place] ?? '', status: 1, rupiah: 200_000, relation: 1, ...more }] });
const list = (call: Call) => call('delivery.list', { programme, phase: 'Tahap 1' });

beforeAll(async () => {
  await open();
  await writing('office.create', { code: '64.74.03.1002', user: 'siti', passphrase: TEST_PASSPHRASE, practice: false });
  await signIn();
  programme = (await writing('programme.list', {})).find((one) => one.values['code'] === 'PKH')?.id ?? '';
  for (const name of ['Satu', 'Dua', 'Tiga']) {
    const home = await writing('family.save', { values: familyValues(), people: [{ values: personValues(`Antrean ${name}`) }], acknowledged });
    enrolments.push((await enrolAnyway((call, input) => writing(call as never, input as never), { programme, family: home.id, start: '2026-01-01' })).id);
  }
});
afterAll(async () => {
  await close();
  rmSync(root, { recursive: true, force: true });
});

describe('deliveries recorded while the register is being written', () => {
  // Made by both threads at once, each found the other's file damaged and put it aside, with what was said in it.
  test('have a place that the writing thread alone makes, before the reading one hears of the office', async () => {
    expect(existsSync(officePaths(dir).waiting)).toBe(true);
    const elsewhere = join(root, 'lain');
    mkdirSync(elsewhere);
    expect(() => joinWaiting(elsewhere, new Uint8Array(32))).toThrow();
    expect(existsSync(officePaths(elsewhere).waiting)).toBe(false);
    // Damaged or not, the reading thread puts nothing aside.
    openWaiting(elsewhere, new Uint8Array(32)).close();
    expect(() => joinWaiting(elsewhere, new Uint8Array(32).fill(1))).toThrow();
    expect(existsSync(officePaths(elsewhere).waiting)).toBe(true);
    expect(existsSync(officePaths(elsewhere).quarantine)).toBe(false);
  });

  test('are kept by the reading thread, counted at once, and written by the other as soon as it can', async () => {
    expect(await reading('delivery.record', { ...run(0), mayWait: true })).toEqual({ recorded: 1, waiting: 1 });
    const seen = await list(reading);
    expect(seen).toMatchObject({ received: 1, rupiah: 200_000, refused: [] });
    for (let tries = 0; tries < 100 && (await list(reading)).waiting > 0; tries += 1) await pause(10);
    const after = await list(reading);
    expect(after).toMatchObject({ waiting: 0, received: 1, rupiah: 200_000 });
    expect(after.rows.find((row) => row.enrolment === enrolments[0])?.delivery).toEqual(expect.any(String));
  });

  test('are refused there as they would be at the register', async () => {
    await expect(reading('delivery.record', { ...run(1, { status: 2 }), mayWait: true })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(reading('delivery.record', run(1))).rejects.toMatchObject({ code: 'LOCKED' });
    expect((await list(reading)).waiting).toBe(0);
  });

  test('are there after a power cut, and written when somebody signs in', async () => {
    await close();
    plant([{ actor, run: run(1, { rupiah: 300_000 }) }]);
    await open();
    await signIn();
    expect(await list(writing)).toMatchObject({ waiting: 0, received: 2, rupiah: 500_000 });
  });

  test('a later word on the same recipient is written after what waited', async () => {
    const waiting = plant([{ actor, run: run(1, { rupiah: 1 }) }]);
    await writing('delivery.record', run(1, { rupiah: 250_000 }));
    expect(waiting()).toBe(0);
    expect((await list(writing)).rows.find((row) => row.enrolment === enrolments[1])).toMatchObject({ rupiah: 250_000 });
  });

  test('what the register does not take any more is kept with its reason, said at the start, and settled by a person', async () => {
    await writing('enrolment.end', { id: enrolments[2] ?? '', end: '2026-11-19', exitReason: 'pindah' });
    plant([{ actor, run: run(2) }]);
    await writing('delivery.record', run(0));
    const { refused, waiting } = await list(reading);
    expect(waiting).toBe(0);
    expect(refused).toMatchObject([{ by: 'siti', names: ['Antrean Tiga'] }]);
    expect((await reading('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'deliveryRefused', count: 1, id: programme }));
    expect(await writing('delivery.forget', { nos: refused.map(({ no }) => no), reason: 'barang diambil kembali' })).toEqual({ forgotten: 1 });
    expect((await list(reading)).refused).toEqual([]);
  });

  test('cards that are in no record yet are kept beside the register over a power cut, offered on Beranda, and forgotten one by one', async () => {
    const card = { card: '6474031502900001', enrolment: null, phase: 'Tahap 1', date: '2026-11-20', sign: false, rupiah: 200_000, quantity: null, unit: null };
    const { nos } = await reading('delivery.keepCards', { programme, cards: [card, { ...card, card: null, enrolment: enrolments[1] ?? '' }] });
    expect(nos).toHaveLength(2);
    // Nothing that waits to be written: the next write leaves them alone.
    await writing('delivery.record', run(0));
    await close();
    await open();
    await signIn();
    expect((await reading('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'cardsKept', count: 2, id: programme }));
    expect(await reading('delivery.keptCards', { programme })).toEqual([{ ...card, no: nos[0] }, { ...card, no: nos[1], card: null, enrolment: enrolments[1] }]);
    await reading('delivery.forgetCards', { nos: [nos[0] ?? 0] });
    expect((await reading('delivery.keptCards', { programme })).map(({ no }) => no)).toEqual([nos[1]]);
    await reading('delivery.forgetCards', { nos });
    expect((await reading('home', {})).items.filter((one) => one.kind === 'cardsKept')).toEqual([]);
  });

  test('are there after a backup of before a change of keys was brought back, and after the change itself', async () => {
    const file = join(root, 'sebelum.tepatcadangan');
    const made = await writing('backup.create', { path: file });
    plant([{ actor, run: run(2) }]);
    await writing('delivery.record', run(0));
    const kept = await list(writing);
    expect(kept.refused).toHaveLength(1);
    await writing('office.rekey', { reason: 'petugas pindah' });
    await signIn();
    expect((await list(writing)).refused).toEqual(kept.refused);
    await writing('session.lock', {});
    plant([{ actor, run: run(1, { rupiah: 400_000 }) }]);
    await writing('backup.restore', { file: made.file, user: 'siti', passphrase: TEST_PASSPHRASE });
    await signIn();
    const after = await list(writing);
    expect(after.refused).toEqual(kept.refused);
    expect(after.rows.find((row) => row.enrolment === enrolments[1])).toMatchObject({ rupiah: 400_000 });
  });

  test('a file under another key is put among the damaged ones, and nothing stops', async () => {
    await close();
    rmSync(officePaths(dir).waiting, { force: true });
    openWaiting(dir, new Uint8Array(32).fill(7)).close();
    await open();
    await signIn();
    expect((await list(writing)).refused).toEqual([]);
  });
});

/** Puts deliveries beside the register as the reading thread does; answers how to count what still waits. */
function plant(said: readonly unknown[]): () => number {
  const { databaseKey } = openForUser(readKeyring(officePaths(dir).keyring), 'siti', TEST_PASSPHRASE);
  const waiting = openWaiting(dir, databaseKey);
  for (const one of said) waiting.add('delivery', '2026-11-20T02:00:00.000Z', one);
  waiting.close();
  return () => {
    const again = openWaiting(dir, databaseKey);
    const left = again.list('delivery').length;
    again.close();
    return left;
  };
}
