import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hadSeen, mergeField, mergeGroup } from '../../../db/rules/merge.ts';
import type { ChangeRef, FieldHere, FieldIncoming } from '../../../db/rules/merge.ts';

const same = (a: string, b: string): boolean => a === b;
const ref = (text: string): ChangeRef => {
  const [device = '', epoch = '', counter = ''] = text.split('.');
  return { device, epoch: Number(epoch), counter: Number(counter) };
};
const here = (line: string[], value: string, aside: string[] = [], field = 'rt'): FieldHere<string> => ({ field, line: line.map(ref), aside: aside.map(ref), value });
const incoming = (id: string, parents: string[], value: string, field = 'rt'): FieldIncoming<string> => ({ field, id: ref(id), parents: parents.map(ref), value });

describe('merge of one field by ancestry', () => {
  it('takes a change whose parent is what stands here', () => {
    expect(mergeField(here(['a.1.1'], '001'), incoming('a.1.5', ['a.1.1'], '002'), same)).toBe('take');
  });
  it('takes a net change that jumps over changes of the same device already here', () => {
    expect(mergeField(here(['a.1.1', 'a.1.5'], '002'), incoming('a.1.9', ['a.1.1'], '003'), same)).toBe('take');
  });
  it('takes a value that returns to an older one, because it is a newer change', () => {
    expect(mergeField(here(['a.1.1', 'b.1.2'], '002'), incoming('a.1.9', ['b.1.2'], '001'), same)).toBe('take');
  });
  it('leaves what is here already, or was overtaken by the same device', () => {
    expect(mergeField(here(['a.1.1', 'a.1.5'], '002'), incoming('a.1.5', ['a.1.1'], '002'), same)).toBe('covered');
    expect(mergeField(here(['a.1.1', 'a.1.9'], '003'), incoming('a.1.5', ['a.1.1'], '002'), same)).toBe('covered');
    expect(mergeField(here(['a.1.1', 'b.1.3'], '003', ['a.1.5']), incoming('a.1.5', ['a.1.1'], '002'), same)).toBe('covered');
  });
  it('never lets a value win that the other side had not seen', () => {
    expect(mergeField(here(['a.1.1', 'b.1.3'], '003'), incoming('a.1.5', ['a.1.1'], '002'), same)).toBe('conflict');
    expect(mergeField(here(['a.1.1', 'b.1.3'], '002'), incoming('a.1.5', ['a.1.1'], '002'), same)).toBe('agreed');
  });
  it('takes a net change whose author had taken the change of this office in between', () => {
    expect(mergeField(here(['a.1.1', 'b.1.3'], '003'), incoming('a.1.5', ['a.1.1', 'b.1.3'], '004'), same)).toBe('take');
  });
  it('keeps epochs apart', () => {
    expect(hadSeen(ref('a.1.5'), ref('a.2.9'), [])).toBe(false);
    expect(hadSeen(ref('a.1.5'), ref('a.1.9'), [])).toBe(true);
  });
});

describe('merge of a group of fields', () => {
  const rt = here(['a.1.1'], '001');
  const rwHere = here(['a.1.1', 'b.1.2'], '007', [], 'rw');
  it('waits as a whole when another field of the group was changed here unseen (RT there, RW here)', () => {
    const verdicts = mergeGroup({ here: [rt, rwHere], incoming: [incoming('a.1.5', ['a.1.1'], '002')], beside: new Map() }, same);
    expect([...verdicts]).toEqual([['rt', 'conflict']]);
  });
  it('is taken when the sender had seen that field', () => {
    const verdicts = mergeGroup({ here: [rt, rwHere], incoming: [incoming('a.1.5', ['a.1.1'], '002')], beside: new Map([['rw', ref('b.1.2')]]) }, same);
    expect([...verdicts]).toEqual([['rt', 'take']]);
  });
  it('lets no field of a group through when one of them is in conflict', () => {
    const verdicts = mergeGroup({ here: [rt, rwHere], incoming: [incoming('a.1.5', ['a.1.1'], '002'), incoming('a.1.6', ['a.1.1'], '008', 'rw')], beside: new Map() }, same);
    expect([...verdicts.values()]).toEqual(['conflict', 'conflict']);
  });
});

describe('any two histories of one field', () => {
  /** Two offices edit and sometimes hear of each other's newest change; each keeps the line that a real office would. */
  const actions = fc.array(fc.record({ who: fc.constantFrom<'a' | 'b'>('a', 'b'), hear: fc.boolean(), value: fc.constantFrom('1', '2', '3') }), { maxLength: 30 });
  type Side = { line: ChangeRef[]; aside: ChangeRef[]; value: string; counter: number; last: FieldIncoming<string> | null };

  it('never overwrites what the other had not seen, takes nothing twice, and ends alike when nothing is in conflict', () => {
    fc.assert(fc.property(actions, (steps) => {
      const make = { device: 'a', epoch: 1, counter: 1 };
      const sides: Record<'a' | 'b', Side> = {
        a: { line: [make], aside: [], value: '0', counter: 1, last: null }, b: { line: [make], aside: [], value: '0', counter: 1, last: null },
      };
      let conflicts = 0;
      const hear = (to: Side, from: Side): void => {
        if (!from.last) return;
        const verdict = mergeField({ field: 'rt', line: to.line, aside: to.aside, value: to.value }, from.last, same);
        const known = [...to.line, ...to.aside].some((one) => one.device === from.last?.id.device && one.counter >= from.last.id.counter);
        expect(verdict === 'covered').toBe(known);
        if (verdict === 'take') {
          const current = to.line.at(-1) as ChangeRef;
          expect(from.last.parents.some((one) => one.device === current.device && one.counter >= current.counter) || current.device === from.last.id.device).toBe(true);
        }
        if (verdict === 'take' || verdict === 'agreed') {
          to.line.push(from.last.id);
          to.value = from.last.value;
        } else if (verdict === 'conflict') {
          to.aside.push(from.last.id);
          conflicts += 1;
        }
      };
      for (const { who, hear: listens, value } of steps) {
        const me = sides[who];
        if (listens) hear(me, sides[who === 'a' ? 'b' : 'a']);
        else {
          me.counter += 1;
          const id = { device: who, epoch: 1, counter: me.counter };
          me.last = { field: 'rt', id, parents: [...me.line], value };
          me.line.push(id);
          me.value = value;
        }
      }
      for (let round = 0; round < 2; round += 1) {
        hear(sides.a, sides.b);
        hear(sides.b, sides.a);
      }
      if (conflicts === 0) expect(sides.a.value).toBe(sides.b.value);
    }), { numRuns: 2000, seed: 20261122 });
  });
});
