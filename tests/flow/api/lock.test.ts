import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import type { Api } from '../../../db/api/create-api.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal } from '../../helpers/test-api.ts';

let root: string;
let lanes: { write: Api; read: Api };
let cancelFlag: Int32Array;
let token = '';
const write = () => caller(lanes.write, () => token);
const read = () => caller(lanes.read, () => token);
const signIn = async (): Promise<void> => {
  token = (await write()('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session;
};

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tepat-kunci-'));
  cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const common = { profileDir: join(root, 'profil'), officeDir: join(root, 'kantor'), now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST, cancelFlag };
  lanes = { write: createApi({ ...common, lane: 'write', peer: port1 }), read: createApi({ ...common, lane: 'read', peer: port2 }) };
  await write()('office.create', { code: '64.74.03.1002', user: 'siti', passphrase: TEST_PASSPHRASE });
  await signIn();
});
afterEach(async () => {
  await Promise.all([lanes.write.close(), lanes.read.close()]);
  rmSync(root, { recursive: true, force: true });
});

describe('locking with a thread that writes and one that reads', () => {
  it('shuts both: the old session is heard by neither, and a new one by both', async () => {
    expect(await read()('family.count', {})).toEqual({ families: 0, people: 0 });
    await write()('session.lock', {});
    expect(await refusal(write()('user.changePassphrase', { old: TEST_PASSPHRASE, new: 'rawa gambut 77' }))).toBe('LOCKED');
    await expect.poll(() => refusal(read()('family.count', {})), { timeout: 10_000 }).toBe('LOCKED');
    await signIn();
    expect(await read()('family.count', {})).toEqual({ families: 0, people: 0 });
  });

  it('asks a running job to stop', async () => {
    Atomics.store(cancelFlag, 0, 0);
    await write()('session.lock', {});
    expect(Atomics.load(cancelFlag, 0)).toBe(1);
  });

  it('locks even when the profile cannot be written, and lets the office be opened again', async () => {
    rmSync(join(root, 'profil', 'marks'), { recursive: true });
    writeFileSync(join(root, 'profil', 'marks'), 'a file in the folder’s place');
    expect(await refusal(write()('session.lock', {}))).not.toBe('no error');
    expect(await refusal(write()('draft.save', { kind: 'family', target: null, title: 'A', content: '{}' }))).toBe('LOCKED');
    rmSync(join(root, 'profil', 'marks'));
    await signIn();
    expect(await write()('verify', {})).toMatchObject({ ok: true });
  });
});
