import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupNets, inRanges, plainNet } from '../../../db/handoff/net-changes.ts';
import { fieldDef } from '../../../db/rules/entities.ts';
import type { LineEntry } from '../../../db/store/group-line.ts';

const [RT, RW] = ['rt', 'rw'].map((field) => fieldDef('family', field)?.id ?? 0) as [number, number];
const WIRE = new Map([[1, 0], [2, 1], [3, 2]]);
const rarely = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof({ weight: 14, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one });
const id = fc.record({ device: fc.constantFrom(1, 1, 1, 1, 2, 3), epoch: fc.constantFrom(1, 1, 1, 2), counter: fc.integer({ min: 1, max: 30 }) });
const change = fc.record({
  device: fc.constantFrom(1, 1, 1, 1, 1, 1, 2), epoch: fc.constantFrom(1, 1, 1, 1, 1, 2), field: fc.constantFrom(RT, RT, RT, RT, RT, RT, RW), value: fc.constantFrom('"001"', '"002"', null),
  taken: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 0, 2), seen: rarely(id), parent: rarely(id), early: fc.nat(20).map((number) => number === 0), rootless: fc.nat(20).map((number) => number === 0),
});
const world = fc.record({ maker: fc.constantFrom(1, 1, 2, 3), line: fc.array(change, { minLength: 1, maxLength: 4 }), from: fc.nat(6), to: fc.constantFrom(6, 12, 30, 30, 30), decisions: fc.nat(3), beside: fc.nat(3) });
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** A group's line in order, as a register holds it: each change follows the one before, or whatever it was drawn with. */
function lineOf({ maker, line }: World): LineEntry[] {
  const making: LineEntry = { device: maker, epoch: 1, counter: 1, tx: 1, field: 0, old: null, new: null, parent: null, seen: [], taken: 1 };
  const entries = [making];
  for (const [place, { device, epoch, field, value, taken, seen, parent, rootless, early }] of line.entries()) {
    const before = entries.findLast((entry) => entry.field === 0 || entry.field === field) ?? making;
    const own = { device: before.device, epoch: before.epoch, counter: before.counter };
    entries.push({ device, epoch, counter: early ? 2 : 3 + 4 * place, tx: 2 + place, field, old: before.new, new: value, parent: rootless ? null : (parent ?? own), seen: seen === null ? [] : [seen], taken });
  }
  return entries;
}

it('tells of a group where nothing is to be judged what it tells of any', () => {
  let told = 0;
  fc.assert(fc.property(world, (given) => {
    const group = lineOf(given);
    const [making] = group as [LineEntry];
    const carries = inRanges([{ device: 1, epoch: 1, from: given.from, to: given.to }, { device: 1, epoch: 2, from: 0, to: given.to }, { device: 2, epoch: 1, from: 2, to: given.to - 5 }]);
    const within = group.filter((entry) => entry.field > 0 && entry.taken === 1 && carries.within(entry));
    if (within.length === 0) return;
    const isBeside = ({ counter }: { counter: number }): boolean => given.beside === 0 && counter % 8 === 3;
    const plain = plainNet(group, making, within, WIRE, isBeside);
    if (plain === null) return;
    told += 1;
    const judged = groupNets({ group, making, within, carries, wire: WIRE, isDecision: ({ counter }) => given.decisions === 0 && counter % 8 === 3, isLeftOut: () => false, isBeside });
    expect([plain]).toEqual(judged);
  }), { numRuns: 4000, seed: 51 });
  // Neither way is the other's excuse: many groups go each way.
  expect(told).toBeGreaterThan(500);
  expect(told).toBeLessThan(3600);
});
