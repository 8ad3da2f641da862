import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outbox } from '../../../db/handoff/neighbours.ts';
import { fieldsNotSent } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { heldReference } from '../../../db/handoff/reference/held.ts';
import { setReferenceDraft } from '../../../db/handoff/reference/issue.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { trustedCards } from '../../../db/handoff/trust.ts';
import { quotaView, saveQuota } from '../../../db/registry/enrolment/quota.ts';
import { seedProgrammes, saveProgramme } from '../../../db/registry/programmes.ts';
import { mappingPrefix, readSettings, writeSetting } from '../../../db/registry/settings.ts';
import { entities, fieldDef } from '../../../db/rules/entities.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, take, valueAt } from './exchange.ts';
import { addFamilies, befriend, edit, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

let world: World;
let kel: TestOffice;
let kec: TestOffice;
let kota: TestOffice;

beforeAll(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  await befriend(world, kel, kota);
  await befriend(world, kec, kota);
  for (const one of [kel, kec, kota]) seedProgrammes(one.session.office, { user: one.session.user, kind: 'system' });
});
afterAll(() => {
  for (const one of [kel, kec, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const issue = (to = [kel.code]) => exportKind(kota.session, 'ACUAN', { to, folder: world.stick() });
const actor = (one: TestOffice) => ({ user: one.session.user, scope: '' });
const mapping = (name: string, extra: string): string => JSON.stringify({ format: 'tepat-mapping/1', name, savedAt: '2026-11-20T00:00:00.000Z', savedBy: 'siti', sheets: [], extra });

describe('reference data of the city', () => {
  let programme: string;
  let first: string;

  it('brings programmes, mappings, templates, schedule, address and vouched cards, and is acknowledged', async () => {
    programme = saveProgramme(kota.session.office, actor(kota), { values: { name: 'Bantuan Perahu', unitKind: 2, amount: 500_000 } }).id;
    const seeded = kota.session.office.db.prepare("SELECT uid FROM programme WHERE owner IS NULL ORDER BY id LIMIT 1").pluck().get() as string;
    saveProgramme(kota.session.office, actor(kota), { id: seeded, values: { amount: 123_456 } });
    for (const id of [programme, seeded]) saveQuota(kota.session.office, actor(kota), { programme: id, places: { [kel.code]: 30, '64.74': 200 } });
    writeSetting(kota.session.office, kota.session.user, `${mappingPrefix}SIAK kota`, mapping('SIAK kota', 'kota'));
    writeSetting(kel.session.office, kel.session.user, `${mappingPrefix}SIAK kota`, mapping('SIAK kota', 'kelurahan'));
    setReferenceDraft(kota.session.office, kota.session.user, {
      schedule: [{ code: '', every: 'week', day: 5, grace: 2 }, { code: '64.74.03', every: 'month', day: 31, grace: 0 }],
      templates: [{ name: 'bast', text: 'Diserahkan {berkas}.' }], upload: { url: 'https://setor.contoh.example/tus/', certificate: null },
    });
    const sent = await issue([kel.code, kec.code]);
    first = sent.file;
    expect(await take(world, sent.file, kota, kel)).toMatchObject({ kind: 'ACUAN', outcome: 'accepted', code: null, quarantined: 0, conflicts: 0 });
    expect(outbox(kota.session.office).find((row) => row.packageId === sent.packageId)?.acknowledgedBy).toEqual([kel.code]);
    expect([valueAt(kel, 'programme', programme, 'name'), valueAt(kel, 'programme', programme, 'owner'), valueAt(kel, 'programme', seeded, 'amount')]).toEqual(['Bantuan Perahu', '64.74', 123_456]);
    for (const id of [programme, seeded]) expect(quotaView(kel.session.office, id, null)).toMatchObject({ places: 200, editable: false, rows: [{ region: '64.74', places: 200 }, { region: kel.code, places: 30, free: 30 }] });
    expect(() => saveQuota(kel.session.office, actor(kel), { programme: seeded, places: { [kel.code]: 99 } })).toThrow('QUOTA_FROM_ABOVE');
    const settings = readSettings(kel.session.office);
    expect(settings[`${mappingPrefix}SIAK kota`]).toContain('"extra":"kota"');
    expect(settings[`${mappingPrefix}SIAK kota (setempat)`]).toContain('"extra":"kelurahan"');
    expect(heldReference(kel.session.office)).toMatchObject({ issuer: '64.74', content: { edition: 1, schedule: [{ code: '' }, { code: '64.74.03' }], templates: [{ name: 'bast' }], upload: { url: 'https://setor.contoh.example/tus/' } } });
    expect(trustedCards(kel.session.office).map((one) => [one.card.code, one.checked])).toContainEqual([kec.code, true]);
  });

  it('is one for many offices: the same file is taken at the kecamatan, which then trusts the kelurahan', async () => {
    expect((await receivePackages(kec.session, { paths: [first] }))[0]).toMatchObject({ outcome: 'accepted' });
    expect(trustedCards(kec.session.office).map((one) => one.card.code)).toContain(kel.code);
    addFamilies(kel, 1);
    expect(await handOver(world, kel, kec)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  });

  it('older than what is in force changes nothing; the same file is a duplicate', async () => {
    saveProgramme(kota.session.office, actor(kota), { id: programme, values: { name: 'Bantuan Perahu Nelayan' } });
    const second = await issue();
    setReferenceDraft(kota.session.office, kota.session.user, { schedule: [{ code: '', every: 'week', day: 1, grace: 0 }] });
    const third = await issue();
    expect(await take(world, third.file, kota, kel)).toMatchObject({ outcome: 'accepted', code: null });
    expect(await take(world, second.file, kota, kel)).toMatchObject({ outcome: 'accepted', code: 'REFERENCE_OLDER', applied: 0 });
    expect(await take(world, third.file, kota, kel)).toMatchObject({ outcome: 'duplicate' });
    expect(heldReference(kel.session.office)?.content).toMatchObject({ edition: 3, schedule: [{ day: 1 }] });
    expect(valueAt(kel, 'programme', programme, 'name')).toBe('Bantuan Perahu Nelayan');
  });

  it('and the city’s report about the same programme never quarrel', async () => {
    saveProgramme(kota.session.office, actor(kota), { id: programme, values: { amount: 600_000 } });
    expect(await handOver(world, kota, kel)).toMatchObject({ outcome: 'accepted', conflicts: 0, quarantined: 0 });
    expect(valueAt(kel, 'programme', programme, 'amount')).toBe(600_000);
  });

  it('is taken only from an office above, and issued only by one', async () => {
    await expect(exportKind(kec.session, 'ACUAN', { to: [kel.code], folder: world.stick() })).rejects.toThrow('NOT_AN_ISSUER');
    await expect(exportKind(kota.session, 'SASARAN', { to: [kota.code], folder: world.stick() })).rejects.toThrow('NO_CARD');
    expect(() => setReferenceDraft(kota.session.office, kota.session.user, { upload: { url: 'http://setor.contoh.example/', certificate: null } })).toThrow('UPLOAD_ADDRESS');
  });

  it('that asks for a withheld field brings back what was never sent, also of families long reported', async () => {
    const [family] = addFamilies(kel, 1) as [string];
    const person = kel.session.office.db.prepare('SELECT uid FROM person WHERE family = ? ORDER BY id').pluck().get(family) as string;
    await handOver(world, kel, kota);
    expect(valueAt(kota, 'person', person, 'chronicDisease')).toBeNull();
    const field = fieldDef('person', 'chronicDisease')?.id ?? 0;
    setReferenceDraft(kota.session.office, kota.session.user, { asked: [[entities.person.id, field]] });
    await take(world, (await issue()).file, kota, kel);
    await handOver(world, kel, kota);
    expect([valueAt(kota, 'person', person, 'chronicDisease'), valueAt(kota, 'person', person, 'depression')]).toEqual([1, null]);
    const notSent = fieldsNotSent(kota.session.office, kel.code).map(String);
    expect([notSent.includes(String([entities.person.id, field])), notSent.length > 0]).toEqual([false, true]);
    edit(kel, (log) => log.update('person', kel.session.office.db.prepare('SELECT id FROM person WHERE uid = ?').pluck().get(person) as number, { chronicDisease: 2 }));
    expect(await handOver(world, kel, kota)).toMatchObject({ conflicts: 0 });
    expect(valueAt(kota, 'person', person, 'chronicDisease')).toBe(2);
  });

  it('that was changed on its way is refused', async () => {
    const sent = await issue();
    const bytes = readFileSync(sent.file);
    bytes.writeUInt8((bytes[bytes.length >> 1] ?? 0) ^ 1, bytes.length >> 1);
    const file = join(world.stick(), 'acuan.tepat');
    writeFileSync(file, bytes);
    expect((await receivePackages(kel.session, { paths: [file] }))[0]).toMatchObject({ outcome: 'refused' });
  });
});
