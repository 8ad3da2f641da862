import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { terminal } from '../../helpers/terminal.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

/** A city that makes an agreement, and a kelurahan below it; each with a profile of its own. */
let root = '';
let city: TestApi;
let village: TestApi;
let agreement = '';
const now = (): Date => new Date('2026-11-20T09:00:00');

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'tepat-mitra-'));
  [city, village] = [await testApi({ code: '64.74', practice: true, now, root: join(root, 'kota') }), await testApi({ practice: true, now, root: join(root, 'kel') })];
  await trustEachOther(askOf(city), askOf(village), root, 'kartu');
  const sembako = (await city.call('programme.list', {})).find((one) => one.values['code'] === 'SEMBAKO')?.id ?? '';
  const partner = (await city.call('partner.save', { name: 'Komunitas Pesisir', kind: 12, contact: 'Pak Rahim', phone: '0811222333' })).id;
  agreement = (await city.call('agreement.save', { partner, number: '1/2026', date: '2026-01-02', purpose: 'pendampingan', programmes: [sembako], fields: ['name', 'rtRw', 'nik'], from: '2026-01-02', until: '2026-12-31' })).id;
  const saved = await village.call('family.save', { values: familyValues({ rt: '007' }), people: [{ values: personValues('Nur Penerima') }], acknowledged: ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'uji' })) });
  await village.call('enrolment.create', { programme: sembako, family: saved.id, start: '2026-01-01', overrides: (await village.call('enrolment.check', { programme: sembako, family: saved.id, start: '2026-01-01' })).map(({ rule }) => ({ rule, reason: 'uji' })) });
});
afterAll(async () => {
  await city.remove();
  await village.remove();
  rmSync(root, { recursive: true, force: true });
});

test('partners and agreements of the city go down with its reference data, without the contact; a kelurahan gives lists under them and changes none', async () => {
  const { file } = await city.call('package.export', { to: ['64.74.03.1002'], folder: root, kind: 'ACUAN' });
  const [row] = await village.call('package.receive', { paths: [file] });
  expect(row).toMatchObject({ outcome: 'accepted' });
  const [held] = await village.call('partner.list', {});
  expect(held).toMatchObject({ name: 'Komunitas Pesisir', own: false, contact: null, phone: null, agreements: [{ id: agreement, number: '1/2026', term: 'inForce', own: false }] });
  expect(await refusal(village.call('agreement.end', { id: agreement, reason: 'x' }))).toBe('NOT_OWNER');
  expect(await refusal(village.call('partner.save', { id: held?.id ?? '', name: 'Lain', kind: 12 }))).toBe('NOT_OWNER');
  expect((await village.call('agreement.preview', { name: 'recipients', profile: 'masked', agreement })).rows.map((row) => row[1])).toEqual(['Nur Penerima']);
  await village.call('partner.save', { name: 'Masjid Raya', kind: 14 });
  await city.call('agreement.end', { id: agreement, reason: 'selesai lebih awal' });
  const second = await city.call('package.export', { to: ['64.74.03.1002'], folder: root, kind: 'ACUAN' });
  await village.call('package.receive', { paths: [second.file] });
  expect((await village.call('partner.list', {})).map(({ name, own }) => [name, own])).toEqual([['Komunitas Pesisir', false], ['Masjid Raya', true]]);
  expect(await refusal(village.call('agreement.preview', { name: 'recipients', profile: 'masked', agreement }))).toBe('AGREEMENT_ENDED');
});

test('the terminal writes the same file under an agreement, and the register of exports tells of it', async () => {
  const held = (await village.call('partner.list', {}))[1];
  const programmes = (await village.call('programme.list', {})).filter((one) => one.values['code'] === 'SEMBAKO').map((one) => one.id);
  const own = (await village.call('agreement.save', { partner: held?.id ?? '', number: '2/2026', date: '2026-02-01', purpose: 'zakat', programmes, fields: ['name', 'nik'], from: '2026-02-01', until: '2026-12-31' })).id;
  await village.close();
  const shell = terminal('mitra', TEST_PASSPHRASE, village.root);
  const out = join(root, 'mitra.csv');
  const at = ['--office', village.dir, '--clock', '2026-11-20'];
  expect(shell.json(0, 'report', 'recipients', ...at, '--profile', 'masked', '--agreement', own, '--purpose', 'zakat fitrah', '--out', out)).toMatchObject({ rows: 1 });
  expect(readFileSync(out, 'utf8')).toMatch(/Untuk Masjid Raya · Perjanjian 2\/2026[^]*Nur Penerima[^]*•{8}/);
  const { rows } = shell.json<{ rows: Record<string, unknown>[] }>(0, 'report', 'exports', ...at, '--kind', 'file');
  expect(rows[0]).toMatchObject({ to: 'Masjid Raya', agreement: '2/2026', purpose: 'zakat fitrah', rows: 1 });
});
