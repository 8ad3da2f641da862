import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureCard, readCardText, signCard, writeCard } from '../../../db/handoff/card.ts';
import type { Card } from '../../../db/handoff/card.ts';
import { containerPieces, readContainer } from '../../../db/handoff/container.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { digestFile, writeStream } from '../../../db/handoff/file-io.ts';
import { headerBytes, parseHeader } from '../../../db/handoff/header.ts';
import type { Header } from '../../../db/handoff/header.ts';
import { inbox } from '../../../db/handoff/inbox.ts';
import type { ReceivedRow } from '../../../db/handoff/inbox.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { STARTER_ISSUER, STARTER_TOKEN } from '../../../db/handoff/reference/introduction.ts';
import { renewCard } from '../../../db/handoff/renew-card.ts';
import { revokeCards } from '../../../db/handoff/revoke.ts';
import { signBytes } from '../../../db/handoff/seal.ts';
import type { Purpose } from '../../../db/handoff/seal.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { cardsOfCode, trustCard } from '../../../db/handoff/trust.ts';
import { keptVouchers, voucherBytes } from '../../../db/handoff/vouch.ts';
import type { Voucher } from '../../../db/handoff/vouch.ts';
import { canonicalJson } from '../../../db/rules/canonical-json.ts';
import { setMeta } from '../../../db/store/meta.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { terminal } from '../../helpers/terminal.ts';
import { undoVouched } from '../store/undo-vouched.ts';
import { handOver, take } from './exchange.ts';
import { addFamilies, befriend, change, makeWorld, WORLD_PASSPHRASE } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

let world: World;
let pc1: TestOffice;
let pc2: TestOffice;
let pc3: TestOffice;
let other: TestOffice;
let kota: TestOffice;
let family: string;

/** A kelurahan whose first PC the city trusts by voice, and two more PCs of it; the first and the second are paired. */
beforeAll(async () => {
  world = makeWorld();
  pc1 = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  other = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  [family] = addFamilies(pc1, 1) as [string];
  for (const one of [pc1, other]) await befriend(world, one, kota);
  await handOver(world, pc1, kota);
  // It began with a starter file, which its first report used up; every PC of it goes on presenting itself with that.
  setMeta(pc1.session.office.db, STARTER_TOKEN, 'ab'.repeat(32));
  setMeta(pc1.session.office.db, STARTER_ISSUER, kota.code);
  [pc2, pc3] = [world.clone(pc1), world.clone(pc1)];
  await befriend(world, pc1, pc2);
});
afterAll(() => {
  for (const one of [pc1, pc2, pc3, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const cardOf = (one: TestOffice): Promise<Card> => ensureCard(one.session);
const trustedAt = (one: TestOffice): (string | null)[][] => cardsOfCode(one.session.office, pc1.code).map(({ card, checked, area, vouchedBy }) => [card.deviceId, `${checked} ${area}`, vouchedBy]);
const write = async (one: TestOffice): Promise<string> => (await exportPackage(one.session, { to: [kota.code], folder: world.stick() })).file;
const offer = async (file: string): Promise<ReceivedRow | undefined> => (await receivePackages(kota.session, { paths: [file] }))[0];
const lastAccess = (one: TestOffice) => one.session.office.db.prepare("SELECT reason, detail FROM tx WHERE kind = 'access' ORDER BY id DESC LIMIT 1").get() as { reason: string; detail: string };

/** What a PC says of a card, under any key and tag. */
const say = (by: TestOffice, device: string, card: Card, purpose: Purpose = 'voucher', practice = false): Voucher => {
  const said = { by: device, card: canonicalJson(card) };
  return { ...said, signature: signBytes(by.session.secrets.signingKey ?? '', purpose, practice, voucherBytes(said)).toString('base64') };
};

/** A report of a PC with other vouchers in its header, well signed by that PC. */
async function presenting(one: TestOffice, vouchers: readonly Voucher[]): Promise<string> {
  const source = await write(one);
  const parts = readContainer(source);
  if (typeof parts === 'string') throw new Error(parts);
  const read = parseHeader(parts.header);
  if (!read || !('header' in read)) throw new Error('header');
  const header: Header = { ...read.header, vouchers: [...vouchers] };
  const bytes = headerBytes(header);
  const payload = join(world.stick(), 'payload');
  await writeStream(payload, [readFileSync(source).subarray(parts.payload.start, parts.payload.start + parts.payload.bytes)]);
  const file = join(world.stick(), 'buatan.tepat');
  await writeStream(file, containerPieces(bytes, signBytes(one.session.secrets.signingKey ?? '', 'package', header.practice, bytes), payload, digestFile(payload)));
  return file;
}

it('cards that were trusted before there were vouchers stay trusted, on nobody’s word', () => {
  const before = cardsOfCode(kota.session.office, pc1.code);
  undoVouched(kota.session.office.db);
  kota.reopen();
  expect(cardsOfCode(kota.session.office, pc1.code)).toEqual(before);
});

describe('what vouches for nobody', () => {
  it.each<[string, () => Promise<Voucher[]>]>([
    ['no voucher at all', () => Promise.resolve([])],
    ['one for another PC of the office', () => Promise.resolve(keptVouchers(pc1.session.office))],
    ['one whose card was changed after it was signed', async () => {
      const [given] = keptVouchers(pc1.session.office) as [Voucher];
      return [{ ...given, card: canonicalJson(await cardOf(pc3)) }];
    }],
    ['one by another office', async () => [say(other, (await cardOf(other)).deviceId, await cardOf(pc3))]],
    ['one by another office in the name of the first PC', async () => [say(other, (await cardOf(pc1)).deviceId, await cardOf(pc3))]],
    ['one under the tag of a renewed key', async () => [say(pc1, (await cardOf(pc1)).deviceId, await cardOf(pc3), 'succession')]],
    ['one of a practice office', async () => [say(pc1, (await cardOf(pc1)).deviceId, await cardOf(pc3), 'voucher', true)]],
    ['one by itself', async () => [say(pc3, (await cardOf(pc3)).deviceId, await cardOf(pc3))]],
    ['one by a PC that the city does not know', async () => [say(pc2, (await cardOf(pc2)).deviceId, await cardOf(pc3))]],
    ['a chain of two: who was vouched for vouches for nobody', async () => [...keptVouchers(pc1.session.office), say(pc2, (await cardOf(pc2)).deviceId, await cardOf(pc3))]],
  ])('%s', async (_name, vouchers) => {
    const trusted = trustedAt(kota);
    expect(await offer(await presenting(pc3, await vouchers()))).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED', applied: 0 });
    expect(trustedAt(kota)).toEqual(trusted);
  });

  it('the card of another office, level or region, signed well by the first PC: its report is taken, the card is not', async () => {
    const [first, { ageKey, createdAt }] = [await cardOf(pc1), await cardOf(pc3)];
    const { office, secrets } = pc3.session;
    const made = (change: object): Voucher => say(pc1, first.deviceId, signCard({ ...office.identity, ...change }, { deviceId: `pc-${Object.keys(change)[0]}`, ageKey, createdAt }, secrets.signingKey ?? ''));
    const vouchers = [made({ officeId: 'kantor-lain' }), made({ code: '64.74.03.1003' }), made({ level: 'kota' }), made({ practice: true })];
    expect(vouchers.every((one) => readCardText(one.card) !== null)).toBe(true);
    expect(await offer(await presenting(pc1, vouchers))).toMatchObject({ outcome: 'accepted', code: null });
    expect(trustedAt(kota)).toEqual([[first.deviceId, `true ${pc1.code}`, null]]);
    expect(cardsOfCode(kota.session.office, '64.74.03.1003')).toEqual([]);
  });

  it('between PCs of one office words are compared: they are sent all', async () => {
    const [theirs, ours] = [join(world.stick(), 'ketiga.tepatcard'), join(world.stick(), 'pertama.tepatcard')];
    await writeCard(pc3.session, theirs);
    const { fingerprint } = await writeCard(pc1.session, ours);
    trustCard(pc3.session, { path: ours, fingerprint });
    // Nothing was compared here: nobody is vouched for.
    expect(trustCard(pc1.session, { path: theirs, unchecked: true })).toMatchObject({ checked: false, vouched: false });
    await handOver(world, pc1, pc3, false);
    expect(trustedAt(pc3).map(([device]) => device)).toEqual([(await cardOf(pc1)).deviceId]);
  });
});

describe('a second PC for which the first vouches', () => {
  it('is told so by the first, and its first report is taken where the first is trusted, without a voice', async () => {
    const [first, second] = [await cardOf(pc1), await cardOf(pc2)];
    expect(keptVouchers(pc2.session.office).map(({ by }) => by)).toEqual([second.deviceId]);
    expect(await offer(await write(pc2))).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED' });
    await handOver(world, pc1, pc2);
    expect(keptVouchers(pc2.session.office).map(({ by }) => by).sort()).toEqual([first.deviceId, second.deviceId].sort());
    change(pc2, 'family', family, { landmark: 'dari PC kedua' });
    const row = await take(world, await write(pc2), pc2, kota);
    expect(row).toMatchObject({ outcome: 'accepted', code: 'SENDER_VOUCHED', applied: 1 });
    expect(row.message).toContain('menjaminnya');
    expect(inbox(kota.session.office)[0]?.code).toBe('SENDER_VOUCHED');
    expect(trustedAt(kota)).toEqual(expect.arrayContaining([[first.deviceId, `true ${pc1.code}`, null], [second.deviceId, `true ${pc1.code}`, first.deviceId]]));
    const access = lastAccess(kota);
    expect([access.reason, JSON.parse(access.detail)]).toMatchObject(['card.vouched', { what: 'cardVouched', card: second.deviceId, vouchedBy: first.deviceId, checked: true }]);
    const words = neighbours(kota.session.office).find((one) => one.code === pc1.code)?.pcs.map((pc) => pc.vouchedBy);
    expect(words?.filter((one) => one !== null)).toHaveLength(1);
    change(pc2, 'family', family, { landmark: 'sekali lagi' });
    expect(await take(world, await write(pc2), pc2, kota)).toMatchObject({ outcome: 'accepted', code: null, applied: 1 });
  });

  it('is not told on by the city in its reference data: each neighbour sees the word itself', async () => {
    const { file } = await exportKind(kota.session, 'ACUAN', { to: [other.code], folder: world.stick() });
    await receivePackages(other.session, { paths: [file] });
    expect(trustedAt(other).map(([device]) => device)).toEqual([(await cardOf(pc1)).deviceId]);
    // What the first PC sends vouches as well, before the second ever sent anything there.
    await befriend(world, other, pc1);
    await handOver(world, pc1, other);
    expect(trustedAt(other).map(([, , by]) => by)).toContain((await cardOf(pc1)).deviceId);
  });

  it('stays vouched for under a new key of either, and still vouches for nobody', async () => {
    await renewCard(pc1.session, WORLD_PASSPHRASE);
    const first = await cardOf(pc1);
    expect(await handOver(world, pc1, kota)).toMatchObject({ outcome: 'accepted' });
    expect(trustedAt(kota).find(([device]) => device !== first.deviceId)?.[2]).toBe(first.deviceId);
    await renewCard(pc2.session, WORLD_PASSPHRASE);
    const second = await cardOf(pc2);
    expect(await handOver(world, pc2, kota)).toMatchObject({ outcome: 'accepted' });
    expect(trustedAt(kota)).toContainEqual([second.deviceId, `true ${pc1.code}`, first.deviceId]);
    expect(await offer(await presenting(pc3, [say(pc2, second.deviceId, await cardOf(pc3))]))).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED' });
    // The new key of the first vouches anew for the PC that it is paired with, and for its new card.
    await handOver(world, pc2, pc1);
    expect(keptVouchers(pc1.session.office)).toEqual(expect.arrayContaining([expect.objectContaining({ by: first.deviceId, card: canonicalJson(second) })]));
  });

  it('a PC that was revoked is revived by no voucher', async () => {
    const [first, second] = [await cardOf(pc1), await cardOf(pc2)];
    revokeCards(kota.session, { code: pc1.code, deviceId: second.deviceId, reason: 'laptop hilang' });
    change(pc2, 'family', family, { landmark: 'pencuri' });
    expect(await offer(await presenting(pc2, [say(pc1, first.deviceId, second)]))).toMatchObject({ outcome: 'refused', code: 'KEY_REVOKED' });
    expect(await offer(await presenting(pc1, [say(pc1, first.deviceId, second)]))).toMatchObject({ outcome: 'accepted', code: null });
    expect(trustedAt(kota).map(([device]) => device)).toEqual([first.deviceId]);
    const path = join(world.stick(), 'kedua.tepatcard');
    const { fingerprint } = await writeCard(pc2.session, path);
    expect(() => trustCard(kota.session, { path, unchecked: true })).toThrow('FINGERPRINT_NEEDED');
    // A voice does, and makes it a PC that stands for itself.
    trustCard(kota.session, { path, fingerprint });
    expect(trustedAt(kota)).toContainEqual([second.deviceId, `true ${pc1.code}`, null]);
  });

  it('when the first is revoked: goes on, counts as not compared until a voice has, and what the first signs then counts for nothing', async () => {
    const [first, third] = [await cardOf(pc1), await cardOf(pc3)];
    await befriend(world, pc1, pc3);
    const before = say(pc1, first.deviceId, third);
    expect(await handOver(world, pc1, kota)).toMatchObject({ outcome: 'accepted', code: 'SENDER_VOUCHED' });
    expect(trustedAt(kota)).toContainEqual([third.deviceId, `true ${pc1.code}`, first.deviceId]);
    const fourth = world.clone(pc1);
    revokeCards(kota.session, { code: pc1.code, deviceId: first.deviceId, reason: 'PC dicuri' });
    expect(trustedAt(kota)).toContainEqual([third.deviceId, `false ${pc1.code}`, first.deviceId]);
    const here = neighbours(kota.session.office).find((one) => one.code === pc1.code);
    expect(here).toMatchObject({ checked: false, problems: [{ code: 'THEY_PC_DOUBTED' }] });
    expect(await handOver(world, pc3, kota)).toMatchObject({ outcome: 'accepted' });
    // Whoever has the first PC vouches for one of their own: with a package of before its end, and through that PC.
    const own = say(pc1, first.deviceId, await cardOf(fourth));
    expect((await offer(await presenting(pc1, [own, before])))?.code).not.toBe('SENDER_VOUCHED');
    expect(await offer(await presenting(fourth, [own]))).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED' });
    const path = join(world.stick(), 'ketiga.tepatcard');
    const { fingerprint } = await writeCard(pc3.session, path);
    trustCard(kota.session, { path, fingerprint });
    expect(neighbours(kota.session.office).find((one) => one.code === pc1.code)).toMatchObject({ checked: true, problems: [{ code: 'SENDER_UNTRUSTED' }] });
    fourth.close();
  });
});

it('in the terminal: trusting another PC of the office says what follows; a report that may leave is said to, in words', async () => {
  const path = join(world.stick(), 'kedua.tepatcard');
  const { fingerprint } = await writeCard(pc2.session, path);
  pc3.close();
  const run = (...words: string[]) => terminal('', WORLD_PASSPHRASE, world.root).tepat([...words, '--office', pc3.dir], { TEPAT_PROFILE: pc3.profileDir });
  expect(run('office', 'trust', path, '--fingerprint', fingerprint)).toMatchObject({ code: 0, out: expect.stringContaining('PC ini kini menjaminnya') as string });
  const { code, out } = run('approve', '--to', kota.code, '--show');
  expect([code, out.includes('boleh keluar tanpa persetujuan'), out.includes('free')]).toEqual([0, true, false]);
  pc3.reopen();
});
