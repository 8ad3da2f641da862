import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { familyCase } from '../../../db/registry/cases/case-view.ts';
import { acceptNeed, closeNeed } from '../../../db/registry/cases/decide-need.ts';
import { listCases } from '../../../db/registry/cases/case-list.ts';
import { answerReferral, referNeeds } from '../../../db/registry/cases/refer.ts';
import { changeRecord } from '../../../db/registry/record-change.ts';
import { listNeedRules } from '../../../db/registry/needs/need-rules.ts';
import { renewNeeds, saveNeedRule } from '../../../db/registry/needs/save-need-rule.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, take } from '../handoff/exchange.ts';
import { addFamilies, befriend, makeWorld } from '../handoff/offices.ts';
import type { TestOffice, World } from '../handoff/offices.ts';

let world: World;
let kel: TestOffice;
let kota: TestOffice;
beforeAll(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  await befriend(world, kel, kota);
});
afterAll(() => {
  for (const one of [kel, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const actor = (one: TestOffice) => ({ user: one.session.user, scope: '' });

test('a rule of the city goes down with its reference data and tells the families there anew; a case goes up, a referral and its answer come down', async () => {
  const [family] = addFamilies(kel, 1) as [string];
  changeRecord(kel.session.office, actor(kel), { entity: 'family', id: family, values: { waterSource: 10 } });
  expect(familyCase(kel.session.office, family, '').proposed.map(({ need }) => need)).not.toContain('air');
  const rule = listNeedRules(kota.session.office).find(({ content }) => content.need === 'air');
  if (!rule) throw new Error('there is a rule of water');
  const parts = [{ kind: 'answer' as const, field: 'waterSource', unfit: { 'RSEK.306a': [6, 8, 9, 10, 11] } }];
  const { need: _need, ...content } = { ...rule.content, parts };
  saveNeedRule(kota.session.office, actor(kota), { id: rule.uid, basis: 'SK Wali Kota', content });
  const sent = await exportKind(kota.session, 'ACUAN', { to: [kel.code], folder: world.stick() });
  expect(await take(world, sent.file, kota, kel)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  expect(listNeedRules(kel.session.office).find(({ uid }) => uid === rule.uid)).toMatchObject({ version: 2, basis: 'SK Wali Kota', seeded: false });
  await renewNeeds(kel.session.office, () => undefined);
  expect(familyCase(kel.session.office, family, '').proposed.map(({ need }) => need)).toContain('air');
  expect(() => saveNeedRule(kel.session.office, actor(kel), { id: rule.uid, basis: null, content })).toThrow('NEEDS_FROM_ABOVE');

  const { id } = acceptNeed(kel.session.office, actor(kel), { family, need: 'air', plan: 'Sambungan rumah', agency: 'PDAM', dueOn: '2030-01-01' });
  expect(await handOver(world, kel, kota)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  expect(listCases(kota.session.office, { view: 'open', limit: 10, offset: 0 }, '').rows).toMatchObject([{ id, family, agency: 'PDAM', label: 'Air minum layak' }]);
  expect(() => closeNeed(kota.session.office, actor(kota), { id, evidence: 'x' })).toThrow('NOT_OWNER');
  expect(referNeeds(kota.session.office, actor(kota), { ids: [id], agency: 'PDAM', number: '12/2026' })).toEqual({ referred: 1 });
  const [referral] = familyCase(kota.session.office, family, '').items[0]?.referrals ?? [];
  answerReferral(kota.session.office, actor(kota), { id: referral?.id ?? '', answer: 2, note: 'Tersambung' });
  expect(await handOver(world, kota, kel)).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
  expect(familyCase(kel.session.office, family, '').items).toMatchObject([{ id, referrals: [{ agency: 'PDAM', answerLabel: 'Sudah ditangani', answerNote: 'Tersambung', own: false }] }]);
});
