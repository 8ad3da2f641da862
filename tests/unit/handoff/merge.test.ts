import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, isWithin, mergeGroup, vectorOf } from '../../../db/rules/merge.ts';
import type { ChangeRef, DecisionRank, GroupHere, GroupIncoming } from '../../../db/rules/merge.ts';

const same = (a: string, b: string): boolean => a === b;
const ref = (text: string): ChangeRef => {
  const [device = '', epoch = '', counter = ''] = text.split('.');
  return { device, epoch: Number(epoch), counter: Number(counter) };
};
type Values = Record<string, string>;
const here = (seen: string[], values: Values, aside: string[] = [], decision: DecisionRank | null = null): GroupHere<string> =>
  ({ seen: vectorOf(seen.map(ref)), aside: vectorOf(aside.map(ref)), values: new Map(Object.entries(values)), decision });
const incoming = (ids: Values, seen: string[], values: Values, decision: DecisionRank | null = null): GroupIncoming<string> =>
  ({ ids: new Map(Object.entries(ids).map(([field, id]) => [field, ref(id)])), seen: vectorOf([...seen, ...Object.values(ids)].map(ref)), values: new Map(Object.entries(values)), decision });
const rt = (id: string, seen: string[], value: string): GroupIncoming<string> => incoming({ rt: id }, seen, { rt: value });

describe('vectors', () => {
  it('cover everything earlier of a device and epoch, and keep epochs apart', () => {
    const vector = vectorOf([ref('a.1.9'), ref('a.1.4'), ref('b.2.1')]);
    expect(covers(vector, ref('a.1.5'))).toBe(true);
    expect(covers(vector, ref('a.1.10'))).toBe(false);
    expect(covers(vector, ref('b.1.1'))).toBe(false);
    expect(isWithin(vectorOf([ref('a.1.9')]), vector)).toBe(true);
    expect(isWithin(vector, vectorOf([ref('a.1.9')]))).toBe(false);
  });
});

describe('merge of one field by ancestry', () => {
  it('takes a change that rests on what stands here', () => {
    expect(mergeGroup(here(['a.1.1'], { rt: '001' }), rt('a.1.5', ['a.1.1'], '002'), same)).toBe('take');
  });
  it('takes a net change that jumps over changes of the same device already here', () => {
    expect(mergeGroup(here(['a.1.1', 'a.1.5'], { rt: '002' }), rt('a.1.9', ['a.1.1'], '003'), same)).toBe('take');
  });
  it('takes a value that returns to an older one, because it is a newer change', () => {
    expect(mergeGroup(here(['a.1.1', 'b.1.2'], { rt: '002' }), rt('a.1.9', ['a.1.1', 'b.1.2'], '001'), same)).toBe('take');
  });
  it('leaves what is here already, aside, or known to whoever wrote what stands here', () => {
    expect(mergeGroup(here(['a.1.1', 'a.1.5'], { rt: '002' }), rt('a.1.5', ['a.1.1'], '002'), same)).toBe('covered');
    expect(mergeGroup(here(['a.1.1', 'a.1.9'], { rt: '003' }), rt('a.1.5', ['a.1.1'], '002'), same)).toBe('covered');
    expect(mergeGroup(here(['a.1.1', 'b.1.3'], { rt: '003' }, ['a.1.5']), rt('a.1.5', ['a.1.1'], '002'), same)).toBe('covered');
    expect(mergeGroup(here(['a.1.1', 'a.1.5', 'b.1.3'], { rt: '003' }), rt('a.1.5', ['a.1.1'], '002'), same)).toBe('covered');
  });
  it('never lets a value win that the other side had not seen', () => {
    expect(mergeGroup(here(['a.1.1', 'b.1.3'], { rt: '003' }), rt('a.1.5', ['a.1.1'], '002'), same)).toBe('conflict');
    expect(mergeGroup(here(['a.1.1', 'b.1.3'], { rt: '002' }), rt('a.1.5', ['a.1.1'], '002'), same)).toBe('agreed');
  });
});

describe('merge of a group of fields', () => {
  it('waits as a whole when another field of the group was changed here unseen (RT there, RW here)', () => {
    const address = here(['a.1.1', 'b.1.2'], { rt: '001', rw: '007' });
    expect(mergeGroup(address, incoming({ rt: 'a.1.5' }, ['a.1.1'], { rt: '002', rw: '001' }), same)).toBe('conflict');
    expect(mergeGroup(address, incoming({ rt: 'a.1.5' }, ['a.1.1', 'b.1.2'], { rt: '002', rw: '007' }), same)).toBe('take');
  });
  it('agrees only when every field does, also those that only one side changed', () => {
    const address = here(['a.1.1', 'b.1.2', 'b.1.3'], { rt: '002', rw: '007' });
    expect(mergeGroup(address, incoming({ rt: 'a.1.5' }, ['a.1.1'], { rt: '002', rw: '001' }), same)).toBe('conflict');
    expect(mergeGroup(address, incoming({ rt: 'a.1.5', rw: 'a.1.6' }, ['a.1.1'], { rt: '002', rw: '007' }), same)).toBe('agreed');
  });
});

describe('both sides decide', () => {
  const rank = (byOwner: boolean, device: string): DecisionRank => ({ byOwner, device, epoch: 1, counter: 9 });
  const sides = (a: DecisionRank | null, b: DecisionRank | null): string[] => [
    mergeGroup(here(['a.1.1', 'b.1.2', 'a.1.9'], { rt: 'A' }, [], a), incoming({ rt: 'b.1.9' }, ['a.1.1', 'b.1.2'], { rt: 'B' }, b), same),
    mergeGroup(here(['a.1.1', 'b.1.2', 'b.1.9'], { rt: 'B' }, [], b), incoming({ rt: 'a.1.9' }, ['a.1.1', 'b.1.2'], { rt: 'A' }, a), same),
  ];
  it('keeps the owner’s decision, and the other as a note, on both sides', () => {
    expect(sides(rank(true, 'z'), rank(false, 'a'))).toEqual(['note', 'take']);
    expect(sides(rank(false, 'a'), rank(true, 'z'))).toEqual(['take', 'note']);
  });
  it('keeps the decision of the PC that was there first when both are the owner’s', () => {
    expect(sides(rank(true, 'pc1'), rank(true, 'pc2'))).toEqual(['note', 'take']);
  });
  it('asks again when a decision meets a plain edit', () => {
    expect(sides(rank(true, 'pc1'), null)).toEqual(['conflict', 'conflict']);
  });
});

describe('any histories of one group', () => {
  const actions = fc.array(fc.record({
    who: fc.nat(2), act: fc.constantFrom('rt', 'rw', 'hear', 'decide'), from: fc.nat(2), value: fc.constantFrom('1', '2', '3'),
  }), { maxLength: 40 });
  /** What a device says of its own changes: their ids, and everything as it stood when it made the last of them. */
  interface Said { ids: Map<string, ChangeRef>; seen: Map<string, number>; values: Record<string, string> }
  interface Side { seen: Map<string, number>; values: Record<string, string>; said: Said; counter: number; open: { seen: Map<string, number> }[] }

  it('never overwrites what the other had not seen, and ends alike once all was heard and decided', () => {
    fc.assert(fc.property(actions, (steps) => {
      const make = ref('0.1.1');
      const sides: Side[] = [0, 1, 2].map(() => ({ seen: vectorOf([make]), values: { rt: '0', rw: '0' }, said: { ids: new Map(), seen: new Map(), values: {} }, counter: 1, open: [] }));
      const join = (a: Map<string, number>, b: ReadonlyMap<string, number>): void => b.forEach((counter, key) => void a.set(key, Math.max(a.get(key) ?? 0, counter)));
      const write = (who: number, values: Values): void => {
        const me = sides[who] as Side;
        for (const [field, value] of Object.entries(values)) {
          me.counter += 1;
          const id = { device: who, epoch: 1, counter: me.counter };
          me.said.ids.set(field, id);
          me.values[field] = value;
          join(me.seen, vectorOf([id]));
        }
        Object.assign(me.said, { seen: new Map(me.seen), values: { ...me.values } });
      };
      const hear = (to: Side, { said: from }: Side): void => {
        const verdict = mergeGroup(
          { seen: to.seen, aside: new Map(), values: new Map(Object.entries(to.values)), decision: null },
          { ids: from.ids, seen: from.seen, values: new Map(Object.entries(from.values)), decision: null }, same);
        if (verdict === 'take') expect(isWithin(to.seen, from.seen)).toBe(true);
        if (verdict === 'take' || verdict === 'agreed') {
          join(to.seen, from.seen);
          to.values = { ...from.values };
          to.open = to.open.filter((one) => !isWithin(one.seen, to.seen));
        } else if (verdict === 'conflict') to.open.push({ seen: new Map(from.seen) });
      };
      const decide = (who: number): void => {
        const me = sides[who] as Side;
        for (const one of me.open) join(me.seen, one.seen);
        if (me.open.length > 0) write(who, { ...me.values });
        me.open = [];
      };
      for (const { who, act, from, value } of steps) {
        if (act === 'hear') hear(sides[who] as Side, sides[from] as Side);
        else if (act === 'decide') decide(who);
        else write(who, { [act]: value });
      }
      const all = (): void => sides.forEach((to) => sides.forEach((from) => void (to !== from && hear(to, from))));
      all();
      decide(0);
      all();
      all();
      expect(sides[1]?.values).toEqual(sides[0]?.values);
      expect(sides[2]?.values).toEqual(sides[0]?.values);
    }), { numRuns: 2000, seed: 20261127 });
  });
});
