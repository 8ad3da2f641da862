import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportPackage } from '../../../db/handoff/export.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { setReferenceDraft } from '../../../db/handoff/reference/issue.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { cancelUpload, queueUploads, uploadStatus } from '../../../db/handoff/upload/queue.ts';
import { runUploads, uploadsDue } from '../../../db/handoff/upload/run.ts';
import { serverCertificate, tusServer } from '../../helpers/tus-server.ts';
import type { TusServer } from '../../helpers/tus-server.ts';
import { take } from './exchange.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const CHUNK = 4096;
const limits = { chunkBytes: CHUNK, retryMs: [1, 1], stallMs: 3000 };
const impatient = { ...limits, retryMs: [] };

let world: World;
let kel: TestOffice;
let kota: TestOffice;
let server: TusServer;

beforeAll(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  await befriend(world, kel, kota);
});
afterAll(() => world.end());
beforeEach(async () => void (server = await tusServer()));
afterEach(() => server.close());

/** The city names the server's address in reference data that the kelurahan takes. */
async function switchOn(certificate: string | null = serverCertificate): Promise<void> {
  setReferenceDraft(kota.session.office, kota.session.user, { upload: { url: server.url, certificate } });
  await take(world, (await exportKind(kota.session, 'ACUAN', { to: [kel.code], folder: world.stick() })).file, kota, kel);
}
/** A new report in the queue, and no other. */
async function queued(): Promise<{ packageId: string; bytes: Buffer }> {
  for (const one of uploadStatus(kel.session.office).items) cancelUpload(kel.session.office, one.packageId);
  addFamilies(kel, 60);
  const made = await exportPackage(kel.session, { to: [kota.code], folder: world.stick(), full: true });
  expect(queueUploads(kel.session.office, [made.packageId])).toBe(1);
  expect(made.bytes).toBeGreaterThan(2 * CHUNK);
  return { packageId: made.packageId, bytes: readFileSync(made.file) };
}
const item = (packageId: string) => uploadStatus(kel.session.office).items.find((one) => one.packageId === packageId);
const told = () => neighbours(kel.session.office).map((one) => one.upload);
const run = (options: Partial<Parameters<typeof runUploads>[1]> = {}) => runUploads(kel.session, { now: true, limits, ...options });

describe('uploading', () => {
  it('is off without an address in the city’s signed reference data: nothing is asked of the network', async () => {
    const made = await exportPackage(kel.session, { to: [kota.code], folder: world.stick() });
    queueUploads(kel.session.office, [made.packageId]);
    expect(await run()).toEqual({ sent: 0, failed: 0, received: [] });
    expect([uploadStatus(kel.session.office).address, uploadsDue(kel.session.office), server.requests]).toEqual([null, false, []]);
    expect(told()).toEqual([null]);
    cancelUpload(kel.session.office, made.packageId);
  });

  it('sends the very bytes of the outbox in chunks, signed requests to that one address, and fetches the receipt the same way', async () => {
    await switchOn();
    const { packageId, bytes } = await queued();
    expect([uploadsDue(kel.session.office), told()]).toEqual([true, ['waiting']]);
    expect(await run()).toMatchObject({ sent: 1, failed: 0, received: [] });
    expect(told()).toEqual(['sent']);
    expect(server.uploads()).toMatchObject([{ bytes, metadata: { office: kel.code, kind: 'LAPORAN' } }]);
    expect(server.requests.filter((one) => one.line.startsWith('PATCH')).length).toBe(Math.ceil(bytes.length / CHUNK));
    expect(server.requests.every((one) => one.authorization?.startsWith(`Tepat ${kel.session.office.author.deviceUid}:`))).toBe(true);
    expect(item(packageId)).toMatchObject({ state: 'sent', sent: bytes.length });
    const inbox = join(world.stick(), 'unggahan.tepat');
    writeFileSync(inbox, server.uploads()[0]?.bytes ?? '');
    const [row] = await receivePackages(kota.session, { paths: [inbox], receiptsFolder: world.stick() });
    expect(row).toMatchObject({ outcome: 'accepted' });
    server.put(kel.code, readFileSync(row?.receipt ?? ''));
    expect((await run()).received).toMatchObject([{ kind: 'TANDA_TERIMA', outcome: 'accepted' }]);
    expect(item(packageId)).toMatchObject({ state: 'acknowledged' });
    expect(told()).toEqual([null]);
    expect((await run()).received).toEqual([]);
    expect(server.requests.filter((one) => /^GET .*[0-9a-f]{64}$/.test(one.line)).length).toBe(1);
  });

  it('goes on where a broken line stopped, within a run and after a restart of the PC', async () => {
    await switchOn();
    const { packageId, bytes } = await queued();
    Object.assign(server.faults, { drops: 1, dropAfter: 1000 });
    expect(await run()).toMatchObject({ sent: 1 });
    expect(server.uploads().at(-1)?.bytes.equals(bytes)).toBe(true);
    const second = await queued();
    Object.assign(server.faults, { drops: 1, dropAfter: 1500 });
    expect(await run({ limits: impatient })).toMatchObject({ sent: 0, failed: 1 });
    expect(item(second.packageId)).toMatchObject({ state: 'failed', code: 'UPLOAD_OFFLINE', tries: 1 });
    expect(uploadsDue(kel.session.office)).toBe(false);
    kel.reopen();
    const before = server.requests.length;
    expect(await run()).toMatchObject({ sent: 1 });
    const after = server.requests.slice(before);
    expect(after.some((one) => one.line.startsWith('POST'))).toBe(false);
    expect(after.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThan(second.bytes.length);
    expect(server.uploads().at(-1)?.bytes.equals(second.bytes)).toBe(true);
    expect(item(packageId)).toBeUndefined();
  });

  it('goes on after the app was killed while a chunk was on its way', async () => {
    await switchOn();
    const { packageId, bytes } = await queued();
    kel.close();
    server.faults.slowMs = 150;
    const chunks = (): number => server.requests.filter((one) => one.line.startsWith('PATCH')).length;
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../fault/handoff/child.ts'), 'upload', kel.dir, kel.profileDir, world.stick(), '0'], { stdio: 'ignore' });
    const ended = new Promise<string | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    // The server thinks about the second chunk: the first is there, this one is neither taken nor refused.
    while (chunks() < 2 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    server.faults.slowMs = 0;
    kel.reopen();
    expect(item(packageId)).toMatchObject({ state: 'sending', sent: CHUNK });
    expect(uploadsDue(kel.session.office)).toBe(true);
    const before = server.requests.length;
    expect(await run({ now: false })).toMatchObject({ sent: 1, failed: 0 });
    const after = server.requests.slice(before);
    expect(after.map((one) => one.line.split(' ')[0])).not.toContain('POST');
    expect(after.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(bytes.length - CHUNK);
    expect(server.uploads().at(-1)?.bytes.equals(bytes)).toBe(true);
  });

  it('waits for a slow server, and gives up on one that says nothing', async () => {
    await switchOn();
    const { packageId } = await queued();
    server.faults.slowMs = 40;
    expect(await run()).toMatchObject({ sent: 1 });
    const silent = await queued();
    server.faults.slowMs = 400;
    expect(await run({ limits: { ...impatient, stallMs: 50 } })).toMatchObject({ sent: 0, failed: 1 });
    expect([item(silent.packageId)?.code, item(packageId)]).toEqual(['UPLOAD_OFFLINE', undefined]);
  });

  it('keeps the package when the server is full, and sends it when there is room', async () => {
    await switchOn();
    const { packageId } = await queued();
    server.faults.full = true;
    expect(await run()).toMatchObject({ failed: 1 });
    expect(item(packageId)).toMatchObject({ state: 'failed', code: 'UPLOAD_FULL' });
    expect(item(packageId)?.message).toContain('aman');
    server.faults.full = false;
    expect(await run()).toMatchObject({ sent: 1 });
  });

  it('does not believe a server that claims more than was sent: everything goes again', async () => {
    await switchOn();
    const { packageId, bytes } = await queued();
    Object.assign(server.faults, { drops: 1, dropAfter: 500 });
    await run({ limits: impatient });
    server.faults.claims = bytes.length - 500;
    expect(await run()).toMatchObject({ failed: 1 });
    expect(item(packageId)).toMatchObject({ code: 'UPLOAD_STRANGE', sent: 0 });
    server.faults.claims = 0;
    expect(await run()).toMatchObject({ sent: 1 });
    expect(server.uploads().at(-1)?.bytes.equals(bytes)).toBe(true);
  });

  it('follows neither a place elsewhere nor a redirect', async () => {
    await switchOn();
    const other = await tusServer();
    try {
      const { packageId } = await queued();
      server.faults.location = `${other.url}1`;
      expect(await run()).toMatchObject({ failed: 1 });
      expect(item(packageId)).toMatchObject({ code: 'UPLOAD_STRANGE' });
      Object.assign(server.faults, { location: null, redirect: other.url });
      expect(await run()).toMatchObject({ failed: 1, received: [] });
      expect(other.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('trusts only the certificate that the city named', async () => {
    await switchOn(null);
    const { packageId } = await queued();
    expect(await run({ limits: impatient })).toMatchObject({ failed: 1 });
    expect(item(packageId)).toMatchObject({ code: 'UPLOAD_OFFLINE' });
    expect(server.requests).toEqual([]);
  });
});
