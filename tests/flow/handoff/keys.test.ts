import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingOf } from '../../../db/handoff/below.ts';
import { ensureCard, writeCard } from '../../../db/handoff/card.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { renewCard } from '../../../db/handoff/renew-card.ts';
import { revokeCards, revokedCards } from '../../../db/handoff/revoke.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { SUCCESSIONS, successionsOf } from '../../../db/handoff/succession.ts';
import { cardsOfCode, trustCard } from '../../../db/handoff/trust.ts';
import { setMeta } from '../../../db/store/meta.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import { handOver, take, valueAt } from './exchange.ts';
import { addFamilies, befriend, change, makeWorld, sessionOf } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const PASSPHRASE = 'sungai mahakam 2026';
const KDF_COST = 10;

let world: World;
let kel: TestOffice;
let kec: TestOffice;
let kota: TestOffice;
let families: string[];

beforeAll(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  await befriend(world, kel, kota);
  await befriend(world, kel, kec);
  await befriend(world, kec, kota);
  families = addFamilies(kel, 3);
  await handOver(world, kel, kota);
});
afterAll(() => {
  for (const one of [kel, kec, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const setRt = (one: TestOffice, place: number, rt: string): void => change(one, 'family', families[place] ?? '', { rt });
const rtAt = (one: TestOffice, place: number) => valueAt(one, 'family', families[place] ?? '', 'rt');
const write = async (one: TestOffice, to: TestOffice): Promise<string> => (await sendApproved(one.session, { to: [to.code], folder: world.stick() })).file;
const deviceOf = async (one: TestOffice): Promise<string> => (await ensureCard(one.session)).deviceId;

/** The same PC once more, keys and all: somebody copied its disk. */
function copyOf(one: TestOffice): TestOffice {
  const [dir, profileDir] = [join(world.root, 'salinan'), join(world.root, 'salinan-profil')];
  one.close();
  cpSync(one.dir, dir, { recursive: true });
  cpSync(one.profileDir, profileDir, { recursive: true });
  one.reopen();
  const office = openOffice({ dir, profileDir, user: 'siti', passphrase: PASSPHRASE, now: () => new Date(), newId: uuidv7, kdfCost: KDF_COST });
  return { ...one, dir, profileDir, office, session: sessionOf(office), close: () => office.close() };
}

describe('an office gets a new key', () => {
  let thief: TestOffice;
  let before: string;
  let first: string;

  it('the old key introduces the new one: what it signed before is taken, what is signed by the new one too', async () => {
    first = await deviceOf(kel);
    setRt(kel, 0, '007');
    before = await write(kel, kota);
    const underWay = await write(kota, kel);
    thief = copyOf(kel);
    const card = await renewCard(kel.session, PASSPHRASE);
    expect(card.deviceId).not.toBe(first);
    // Sealed to the old card, and still opened; the answer is signed by the new key and tells of it.
    expect(await take(world, underWay, kota, kel)).toMatchObject({ outcome: 'accepted' });
    expect(cardsOfCode(kota.session.office, kel.code).map((one) => [one.card.deviceId, one.checked])).toEqual([[card.deviceId, true]]);
    expect(await take(world, before, kel, kota)).toMatchObject({ outcome: 'accepted', applied: 1, code: null });
    expect(rtAt(kota, 0)).toBe('007');
    setRt(kel, 1, '008');
    expect(await handOver(world, kel, kota)).toMatchObject({ outcome: 'accepted', applied: 1, code: null });
    expect(rtAt(kota, 1)).toBe('008');
    expect(revokedCards(kota.session.office)).toEqual([]);
  });

  it('what the old key signs after its last word is refused by name, and nothing changes', async () => {
    setRt(thief, 0, '666');
    const { file } = await exportPackage(thief.session, { to: [kota.code], folder: world.stick() });
    const [row] = await receivePackages(kota.session, { paths: [file] });
    expect(row).toMatchObject({ outcome: 'refused', code: 'KEY_RENEWED', applied: 0 });
    expect(row?.message).toContain('kunci barunya');
    expect(rtAt(kota, 0)).toBe('007');
    thief.close();
  });

  it('the PC goes on under the new key after it was closed, and only what is new travels', async () => {
    const now = await deviceOf(kel);
    kel.reopen();
    expect(await deviceOf(kel)).toBe(now);
    setRt(kel, 2, '009');
    const sent = await sendApproved(kel.session, { to: [kota.code], folder: world.stick() });
    expect(sent.changes).toBe(1);
    expect(await take(world, sent.file, kel, kota)).toMatchObject({ outcome: 'accepted', applied: 1 });
    // It is known for the PC that acknowledged before: nothing is sent to it from the beginning again.
    expect((await sendApproved(kota.session, { to: [kel.code], folder: world.stick() })).changes).toBe(0);
  });

  it('an office that heard of neither of two renewals follows both', async () => {
    await renewCard(kel.session, PASSPHRASE);
    expect(await handOver(world, kel, kec)).toMatchObject({ outcome: 'accepted', code: null });
    expect(cardsOfCode(kec.session.office, kel.code).map((one) => one.card.deviceId)).toEqual([await deviceOf(kel)]);
    expect(rtAt(kec, 2)).toBe('009');
    expect(await handOver(world, kel, kota)).toMatchObject({ outcome: 'accepted', code: null });
  });

  it('a word that the old key did not sign makes nobody trusted', async () => {
    const stranger = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
    await befriend(world, stranger, kota);
    revokeCards(kota.session, { code: stranger.code, reason: 'diganti untuk uji' });
    const card = await renewCard(stranger.session, PASSPHRASE);
    const [said] = successionsOf(stranger.session.office) ?? [];
    const attempt = async (statement: object) => {
      setMeta(stranger.session.office.db, SUCCESSIONS, JSON.stringify([statement]));
      return (await receivePackages(kota.session, { paths: [await write(stranger, kota)] }))[0];
    };
    // Its own card is revoked at the city; then in the name of an office that is trusted there.
    expect(await attempt(said ?? {})).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED' });
    expect(await attempt({ ...said, previous: await deviceOf(kel) })).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED' });
    expect(cardsOfCode(kota.session.office, stranger.code)).toEqual([]);
    expect(cardsOfCode(kota.session.office, kel.code).map((one) => one.card.deviceId)).not.toContain(card.deviceId);
    stranger.close();
  });

  it('needs the passphrase of whoever asks', async () => {
    await expect(renewCard(kel.session, 'bukan ini')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
  });
});

describe('a revocation by the city', () => {
  let lost: TestOffice;
  let early: string;

  it('reaches every office below with the next reference data, also one that never trusted the card', async () => {
    lost = world.clone(kel);
    await befriend(world, lost, kota);
    await befriend(world, lost, kec);
    setRt(lost, 0, '021');
    early = await write(lost, kec);
    expect(await handOver(world, lost, kota)).toMatchObject({ outcome: 'accepted' });
    const device = await deviceOf(lost);
    const [revoked] = revokeCards(kota.session, { code: kel.code, deviceId: device, reason: 'PC dicuri' });
    const other = world.make('64.74.01.1001', 'Bontang Lestari', 'kelurahan');
    await befriend(world, other, kota);
    const { file } = await exportKind(kota.session, 'ACUAN', { to: [kec.code, other.code], folder: world.stick() });
    for (const one of [kec, other]) {
      expect(await take(world, file, kota, one)).toMatchObject({ kind: 'ACUAN', outcome: 'accepted' });
      expect(revokedCards(one.session.office).filter(({ deviceId }) => deviceId === device)).toMatchObject([{ reason: 'PC dicuri', epoch: revoked?.epoch, counter: revoked?.counter }]);
    }
    const path = join(world.root, 'hilang.tepatcard');
    await writeCard(lost.session, path);
    expect(() => trustCard(other.session, { path, unchecked: true })).toThrow(expect.objectContaining({ code: 'FINGERPRINT_NEEDED' }) as Error);
    other.close();
  });

  it('takes a report of nothing, all of which lies before the end, and does not count it as handed in', async () => {
    const last = standingOf(kota.session.office, kel.code);
    expect(last.lastAt).not.toBeNull();
    expect(await take(world, await write(lost, kota), lost, kota, false)).toMatchObject({ outcome: 'accepted', code: null });
    expect(standingOf(kota.session.office, kel.code)).toMatchObject({ lastAt: last.lastAt, lastSequence: last.lastSequence });
  });

  it('leaves what the PC signed before its last valid counter, and refuses what it signed later', async () => {
    setRt(lost, 1, '022');
    const late = await write(lost, kec);
    expect(await take(world, early, lost, kec, false)).toMatchObject({ outcome: 'accepted', code: null });
    expect(rtAt(kec, 0)).toBe('021');
    for (const [at, file] of [[kec, late], [kota, await write(lost, kota)]] as const) expect(await take(world, file, lost, at, false)).toMatchObject({ outcome: 'refused', code: 'KEY_REVOKED' });
    expect(rtAt(kec, 1)).toBe('008');
  });

  it('is over when the card is trusted again by voice', async () => {
    const path = join(world.root, 'ketemu.tepatcard');
    const { fingerprint } = await writeCard(lost.session, path);
    trustCard(kec.session, { path, fingerprint });
    expect(revokedCards(kec.session.office).map(({ code }) => code)).not.toContain(kel.code);
    expect(await handOver(world, lost, kec)).toMatchObject({ outcome: 'accepted', code: null });
    expect(rtAt(kec, 1)).toBe('022');
  });
});
