import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LedgerReader } from '../../../db/handoff/ledger.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { ownEpochs } from '../../../db/handoff/ranges.ts';
import { readLedger } from '../../../db/handoff/sqlite-ledger.ts';
import { decideFirst, handOver, openAt } from './exchange.ts';
import { addFamilies, befriend, change, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

/** A kelurahan with two PCs, and the city. */
let world: World;
let a: TestOffice;
let a2: TestOffice;

beforeAll(async () => {
  world = makeWorld();
  a = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  addFamilies(a, 3);
  a2 = world.clone(a);
  await befriend(world, a, a2);
  await handOver(world, a, a2);
}, 60_000);
afterAll(() => world.end());

it('while a konflik between two PCs is open, what the other told is gone through once, and anew when it was decided', async () => {
  const [family = ''] = addFamilies(a2, 1);
  await handOver(world, a2, a);
  change(a, 'family', family, { rt: '005' });
  change(a2, 'family', family, { rt: '007' });
  change(a2, 'family', family, { landmark: 'dekat balai' });
  await handOver(world, a2, a);
  expect(openAt(a)).toHaveLength(1);
  const ledger = readLedger(a.session.office);
  let looks = 0;
  const counted: LedgerReader = { ...ledger, self: ledger.self, changedIn: (entity, spans) => { looks += 1; return ledger.changedIn(entity, spans); } };
  const toldOf = (): number => ownEpochs(counted).find(({ deviceUid }) => deviceUid === a2.session.office.author.deviceUid)?.to ?? 0;
  const held = ledger.positions().find(({ deviceUid }) => deviceUid === a2.session.office.author.deviceUid)?.counter ?? 0;
  const end = toldOf();
  expect(end).toBeLessThan(held);
  expect(looks).toBeGreaterThan(0);
  looks = 0;
  change(a, 'family', family, { notes: 'sudah dilihat' });
  expect([toldOf(), looks]).toEqual([end, 0]);
  const problems = (): string[] => neighbours(a2.session.office).flatMap((one) => one.problems.map(({ code }) => code));
  expect(problems()).toEqual(['THEY_CONFLICT']);
  decideFirst(a, 'theirs');
  expect(toldOf()).toBe(held);
  // Once the decision came there is nothing to wait for, although their receipt is older.
  await handOver(world, a, a2);
  expect(problems()).toEqual([]);
});

it('nothing is kept of ends that were found in a transaction, which may be taken back', () => {
  const { office } = a.session;
  const ledger = readLedger(office);
  let found = 0;
  const ask = (key: string): unknown => ledger.keptEnds(key, () => new Map([['1.1', (found += 1)]])).get('1.1');
  expect([ask('k'), ask('k')]).toEqual([1, 1]);
  expect(() => office.db.transaction(() => {
    expect([ask('k2'), ask('k2')]).toEqual([2, 3]);
    throw new Error('penuh');
  })()).toThrow('penuh');
  expect([ask('k'), ask('k2')]).toEqual([1, 4]);
});
