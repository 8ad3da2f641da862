import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approve } from '../../helpers/approve.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';

const [telihan, bontang] = ['64.74.03.1002', '64.74'];
const now = (): Date => new Date('2026-11-20T08:00:00+08:00');
let kelurahan: TestApi;
let city: TestApi;
let steps = 0;

beforeAll(async () => {
  city = await testApi({ code: bontang, folder: 'kota', now });
  kelurahan = await testApi({ code: telihan, folder: 'kelurahan', root: city.root, now });
  await trustEachOther(askOf(kelurahan), askOf(city), city.root, 'kartu');
});
afterAll(async () => {
  await kelurahan.close();
  await city.remove();
});

/** What Beranda says of words between offices and of what a pengesah is asked for. */
async function told(office: TestApi): Promise<unknown[]> {
  const { items } = await office.call('home', {});
  return items.filter(({ kind }) => kind === 'wordUnsent' || kind === 'approval' || kind === 'approvalWords' || kind === 'proposalAnswered').map(({ kind, count, id, title }) => [kind, count, id, title]);
}

/** A report from one office to the other, taken there with its answer. */
async function report(from: TestApi, to: TestApi, code: string): Promise<void> {
  const folder = path.join(city.root, `stik${(steps += 1)}`);
  mkdirSync(folder);
  const { file } = await from.call('package.export', { to: [code], folder });
  const [row] = await to.call('package.receive', { paths: [file], receiptsFolder: folder });
  await from.call('package.receive', { paths: [row?.receipt ?? ''] });
}

test('a proposal is seen to wait for its approval and for its report, then for its answer, on both sides', async () => {
  const id = await saveFamilyAt(askOf(kelurahan), telihan, 'Rahmat Contoh', 'Jl. Contoh 1');
  await report(kelurahan, city, bontang);
  const { id: wish } = await city.call('proposal.make', { entity: 'family', id, values: { landmark: 'dekat balai' }, reason: 'surat RT' });
  const waits = ['wordUnsent', 1, null, 'Gunung Telihan'];
  expect(await told(city)).toEqual([['approvalWords', 1, telihan, 'Gunung Telihan'], waits]);
  // Who may not approve is not asked.
  await city.call('user.create', { name: 'budi', displayName: 'Budi', role: 'operator', passphrase: TEST_PASSPHRASE });
  await city.signIn('budi');
  expect(await told(city)).toEqual([waits]);
  // Who works in another part of the city reads no values of this one.
  const proposed = async () => (await city.call('approval.review', { to: [telihan] })).items.map(({ fields }) => fields.map(({ field }) => field));
  expect(await proposed()).toEqual([['landmark']]);
  await city.signIn('siti');
  await city.call('user.create', { name: 'ani', displayName: 'Ani', role: 'operator', areaPrefix: '64.74.01', passphrase: TEST_PASSPHRASE });
  await city.signIn('ani');
  expect(await proposed()).toEqual([[]]);
  await city.signIn('siti');
  await approve(askOf(city), [telihan]);
  expect(await told(city)).toEqual([waits]);
  // What was said after that is to be seen as well.
  await city.call('proposal.make', { entity: 'family', id, values: { notes: 'dekat pasar' }, reason: 'surat RT' });
  expect(await told(city)).toEqual([['approvalWords', 2, telihan, 'Gunung Telihan'], ['wordUnsent', 2, null, 'Gunung Telihan']]);
  await approve(askOf(city), [telihan]);
  await report(city, kelurahan, telihan);
  expect(await told(city)).toEqual([]);

  await kelurahan.call('proposal.decide', { id: wish, verdict: 'reject', reason: 'sudah jelas', acknowledged: [] });
  expect(await told(kelurahan)).toEqual([['approval', 1, bontang, 'Kota Bontang']]);
  await approve(askOf(kelurahan), [bontang]);
  await report(kelurahan, city, bontang);
  expect([await told(kelurahan), await told(city)]).toEqual([[], [['proposalAnswered', 1, null, 'Rahmat Contoh']]]);
});
