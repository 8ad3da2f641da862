import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../../db/store/connection.ts';
import { openForUser, readKeyring } from '../../../db/store/keyring.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let api: TestApi;
let person: string;
let other: string;
const day = new Date('2026-11-02T08:00:00');
const save = (name: string) => api.call('family.save', {
  values: { region: '64.74.03.1002', address: 'Jl. Flores 4', rt: '001', rw: '001' },
  people: [{ values: { name, relationship: 1, sex: 2, birthDate: '1985-07-05', nikReason: 6, maritalStatus: 1 } }],
  acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25', 'V18', 'V10', 'V15'].map((code) => ({ code, reason: 'uji' })),
});
beforeAll(async () => {
  api = await testApi({ now: () => day });
  person = (await save('AMINAH')).people[0] ?? '';
  other = (await save('SUHARTONO')).people[0] ?? '';
  await api.call('record.change', { entity: 'person', id: person, values: { phone: '0811000111' }, reason: 'kunjungan' });
  await api.call('user.create', { name: 'pemeriksa', displayName: 'Pemeriksa', role: 'auditor', passphrase: TEST_PASSPHRASE });
  await api.call('user.create', { name: 'budi', displayName: 'Budi', role: 'operator', passphrase: TEST_PASSPHRASE });
  await api.signIn('budi');
  await api.call('record.reveal', { entity: 'person', id: person, field: 'nik' });
  await api.signIn('siti');
});
afterAll(() => api.remove());

describe('the audit trail', () => {
  it('is told by person, user, kind and day, to who may read it only', async () => {
    await api.signIn('pemeriksa');
    const all = (await api.call('audit.list', {})).acts;
    expect(all.length).toBeGreaterThan(6);
    const about = (await api.call('audit.list', { record: person })).acts;
    expect(about.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['access budi', 'edit siti', 'edit siti']);
    expect(about[1]).toMatchObject({ reason: 'kunjungan', changes: 1, records: ['AMINAH'] });
    expect((await api.call('audit.list', { record: other })).acts).toHaveLength(1);
    expect((await api.call('audit.list', { user: 'budi' })).acts.map(({ what }) => what)).toContain('reveal');
    expect((await api.call('audit.list', { kind: 'user' })).acts.every(({ kind }) => kind === 'user')).toBe(true);
    expect((await api.call('audit.list', { from: '2026-11-03' })).acts).toEqual([]);
    expect((await api.call('audit.list', { from: '2026-11-02', until: '2026-11-02' })).acts.length).toBe(all.length);
    expect(await api.call('audit.facets', {})).toMatchObject({ users: expect.arrayContaining(['budi', 'siti']) as unknown });
    await api.signIn('budi');
    expect(await refusal(api.call('audit.list', {}))).toBe('NOT_ALLOWED');
    await api.signIn('siti');
  });

  it('pages without a gap, and shows an act with what ties it to the one before', async () => {
    const { acts: first, next } = await api.call('audit.list', { limit: 3 });
    const { acts: second } = await api.call('audit.list', { limit: 3, after: next ?? 0 });
    expect([...first, ...second].map(({ tx }) => tx)).toEqual((await api.call('audit.list', { limit: 6 })).acts.map(({ tx }) => tx));
    const shown = await api.call('audit.show', { tx: first[0]?.tx ?? 0 });
    expect(shown).toMatchObject({ hash: first[0]?.hash, previous: first[1]?.hash });
  });
});

describe('an incident', () => {
  it('names whom a lost file was about, counts the classes of data, and says by when they have to be told', async () => {
    await api.call('report.save', { name: 'families', params: { text: 'aminah' }, format: 'csv', path: join(api.root, 'daftar.csv'), purpose: 'uji' });
    const { tx } = (await api.call('audit.list', { record: person, kind: 'access' })).acts[0] ?? { tx: 0 };
    expect((await api.call('audit.list', { record: other, kind: 'access' })).acts).toEqual([]);
    const lost = { packages: [], files: [tx], whole: false };
    expect(await api.call('incident.assess', lost)).toEqual({ people: 1, families: 1, children: 0, health: 0, financial: 0, rows: [{ id: person, name: 'AMINAH', family: expect.any(String) as unknown }] });
    expect(await api.call('incident.assess', { packages: [], files: [], whole: true })).toMatchObject({ people: 2, families: 2 });
    const saved = await api.call('incident.save', { ...lost, kind: 'file', foundAt: '2026-11-02T08:00:00.000Z', what: 'Stik tertinggal di angkutan' });
    expect(saved).toMatchObject({ affected: 1, due: '2026-11-05T08:00:00.000Z' });
    await api.call('incident.save', { ...lost, id: saved.id, kind: 'file', foundAt: '2026-11-02T08:00:00.000Z', what: 'Stik tertinggal di angkutan', informedOn: '2026-11-03' });
    expect(await api.call('incident.list', {})).toMatchObject([{ id: saved.id, affected: 1, informedOn: '2026-11-03', sources: lost }]);
  });
});

describe('the chain at the start', () => {
  const inside = (change: (db: ReturnType<typeof openConnection>) => void): void => {
    const { databaseKey } = openForUser(readKeyring(join(api.dir, 'keyring.json')), 'siti', TEST_PASSPHRASE);
    const db = openConnection(join(api.dir, 'register.db'), { key: databaseKey });
    change(db);
    db.close();
  };
  const notices = async (): Promise<string[]> => (await api.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).notices.map(({ code }) => code);

  it('fits when nothing was done behind the app', async () => {
    expect(await notices()).toEqual([]);
  });

  it('tells a value that was changed in work since the last look, though every link fits; what was proved is not read again', async () => {
    await api.signIn('siti');
    await api.call('draft.list', {});
    await api.call('setting.set', { key: 'uji.rantai', value: 'satu' });
    await api.call('session.lock', {});
    const set = (from: string, to: string): void => inside((db) => {
      db.prepare("UPDATE change SET new = replace(new, ?, ?) WHERE new LIKE '%' || ? || '%'").run(from, to, from);
      db.prepare('UPDATE setting SET value = ? WHERE value = ?').run(to, from);
    });
    set('satu', 'dua');
    expect(await notices()).toContain('CHAIN_BROKEN');
    // Said until the whole was found sound.
    set('dua', 'satu');
    expect(await notices()).toContain('CHAIN_BROKEN');
    await api.signIn('siti');
    expect(await api.call('verify', {})).toMatchObject({ ok: true });
    await api.call('session.lock', {});
    expect(await notices()).toEqual([]);
    await api.call('session.lock', {}).catch(() => undefined);
    set('satu', 'dua');
    expect(await notices()).toEqual([]);
    await api.signIn('siti');
    expect(await api.call('verify', {})).toMatchObject({ ok: false });
    set('dua', 'satu');
  });

  it('tells a last act that is not the one this PC remembers, and a link that was changed', async () => {
    await api.signIn('siti');
    await api.call('session.lock', {});
    const kept: { id: number; hash: Buffer }[] = [];
    inside((db) => {
      kept.push(db.prepare('SELECT id, hash FROM tx ORDER BY id DESC LIMIT 1').get() as { id: number; hash: Buffer });
      db.prepare('UPDATE tx SET hash = randomblob(32) WHERE id = (SELECT max(id) FROM tx)').run();
    });
    expect(await notices()).toContain('CHAIN_BROKEN');
    inside((db) => {
      db.prepare('UPDATE tx SET hash = ? WHERE id = ?').run(kept[0]?.hash, kept[0]?.id);
      db.prepare("UPDATE tx SET previous = zeroblob(32) WHERE id = 3").run();
    });
    expect(await notices()).toContain('CHAIN_BROKEN');
  });
});
